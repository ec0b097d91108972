"""GET and POST /praca/spotkania/<id>/materialy/dodaj/: a file or a link of a meeting."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from networks.forms import MaterialForm
from networks.permissions import check_can_manage_programme
from networks.queries import meetings_changed_by
from networks.services import add_material
from networks.views._pages import form_page, posted, save_form


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def material_add(request: SignedInRequest, meeting_id: UUID) -> HttpResponse:
    check_can_manage_programme(request.user)
    meeting = get_object_or_404(meetings_changed_by(request.user), pk=meeting_id)
    page = reverse("meeting", args=[meeting.pk])
    form = MaterialForm(**posted(request))
    answer = save_form(
        request,
        form,
        lambda: add_material(by=request.user, meeting=meeting, **form.cleaned_data),
        to=lambda _saved: page,
        said=_("The material is added."),
    )
    crumbs = [(_("Meetings"), reverse("meeting_list")), (meeting.title, page)]
    return answer or form_page(request, form, title=_("Add a material"), crumbs=crumbs)

"""GET and POST /praca/spotkania/materialy/<id>/usun/: delete a material."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from networks.permissions import check_can_manage_programme
from networks.queries import materials_visible_to
from networks.services import remove_material
from networks.views._pages import confirm_page


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def material_remove(request: SignedInRequest, material_id: UUID) -> HttpResponse:
    check_can_manage_programme(request.user)
    material = get_object_or_404(materials_visible_to(request.user), pk=material_id)
    page = reverse("meeting", args=[material.meeting_id])
    if request.method == "POST":
        remove_material(by=request.user, material=material)
        messages.success(request, _("The material is deleted."))
        return redirect(page)
    return confirm_page(
        request,
        title=_("Delete the material “%(title)s”?") % {"title": material.title},
        text=_("The file is deleted for good."),
        crumbs=[(_("Meetings"), reverse("meeting_list")), (material.meeting.title, page)],
        submit=_("Delete"),
    )

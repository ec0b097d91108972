"""GET and POST /praca/spotkania/<id>/zmien/: change a meeting."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from networks.forms import MeetingForm
from networks.permissions import check_can_manage_programme
from networks.queries import meetings_changed_by
from networks.services import save_meeting
from networks.views._pages import form_page, posted, save_form


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def meeting_change(request: SignedInRequest, meeting_id: UUID) -> HttpResponse:
    check_can_manage_programme(request.user)
    meeting = get_object_or_404(meetings_changed_by(request.user), pk=meeting_id)
    edition = meeting.edition
    page = reverse("meeting", args=[meeting.pk])
    crumbs = [(_("Meetings"), reverse("meeting_list")), (meeting.title, page)]
    form = MeetingForm(**posted(request), instance=meeting, edition=edition)
    answer = save_form(
        request,
        form,
        lambda: save_meeting(by=request.user, edition=edition, meeting=meeting, values=form.values(), **form.people()),
        to=lambda _saved: page,
        said=_("The meeting is saved."),
    )
    return answer or form_page(request, form, title=_("Change the meeting"), crumbs=crumbs)

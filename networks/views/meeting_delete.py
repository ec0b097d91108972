"""GET and POST /praca/spotkania/<id>/usun/: delete a meeting."""

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
from networks.queries import meetings_changed_by
from networks.services import delete_meeting
from networks.views._pages import confirm_page


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def meeting_delete(request: SignedInRequest, meeting_id: UUID) -> HttpResponse:
    check_can_manage_programme(request.user)
    meeting = get_object_or_404(meetings_changed_by(request.user), pk=meeting_id)
    if request.method == "POST":
        delete_meeting(by=request.user, meeting=meeting)
        messages.success(request, _("The meeting is deleted."))
        return redirect("meeting_list")
    page = reverse("meeting", args=[meeting.pk])
    return confirm_page(
        request,
        title=_("Delete the meeting “%(title)s”?") % {"title": meeting.title},
        text=_("Its materials are deleted too. This cannot be undone."),
        crumbs=[(_("Meetings"), reverse("meeting_list")), (meeting.title, page)],
        submit=_("Delete"),
    )

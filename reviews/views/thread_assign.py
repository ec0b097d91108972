"""POST /praca/ocena/uwagi/<id>/komu/: whose the remark is to deal with."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.views.request import SignedInRequest
from core.exceptions import InvalidInput
from reviews.forms import AssignForm
from reviews.queries import readers_of, threads_visible_to
from reviews.services import assign
from reviews.views.frame import go_back
from reviews.views.talk import check_pace
from reviews.views.thread import thread_url


@require_POST
@login_required
def thread_assign(request: SignedInRequest, thread_id: UUID) -> HttpResponse:
    thread = get_object_or_404(threads_visible_to(request.user), pk=thread_id)
    form = AssignForm(request.POST, readers=readers_of(thread.document, thread.audience))
    if not form.is_valid():
        raise InvalidInput(_("This person does not take part in this review."))
    check_pace(request)
    person = form.person()
    assign(by=request.user, thread=thread, to=person)
    messages.success(
        request, _("Given to: %(name)s.") % {"name": person} if person else _("Nobody has this remark to deal with.")
    )
    return go_back(request, thread_url(thread))

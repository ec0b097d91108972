"""/praca/ocena/uwagi/<id>/odpowiedz/: the page of a remark, its form sent."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from core.exceptions import Refusal
from reviews.forms import ReplyForm
from reviews.permissions import check_can_reply
from reviews.policies import check_talked_in
from reviews.queries import readers_of, threads_visible_to
from reviews.services import reply
from reviews.views.frame import go_back
from reviews.views.talk import check_pace, tell_of_strangers
from reviews.views.thread import thread_context, thread_url


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def thread_reply(request: SignedInRequest, thread_id: UUID) -> HttpResponse:
    thread = get_object_or_404(threads_visible_to(request.user), pk=thread_id)
    check_can_reply(request.user, thread)
    if request.method != "POST":
        check_talked_in(thread)
    readers = readers_of(thread.document, thread.audience)
    form = ReplyForm(request.POST or None, readers=readers, reader=request.user)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        try:
            check_pace(request)
            reply(by=request.user, thread=thread, text=text, called=form.called_people())
        except Refusal as refusal:
            # What was typed comes back with the reason.
            form.add_error(None, str(refusal))
            status = refusal.status
        else:
            messages.success(request, _("The reply has been saved."))
            tell_of_strangers(request, thread, text)
            return go_back(request, thread_url(thread))
    context = {**thread_context(request.user, thread, form), "next": _next(request), "may_reply": True}
    return render(request, "reviews/thread.html", context, status=status)


def _next(request: SignedInRequest) -> str:
    return request.POST.get("next") or request.GET.get("next", "")

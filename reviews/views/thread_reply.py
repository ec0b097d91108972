"""/praca/ocena/uwagi/<id>/odpowiedz/: a remark with its replies, and a form for the next one."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from reviews.forms import ReplyForm
from reviews.permissions import check_can_talk
from reviews.policies import check_discussed
from reviews.queries import threads_visible_to
from reviews.services import reply
from reviews.views.frame import frame, go_back, remark_url


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def thread_reply(request: SignedInRequest, thread_id: UUID) -> HttpResponse:
    thread = get_object_or_404(threads_visible_to(request.user), pk=thread_id)
    document = thread.document
    check_can_talk(request.user, document)
    check_discussed(document)
    form = ReplyForm(request.POST or None, auto_id=f"odpowiedz-{thread_id}-%s")
    if request.method == "POST" and form.is_valid():
        reply(by=request.user, thread=thread, text=form.cleaned_data["text"])
        messages.success(request, _("The reply has been saved."))
        return go_back(request, remark_url(thread))
    context = {
        **frame(document),
        "form": form,
        "thread": thread,
        "comments": thread.comments.all(),
        "next": request.POST.get("next") or request.GET.get("next", ""),
    }
    return render(request, "reviews/thread_reply.html", context, status=422 if form.is_bound else 200)

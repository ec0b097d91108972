"""/praca/ocena/komentarze/<id>/zmien/: other words for what one has just written, while nobody has read it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from core.exceptions import Refusal
from reviews.forms import CommentForm
from reviews.permissions import check_is_commenter
from reviews.services import change_comment
from reviews.views.comments import visible_comment
from reviews.views.frame import frame
from reviews.views.talk import check_pace, tell_of_strangers
from reviews.views.thread import thread_url


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def comment_change(request: SignedInRequest, comment_id: UUID) -> HttpResponse:
    comment = visible_comment(request, comment_id)
    check_is_commenter(request.user, comment)
    form = CommentForm(request.POST or None, initial={"text": comment.text})
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        try:
            check_pace(request)
            change_comment(by=request.user, comment=comment, text=text)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            status = refusal.status
        else:
            messages.success(request, _("Changed."))
            tell_of_strangers(request, comment.thread, text)
            return redirect(thread_url(comment.thread))
    context = {**frame(comment.thread.document), "form": form, "comment": comment, "thread": comment.thread}
    return render(request, "reviews/comment_change.html", context, status=status)

"""/praca/ocena/komentarze/<id>/usun/: take back what one has just written, while nobody has read it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from reviews.models import Thread
from reviews.permissions import check_is_commenter
from reviews.services import delete_comment
from reviews.views.comments import visible_comment
from reviews.views.frame import frame
from reviews.views.thread import thread_url


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def comment_delete(request: SignedInRequest, comment_id: UUID) -> HttpResponse:
    comment = visible_comment(request, comment_id)
    check_is_commenter(request.user, comment)
    thread = comment.thread
    if request.method != "POST":
        return render(
            request,
            "reviews/comment_delete.html",
            {**frame(thread.document), "comment": comment, "thread": thread},
        )
    thread_id = thread.pk
    delete_comment(by=request.user, comment=comment)
    messages.success(request, _("Deleted."))
    if Thread.objects.filter(pk=thread_id).exists():
        return redirect(thread_url(thread))
    return redirect("review", thread.document.slug)

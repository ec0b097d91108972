"""Comments that a person may read."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from reviews.models import Comment
from reviews.queries import threads_visible_to


def visible_comment(request: HttpRequest, comment_id: UUID) -> Comment:
    """The comment with its thread, or 404."""
    comment = get_object_or_404(Comment, pk=comment_id)
    comment.thread = get_object_or_404(threads_visible_to(request.user), pk=comment.thread_id)
    return comment

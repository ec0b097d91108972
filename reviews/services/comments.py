"""Replies, and second thoughts about what was just written."""

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from activity.enums import Verb
from activity.models import Notice
from reviews.enums import Audience
from reviews.models import Comment, Sight, Thread
from reviews.permissions import check_can_reply, check_is_commenter
from reviews.policies import check_comment, check_second_thought, check_talked_in
from reviews.queries import authors_of
from reviews.services.talk import (
    lock_thread,
    mention,
    record_in,
    tell_mentioned,
    tell_readers,
    thread_path,
    write_comment,
)


@transaction.atomic
def reply(*, by: User, thread: Thread, text: str, called: Iterable[User] = ()) -> Comment:
    """Answer a remark. Effects: a comment, its mentions, events; those who take part in the thread are told."""
    thread = lock_thread(thread)
    check_can_reply(by, thread)
    check_talked_in(thread)
    comment, mentioned = write_comment(by, thread, check_comment(text), called)
    told = {person.pk for person in mentioned}
    event = record_in(by, Verb.REPLIED, thread)
    tell_readers(event, thread, [person for person in _listeners(thread) if person.pk not in told])
    tell_mentioned(by, thread, mentioned)
    return comment


@transaction.atomic
def change_comment(*, by: User, comment: Comment, text: str) -> Comment:
    """Put other words in place of a comment that nobody has read yet. Effects: its text, mentions; the newly mentioned
    are told. Raises NotAllowed, WrongState (read, answered or older than ten minutes).
    """
    comment = _lock_fresh(by, comment)
    comment.text = check_comment(text)
    comment.save(update_fields=["text", "updated_at"])
    tell_mentioned(by, comment.thread, mention(by, comment))
    return comment


@transaction.atomic
def delete_comment(*, by: User, comment: Comment) -> None:
    """Take back a comment that nobody has read yet; the first one takes the whole remark with it, and its notices.

    Raises NotAllowed, WrongState (read, answered, carries a suggested edit, or older than ten minutes).
    """
    comment = _lock_fresh(by, comment)
    thread = comment.thread
    if thread.comments.exclude(pk=comment.pk).exists():
        comment.delete()
        return
    Notice.objects.filter(path=thread_path(thread), seen_at=None).delete()
    thread.delete()


def is_changeable(comment: Comment, comments: Iterable[Comment], sights: Iterable[Sight]) -> bool:
    """Whether nobody has answered or read a comment of a thread with these comments and sights."""
    return not _answered(comment, comments) and not _seen(comment, sights)


def _lock_fresh(by: User, comment: Comment) -> Comment:
    thread = lock_thread(comment.thread)
    locked = Comment.objects.select_for_update(of=("self",), no_key=True).get(pk=comment.pk)
    locked.thread = thread
    check_is_commenter(by, locked)
    check_talked_in(thread)
    has_more = hasattr(thread, "suggestion") or thread.answers.exists()
    check_second_thought(
        locked,
        is_answered=has_more or _answered(locked, thread.comments.all()),
        is_seen=_seen(locked, thread.sights.all()),
    )
    return locked


def _answered(comment: Comment, comments: Iterable[Comment]) -> bool:
    return any(other.created_at > comment.created_at for other in comments)


def _seen(comment: Comment, sights: Iterable[Sight]) -> bool:
    return any(sight.user_id != comment.author_id and sight.at >= comment.created_at for sight in sights)


def _listeners(thread: Thread) -> list[User]:
    """Who follows a thread: whoever wrote in it or has it to do, and the authors where it is about their text."""
    writers = User.objects.filter(pk__in=thread.comments.values("author_id"))
    assigned = User.objects.filter(pk=thread.assigned_to_id) if thread.assigned_to_id else ()
    authors = authors_of(thread.document) if thread.audience == Audience.ALL else ()
    return [*writers, *assigned, *authors]

"""Remarks and their replies."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from activity.enums import Verb
from activity.models import Event
from activity.services import notify, record
from core.richtext import from_plain
from documents.models import Document
from documents.services import lock_document
from reviews.enums import ThreadState
from reviews.models import Comment, Thread
from reviews.permissions import check_can_judge, check_can_resolve, check_can_talk
from reviews.policies import LONGEST_COMMENT, check_discussed, check_round_open, check_text, check_thread_state
from reviews.queries import authors_of, find_place, judges_of, next_number, open_round
from reviews.queries.places import lasting_label
from reviews.services.rounds import review_path


@transaction.atomic
def add_thread(
    *,
    by: User,
    document: Document,
    section: str,
    part_kind: str = "",
    part_id: str = "",
    field: str = "",
    text: str,
) -> Thread:
    """Leave a remark on a place of the version under review. Effects: a thread with its first comment, an event.

    The authors are told of the first remark of a round; the verdict tells them of all. Raises NotAllowed, WrongState
    (no open round), InvalidInput (no such place, empty or too long text).
    """
    document = lock_document(document)
    check_can_judge(by, document)
    current = check_round_open(open_round(document))
    text = check_text(text, LONGEST_COMMENT)
    content = current.version.content
    place = find_place(content, section=section, part_kind=part_kind, part_id=part_id, field=field)
    is_first = not current.threads.exists()
    thread = Thread.objects.create(
        round=current,
        document=document,
        version=current.version,
        number=next_number(document),
        section=place.section,
        part_kind=place.part_kind,
        part_id=place.part_id or None,
        field=place.field,
        place_label=lasting_label(content, place),
        opened_by=by,
    )
    _comment(by, thread, text)
    event = _record(by, Verb.REMARKED, thread)
    if is_first:
        notify(event=event, users=authors_of(document), path=_path(thread))
    return thread


@transaction.atomic
def reply(*, by: User, thread: Thread, text: str) -> Comment:
    """Answer a remark. Effects: a comment, an event; the authors and the reviewers who wrote in it are told."""
    thread = _lock(thread)
    check_can_talk(by, thread.document)
    check_discussed(thread.document)
    comment = _comment(by, thread, check_text(text, LONGEST_COMMENT))
    event = _record(by, Verb.REPLIED, thread)
    judges = judges_of(thread.document).filter(pk__in=thread.comments.values("author_id"))
    notify(event=event, users=[*judges, *authors_of(thread.document)], path=_path(thread))
    return comment


@transaction.atomic
def resolve(*, by: User, thread: Thread) -> Thread:
    """Mark a remark as dealt with. Effects: its state, an event."""
    thread = _lock(thread)
    check_can_resolve(by, thread)
    check_discussed(thread.document)
    check_thread_state(thread, ThreadState.OPEN)
    thread.state = ThreadState.RESOLVED
    thread.resolved_by, thread.resolved_at = by, timezone.now()
    thread.save(update_fields=["state", "resolved_by", "resolved_at", "updated_at"])
    _record(by, Verb.RESOLVED, thread)
    return thread


@transaction.atomic
def reopen_thread(*, by: User, thread: Thread) -> Thread:
    """Open a resolved remark again. Effects: its state, an event; the authors are told."""
    thread = _lock(thread)
    check_can_resolve(by, thread)
    check_discussed(thread.document)
    check_thread_state(thread, ThreadState.RESOLVED)
    thread.state = ThreadState.OPEN
    thread.resolved_by = thread.resolved_at = None
    thread.save(update_fields=["state", "resolved_by", "resolved_at", "updated_at"])
    event = _record(by, Verb.REMARK_REOPENED, thread)
    notify(event=event, users=authors_of(thread.document), path=_path(thread))
    return thread


def _lock(thread: Thread) -> Thread:
    """The thread, locked after its document, so that every service of an app takes the locks in one order."""
    document = lock_document(thread.document)
    locked = Thread.objects.select_for_update(of=("self",), no_key=True).get(pk=thread.pk)
    locked.document = document
    return locked


def _comment(by: User, thread: Thread, text: str) -> Comment:
    return Comment.objects.create(
        thread=thread, author=by, author_label=str(by), author_role=by.role, text=from_plain(text)
    )


def _record(by: User, verb: Verb, thread: Thread) -> Event:
    document = thread.document
    return record(
        by=by,
        verb=verb,
        target_kind=document.kind,
        target_id=document.pk,
        target_label=document.title,
        document_id=document.pk,
        data={"thread": str(thread.pk), "place": thread.place_label},
    )


def _path(thread: Thread) -> str:
    return review_path(thread.document, f"uwaga-{thread.pk}")

"""Remarks: left on a place or a passage, given to somebody, resolved and opened again."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from activity.enums import Verb
from activity.services import notify, settle
from core.exceptions import InvalidInput
from documents.models import Anchor, Document, Version
from documents.parts import document_kind
from documents.queries import snapshot
from documents.queries.places import lasting_label, places_with
from documents.services import lock_document
from documents.services.anchors import make_anchor
from reviews.enums import Audience, RemarkKind, ThreadState
from reviews.models import Round, Thread
from reviews.permissions import check_can_remark, check_can_reply, check_can_resolve
from reviews.policies import (
    check_asks,
    check_comment,
    check_round_open,
    check_talked_in,
    check_thread_state,
)
from reviews.queries import Place, authors_of, find_place, next_number, open_round, readers_of
from reviews.services.talk import lock_thread, record_in, tell_mentioned, tell_readers, thread_path, write_comment


@dataclass(frozen=True)
class _Read:
    """What the writer of a remark had before them: a round's Version, or (both None) the draft."""

    round: Round | None
    version: Version | None
    content: dict[str, Any]


@transaction.atomic
def add_thread(
    *,
    by: User,
    document: Document,
    section: str = "",
    part_kind: str = "",
    part_id: UUID | str = "",
    field: str = "",
    text: str,
    kind: RemarkKind | str = RemarkKind.SHOULD,
    audience: Audience | str = Audience.ALL,
    quote: str = "",
    before: str = "",
    after: str = "",
    hint: int | None = None,
    round: Round | None = None,
    called: Iterable[User] = (),
) -> Thread:
    """Leave a remark (`text` is HTML or plain) on a place of the version under review, or on a passage (`quote`) of it.

    `round` is the one that the writer was reading: when another is open by now the remark goes to that one's Version,
    its passage with it; a place or passage that is no longer there stays with the Version that had it. A team's own
    note needs no round: without one it is on the draft. Effects: a thread with its first comment and anchor, events.
    The authors are told of the first remark of a round; the verdict tells them of all. Raises NotAllowed, WrongState
    (no open round), InvalidInput (no such place or passage, empty or too long text).
    """
    document = lock_document(document)
    side, kind = _known(audience, Audience), _known(kind, RemarkKind)
    check_can_remark(by, document, side)
    html = check_comment(text)
    where = {"section": section, "part_kind": part_kind, "part_id": str(part_id or ""), "field": field}
    reads = _what_was_read(document, side, round)
    read, place = _find(reads, where)
    if quote.strip() and not place.field:
        place = _field_of(reads, place, quote, before, after)
    anchor = _anchor(document, reads, place, quote=quote, before=before, after=after, hint=hint)
    current = reads[0].round
    is_first = current is not None and not current.threads.filter(audience=Audience.ALL).exists()
    thread = Thread.objects.create(
        round=current,
        document=document,
        version=anchor.version if anchor else read.version,
        number=next_number(document, side),
        kind=kind,
        audience=side,
        section=place.section,
        part_kind=place.part_kind,
        part_id=place.part_id or None,
        field=place.field,
        anchor=anchor,
        place_label=lasting_label(read.content, place),
        opened_by=by,
    )
    _comment, mentioned = write_comment(by, thread, html, called)
    event = record_in(by, Verb.REMARKED, thread)
    if is_first and audience == Audience.ALL:
        told = {person.pk for person in mentioned}
        tell_readers(event, thread, [author for author in authors_of(document) if author.pk not in told])
    tell_mentioned(by, thread, mentioned)
    return thread


@transaction.atomic
def assign(*, by: User, thread: Thread, to: User | None) -> Thread:
    """Give a remark to one of its readers, or to nobody. Effects: the thread, an event; the person is told.

    Raises NotAllowed, WrongState, InvalidInput (the person cannot read the remark).
    """
    thread = lock_thread(thread)
    check_can_reply(by, thread)
    check_talked_in(thread)
    if to is not None and to.pk not in {reader.pk for reader in readers_of(thread.document, thread.audience)}:
        raise InvalidInput(_("This person does not take part in this review."))
    thread.assigned_to, thread.assigned_label = to, str(to) if to else ""
    thread.save(update_fields=["assigned_to", "assigned_label", "updated_at"])
    event = record_in(by, Verb.ASSIGNED, thread)
    settle(path=thread_path(thread), verbs=[Verb.ASSIGNED])
    if to is not None:
        notify(event=event, users=[to], path=thread_path(thread), waits=True)
    return thread


@transaction.atomic
def resolve(*, by: User, thread: Thread) -> Thread:
    """Mark a remark as dealt with. Effects: its state, an event. Raises NotAllowed, WrongState (also for praise)."""
    thread = lock_thread(thread)
    check_can_resolve(by, thread)
    check_talked_in(thread)
    check_asks(thread)
    check_thread_state(thread, ThreadState.OPEN)
    thread.state = ThreadState.RESOLVED
    thread.resolved_by, thread.resolved_at = by, timezone.now()
    thread.save(update_fields=["state", "resolved_by", "resolved_at", "updated_at"])
    record_in(by, Verb.RESOLVED, thread)
    settle(path=thread_path(thread))
    return thread


@transaction.atomic
def reopen_thread(*, by: User, thread: Thread) -> Thread:
    """Open a resolved remark again. Effects: its state, an event; the authors are told, where they read it."""
    thread = lock_thread(thread)
    check_can_resolve(by, thread)
    check_talked_in(thread)
    check_thread_state(thread, ThreadState.RESOLVED)
    thread.state = ThreadState.OPEN
    thread.resolved_by = thread.resolved_at = None
    thread.save(update_fields=["state", "resolved_by", "resolved_at", "updated_at"])
    tell_readers(record_in(by, Verb.REMARK_REOPENED, thread), thread, authors_of(thread.document))
    return thread


def _known(value: str, choices: type[Any]) -> Any:
    if value not in choices.values:
        raise InvalidInput(_("Choose one of the kinds that are offered."))
    return choices(value)


def _what_was_read(document: Document, audience: Audience, read: Round | None) -> list[_Read]:
    """Where a place is looked for, in this order. Raises WrongState when remarks cannot be made now."""
    if read is not None and read.document_id != document.pk:
        raise InvalidInput(_("This round is not one of this document."))
    if audience == Audience.TEAM:
        return [_of(read)] if read else [_Read(None, None, snapshot(document))]
    current = check_round_open(open_round(document))
    return [_of(current)] if read is None or read.pk == current.pk else [_of(current), _of(read)]


def _of(read: Round) -> _Read:
    return _Read(read, read.version, read.version.content)


def _find(reads: list[_Read], where: dict[str, str]) -> tuple[_Read, Place]:
    for read in reads[:-1]:
        try:
            return read, find_place(read.content, **where)
        except InvalidInput:
            continue
    return reads[-1], find_place(reads[-1].content, **where)


def _field_of(reads: list[_Read], place: Place, quote: str, before: str, after: str) -> Place:
    """The one field inside a larger place that has the passage. Raises InvalidInput."""
    for read in reads:
        found = places_with(read.content, place, quote, before, after)
        if len(found) == 1:
            return found[0]
        if found:
            raise InvalidInput(_("These words stand in several fields. Choose the field that you mean."))
    raise InvalidInput(_("These words do not stand here. Copy them from the text once more."))


def _anchor(document: Document, reads: list[_Read], place: Place, **passage: Any) -> Anchor | None:
    """The passage in the first text that has it. Raises InvalidInput when none has."""
    if not passage["quote"].strip():
        return None
    kind = document_kind(document.kind).part_kind(place.part_kind)
    refusal = InvalidInput("")
    for read in reads:
        try:
            return make_anchor(
                document=document,
                kind=kind,
                part_id=UUID(place.part_id),
                field=place.field,
                version=read.version,
                **passage,
            )
        except InvalidInput as why:
            refusal = why
    raise refusal

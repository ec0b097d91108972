"""Suggested edits: wording that a reviewer proposes for a field, and what the authors do with it."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from activity.enums import Verb
from core.exceptions import InvalidInput, NotAllowed
from documents.exceptions import InvalidFields, RowGone, StaleSave
from documents.models import Document
from documents.parts import BoundField, PartKind, document_kind
from documents.policies import check_editable
from documents.queries import section_with, stored
from documents.queries.places import find_place
from documents.rendering.names import row_names
from documents.services import Saved, lock_document, save_fields
from documents.services.changes import Credit
from documents.services.locking import find_row
from documents.services.proposals import REFERRING, judge_proposal
from documents.services.values import from_stored
from reviews.enums import Audience, Outcome, RemarkKind, SuggestionState
from reviews.exceptions import OutdatedSuggestion
from reviews.models import Suggestion, Thread
from reviews.permissions import check_can_judge, check_can_reply, check_is_author
from reviews.policies import check_discussed, check_round_open, check_text
from reviews.policies.answers import LONGEST_DECLINING, check_suggestion_open
from reviews.queries import open_round
from reviews.queries.labels import labels_of
from reviews.services.answers import answer_by_decision
from reviews.services.telling import record_event
from reviews.services.threads import add_thread


@transaction.atomic
def suggest(
    *,
    by: User,
    document: Document,
    part_kind: str,
    part_id: str | UUID,
    field: str,
    proposed: Any,
    text: str = "",
    kind: RemarkKind = RemarkKind.SHOULD,
) -> Suggestion:
    """Propose the Python value `proposed` for a field of the Version under review. Effects: a thread, a suggestion, an
    event; the authors are told as of any remark.

    Raises NotAllowed, WrongState (no open round), InvalidInput (no such place; nothing changed; a file), and
    InvalidFields with the sentences that a save would give.
    """
    document = lock_document(document)
    check_can_judge(by, document)
    content = check_round_open(open_round(document)).version.content
    chosen, row = _find_row(document, content, part_kind, str(part_id), field)
    bound = chosen.field(field)
    value = judge_proposal(document, chosen, row, field, proposed)
    base = row["values"].get(field)
    if value == base or (not value and not base and value is not False and base is not False and value != 0):
        raise InvalidInput(_("This is what the field says already. Change something first."))
    section = section_with(content, chosen)
    thread = add_thread(
        by=by,
        document=document,
        section=section.key if section else "",
        part_kind=part_kind,
        part_id=str(part_id),
        field=field,
        text=text if text.strip() else _default_text(document),
        kind=kind,
        audience=Audience.ALL,
    )
    names = _names(content, bound, base, value)
    suggestion = Suggestion.objects.create(thread=thread, base=base, proposed=value, names=names)
    _record(by, Verb.SUGGESTED, suggestion)
    return suggestion


@transaction.atomic
def accept_suggestion(*, by: User, suggestion: Suggestion) -> Suggestion:
    """Save what was proposed, merged with what the authors wrote since. Effects: the row, a Change credited to both,
    the decision, an answer to its remark, an event.

    Raises NotAllowed, WrongState (decided already; the document is closed), RowGone, InvalidFields (what was proposed
    does not fit what is there now), and OutdatedSuggestion when it cannot be merged. Nothing is written then.
    """
    locked, part = _lock_to_decide(by, suggestion)
    bound = _bound(locked)
    saved = _save(by, locked, part, locked.proposed, base=locked.base)
    return _decide(by, locked, SuggestionState.ACCEPTED, Outcome.DONE, applied=stored(saved.part, bound))


@transaction.atomic
def edit_suggestion(*, by: User, suggestion: Suggestion, value: Any, version: int) -> Suggestion:
    """Save the Python `value` that the authors made of a suggestion. `version` is the row's version that they had
    before them: what was written since is merged, or is not overwritten.

    Effects and refusals as of `accept_suggestion`.
    """
    locked, part = _lock_to_decide(by, suggestion)
    saved = _save(by, locked, part, value, version=version, is_stored=False)
    return _decide(by, locked, SuggestionState.EDITED, Outcome.DONE, applied=stored(saved.part, _bound(locked)))


@transaction.atomic
def decline_suggestion(*, by: User, suggestion: Suggestion, reason: str) -> Suggestion:
    """Decline with a reason. Effects: the decision, an answer to its remark, an event."""
    locked = _lock(suggestion)
    check_is_author(by, locked.thread.document)
    check_discussed(locked.thread.document)
    check_suggestion_open(locked)
    reason = check_text(reason, LONGEST_DECLINING)
    return _decide(by, locked, SuggestionState.DECLINED, Outcome.NOT, note=reason)


@transaction.atomic
def withdraw_suggestion(*, by: User, suggestion: Suggestion) -> Suggestion:
    """Take one's own suggestion back while nobody has decided. Effects: its state, an event; its remark stays."""
    locked = _lock(suggestion)
    if locked.thread.opened_by_id != by.pk:
        raise NotAllowed(_("Only its author may take a suggestion back."))
    check_can_reply(by, locked.thread)
    check_discussed(locked.thread.document)
    check_suggestion_open(locked)
    return _close(by, locked, SuggestionState.WITHDRAWN)


def _find_row(
    document: Document, content: dict[str, Any], part_kind: str, part_id: str, field: str
) -> tuple[PartKind, dict[str, Any]]:
    """The kind and the row of the Version; InvalidInput when it has no such place."""
    kind = document_kind(document.kind).part_kinds.get(part_kind)
    section = section_with(content, kind) if kind else None
    if kind is None or section is None or not field:
        raise InvalidInput(_("The version under review has no such place."))
    find_place(content, section=section.key, part_kind=part_kind, part_id=part_id, field=field)
    return kind, next(row for row in content["parts"][part_kind] if row["id"] == part_id)


def _default_text(document: Document) -> str:
    """What the remark of a suggestion without a comment says, in the language of the document."""
    with translation.override(document.language):
        return _("I suggest this wording.")


def _names(content: dict[str, Any], bound: BoundField, *values: Any) -> dict[str, str]:
    """What the rows that the values refer to are called, so that the suggestion reads the same for ever."""
    if bound.kind not in REFERRING:
        return {}
    keys = {key for value in values for key in (value if isinstance(value, list) else [value]) if key}
    known = row_names(content)
    newer = bound.target._default_manager.filter(pk__in=[key for key in keys if not known.get(key)])  # type: ignore[union-attr]
    return {key: known[key] for key in keys if known.get(key)} | {str(row.pk): str(row) for row in newer}


def _lock(suggestion: Suggestion) -> Suggestion:
    """The suggestion and its thread, locked after their document."""
    document = lock_document(suggestion.thread.document)
    thread = Thread.objects.select_for_update(of=("self",), no_key=True).get(pk=suggestion.thread_id)
    locked = Suggestion.objects.select_for_update(of=("self",), no_key=True).get(pk=suggestion.pk)
    thread.document = document
    locked.thread = thread
    return locked


def _lock_to_decide(by: User, suggestion: Suggestion) -> tuple[Suggestion, Any]:
    """The suggestion and the live row that it is about. The document must be open for writing."""
    locked = _lock(suggestion)
    document = locked.thread.document
    check_is_author(by, document)
    check_suggestion_open(locked)
    check_editable(document)
    part = find_row(document, _kind(locked), locked.thread.part_id)  # type: ignore[arg-type]
    if part is None or part.deleted_at is not None:
        raise RowGone(who=str(part.changed_by or "") if part else "")
    return locked, part


def _save(
    by: User, locked: Suggestion, part: Any, value: Any, *, base: Any = None, version: int = 0, is_stored: bool = True
) -> Saved:
    """Save the value (a stored one with its `base`, or a Python one read at `version`) or raise why not."""
    thread, bound = locked.thread, _bound(locked)
    facts: dict[str, Any] = {"base_version": version, "new_values": {bound.name: value}}
    if is_stored:
        new = {bound.name: from_stored(bound, value)}
        facts = {"base_version": part.version, "new_values": new, "bases": {bound.name: from_stored(bound, base)}}
    saved = save_fields(
        by=by,
        document=thread.document,
        kind=_kind(locked),
        part_id=part.pk,
        suggested_by=Credit(thread.opened_by, _author_label(thread)),
        **facts,
    )
    # Raised inside our transaction: the text that was held for the person goes with it.
    if isinstance(saved.refusal, StaleSave):
        raise OutdatedSuggestion(now=saved.refusal.theirs[bound.name], version=saved.refusal.version)
    if saved.refusal is not None:
        raise saved.refusal
    if saved.errors:
        raise InvalidFields(saved.errors)
    return saved


def _author_label(thread: Thread) -> str:
    first = thread.comments.order_by("created_at").first()
    return first.author_label if first else str(thread.opened_by or "")


def _decide(
    by: User, locked: Suggestion, state: SuggestionState, outcome: Outcome, *, applied: Any = None, note: str = ""
) -> Suggestion:
    decided = _close(by, locked, state, applied=applied, note=note)
    answer_by_decision(by=by, suggestion=decided, outcome=outcome, reason=note)
    return decided


def _close(by: User, locked: Suggestion, state: SuggestionState, *, applied: Any = None, note: str = "") -> Suggestion:
    locked.state = state
    locked.applied, locked.note = applied, note
    locked.decided_by, locked.decided_by_label, locked.decided_at = by, str(by), timezone.now()
    locked.save()
    taken = state in (SuggestionState.ACCEPTED, SuggestionState.EDITED)
    _record(by, Verb.SUGGESTION_TAKEN if taken else Verb.SUGGESTION_DECLINED, locked)
    return locked


def _kind(suggestion: Suggestion) -> PartKind:
    return document_kind(suggestion.thread.document.kind).part_kind(suggestion.thread.part_kind)


def _bound(suggestion: Suggestion) -> BoundField:
    return _kind(suggestion).field(suggestion.thread.field)


def _record(by: User, verb: Verb, suggestion: Suggestion) -> None:
    thread = suggestion.thread
    data: dict[str, Any] = {"thread": str(thread.pk), "state": str(suggestion.state)}
    # A team's own suggestion, brought from a file, is as private as its note.
    data |= labels_of(thread, thread.document) if thread.audience == Audience.ALL else {"private": True}
    record_event(by, verb, thread.document, **data)

"""Saving fields of one row: merged with what others saved since, and held for the person where they cannot be."""

from copy import copy
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.exceptions import InvalidInput, Refusal, WrongState
from documents.enums import FieldKind, HeldReason
from documents.exceptions import InvalidFields, RowGone, StaleSave
from documents.models import Document, HeldText
from documents.parts import PartKind, hooks_of
from documents.policies import check_editable, is_editable, row_errors
from documents.queries import is_live, stored
from documents.services.changes import Credit
from documents.services.held import close, hold, open_among
from documents.services.joining import merge_field
from documents.services.locking import lock_row
from documents.services.once import Ticket, file_digests, ticket
from documents.services.rows import write
from documents.services.values import Past, from_stored, past_of, reference_errors, stored_new


@dataclass
class Saved:
    """What became of the fields that were sent.

    `written` were saved or needed no saving, `merged` of them together with somebody else's words. `errors` are
    sentences by field name. `refusal` is why the others were not saved (StaleSave, RowGone, WrongState); their texts
    wait in `held`. `repeated`: this request had been answered before, and nothing was done. `previous` is the version
    of the row before: whoever knew that one knows that nobody else wrote in between.
    """

    document: Document
    part: Any
    written: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    errors: dict[str, list[str]] = field(default_factory=dict)
    refusal: Refusal | None = None
    held: dict[str, HeldText] = field(default_factory=dict)
    who: str = ""
    repeated: bool = False
    previous: int = 0


def save_part(
    *,
    by: User,
    document: Document,
    kind: PartKind,
    part_id: UUID,
    base_version: int,
    new_values: dict[str, Any],
    request_key: UUID | None = None,
) -> Any:
    """As `save_fields`, for callers that want the row or an exception: StaleSave, RowGone, WrongState, InvalidFields.

    What could be saved stays saved, and what could not waits as a held text, also when this raises.
    """
    saved = save_fields(
        by=by,
        document=document,
        kind=kind,
        part_id=part_id,
        base_version=base_version,
        new_values=new_values,
        request_key=request_key,
    )
    if saved.refusal is not None:
        raise saved.refusal
    if saved.errors:
        raise InvalidFields(saved.errors)
    return saved.part


@transaction.atomic
def save_fields(
    *,
    by: User,
    document: Document,
    kind: PartKind,
    part_id: UUID,
    base_version: int,
    new_values: dict[str, Any],
    bases: dict[str, Any] | None = None,
    request_key: UUID | None = None,
    settles: UUID | None = None,
    suggested_by: Credit | None = None,
) -> Saved:
    """Save cleaned `new_values` (Python values by field name) of one row that was read at `base_version`.

    Only fields that differ from what they held at `base_version` count as changed by this person. A field that others
    changed too is merged; what cannot be merged, or belongs to a deleted row or a closed document, is held. `bases` are
    what fields held when their typing began, where that was no stored version (the person typed on while an earlier
    save was merged). `settles` names the person's held text that this save is about; `suggested_by` wrote the
    words that `by` takes over. Raises NotAllowed, and RowGone for a row that never was.
    """
    locked, part = lock_row(by, document, kind, part_id)
    mine = stored_new(part, kind, new_values)
    known = stored_new(part, kind, bases or {})
    asked = (part_id, base_version, mine, file_digests(new_values), known)
    request = ticket(by, locked, request_key, "save", kind.key, *asked)
    if request.was_used():
        return answered_before(request, kind, part_id, part, mine)
    past = past_of(part, kind, base_version)
    theirs = {name: stored(part, kind.field(name)) for name in mine}
    base = {name: known.get(name, past.base.get(name, theirs[name])) for name in mine}
    touched = [name for name in mine if mine[name] != base[name]]
    saved = Saved(document=locked, part=part, written=[name for name in mine if name not in touched])
    saved.previous = part.version
    if is_live(part) and is_editable(locked):
        clash = _save_touched(by, saved, kind, past, new_values, base, mine, theirs, touched, suggested_by)
        _hold_clash(by, saved, kind, base_version, base, mine, theirs, clash, settles)
        close(by, settles, set(saved.written))
    else:
        _hold_all(by, saved, kind, base_version, base, {name: mine[name] for name in touched}, settles)
    request.use(part.pk, errors=saved.errors, held=saved.held)
    return saved


def answered_before(request: Ticket, kind: PartKind, part_id: UUID, part: Any, mine: dict[str, Any]) -> Saved:
    """The answer to a request that was answered before: how things stand now. Writes nothing."""
    outcome = request.outcome()
    held, errors = open_among(request.by, outcome.get("held", {})), outcome.get("errors", {})
    saved = Saved(document=request.document, part=part, held=held, errors=errors, repeated=True)
    saved.previous = part.version if part else 0
    saved.written = [name for name in mine if name not in held and name not in errors]
    if held:
        saved.refusal = refusal_of(request.document, part, next(iter(held.values())).reason)
    if isinstance(saved.refusal, StaleSave):
        saved.refusal.mine = {name: one.mine for name, one in held.items()}
        saved.refusal.base = {name: one.base for name, one in held.items()}
        saved.refusal.theirs = {name: stored(part, kind.field(name)) for name in held}
        saved.refusal.held = held
    return saved


def refusal_of(locked: Document, part: Any, reason: str) -> Refusal:
    """Why texts wait, as the exception that says it."""
    if reason == HeldReason.CLASH:
        return StaleSave(mine={}, theirs={}, base={}, version=part.version, who=str(part.changed_by or ""))
    if reason == HeldReason.GONE:
        return RowGone(who=str(part.changed_by or ""))
    try:
        check_editable(locked)
    except WrongState as refusal:
        return refusal
    return WrongState(_("The document could not be edited then. Now it can be again."))


def _hold_all(
    by: User,
    saved: Saved,
    kind: PartKind,
    base_version: int,
    base: dict[str, Any],
    mine: dict[str, Any],
    settles: UUID | None,
) -> None:
    """The row is deleted or the document closed: everything that the person changed waits."""
    reason = HeldReason.CLOSED if is_live(saved.part) else HeldReason.GONE
    saved.held = hold(
        by,
        saved.document,
        kind,
        saved.part.pk,
        base_version=base_version,
        base=base,
        mine=mine,
        reason=reason,
        continues=settles,
    )
    saved.refusal = refusal_of(saved.document, saved.part, reason)


def _save_touched(
    by: User,
    saved: Saved,
    kind: PartKind,
    past: Past,
    new_values: dict[str, Any],
    base: dict[str, Any],
    mine: dict[str, Any],
    theirs: dict[str, Any],
    touched: list[str],
    suggested_by: Credit | None,
) -> list[str]:
    """Merge, judge and write the fields. Returns the names of those that clash."""
    clash: list[str] = []
    changed: dict[str, Any] = {}
    for name in touched:
        bound = kind.field(name)
        merged = merge_field(bound, base[name], mine[name], theirs[name])
        if merged.clashes:
            clash.append(name)
        elif merged.value == theirs[name]:
            saved.written.append(name)
        elif merged.value == mine[name]:
            changed[name] = new_values[name]
        else:
            changed[name] = from_stored(bound, merged.value)
            saved.merged.append(name)
    changed = hooks_of(saved.document.kind).spelled(saved.document, kind, changed)
    for name in _same(saved, kind, changed, theirs):
        # Only the spelling was different, and the agreed one is stored already.
        del changed[name]
        saved.written.append(name)
    for name, sentences in _errors(saved, kind, changed).items():
        del changed[name]
        if name in saved.merged:
            # What two people wrote fits each alone but not together: no one's mistake, so a person decides.
            saved.merged.remove(name)
            clash.append(name)
        else:
            saved.errors[name] = sentences
    saved.who = next((past.who[name] for name in [*clash, *saved.merged] if name in past.who), "")
    if changed:
        write(by, saved.document, saved.part, kind, changed, suggested_by)
        saved.written += changed
    return clash


def _same(saved: Saved, kind: PartKind, changed: dict[str, Any], theirs: dict[str, Any]) -> list[str]:
    """The names of those values that are stored already."""
    fresh = stored_new(saved.part, kind, changed)
    return [name for name in changed if fresh[name] == theirs[name] and kind.field(name).kind != FieldKind.FILE]


def _errors(saved: Saved, kind: PartKind, changed: dict[str, Any]) -> dict[str, list[str]]:
    """Sentences by the name of each changed field that does not fit what is stored now."""
    errors = {name: [text] for name, text in reference_errors(saved.document, kind, changed).items()}
    for name, value in changed.items():
        try:
            hooks_of(saved.document.kind).check_row(kind, saved.part, {name: value})
        except Refusal as refusal:
            errors.setdefault(name, [str(refusal)])
    fine = {name: value for name, value in changed.items() if name not in errors}
    probe = copy(saved.part)
    for name, value in fine.items():
        if kind.field(name).kind != FieldKind.REFERENCES:
            setattr(probe, name, value)
    found = row_errors(probe, set(fine))
    if "" in found:
        raise InvalidInput(" ".join(found[""]))
    return errors | found


def _hold_clash(
    by: User,
    saved: Saved,
    kind: PartKind,
    base_version: int,
    base: dict[str, Any],
    mine: dict[str, Any],
    theirs: dict[str, Any],
    clash: list[str],
    settles: UUID | None,
) -> None:
    for name in [name for name in clash if kind.field(name).kind == FieldKind.FILE]:
        clash.remove(name)
        sentence = _("%(name)s has added another file in the meantime. If yours is to replace it, add yours again.")
        saved.errors[name] = [sentence % {"name": saved.who}]
    if not clash:
        return
    saved.held = hold(
        by,
        saved.document,
        kind,
        saved.part.pk,
        base_version=base_version,
        base=base,
        mine={name: mine[name] for name in clash},
        reason=HeldReason.CLASH,
        continues=settles,
    )
    saved.refusal = StaleSave(
        mine={name: mine[name] for name in clash},
        theirs={name: theirs[name] for name in clash},
        base={name: base[name] for name in clash},
        version=saved.part.version,
        who=saved.who,
        held=saved.held,
    )

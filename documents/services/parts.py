"""Writes of single parts and rows: save, add, delete, restore."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from activity.enums import Verb
from core.exceptions import InvalidInput, TooMany
from documents.enums import FieldKind, Operation
from documents.exceptions import RowGone, StaleSave, StillUsed
from documents.models import Document, Part
from documents.parts import PartKind, hooks_of
from documents.queries import children_of, is_live, links_to, stored, users_of, values
from documents.services.changes import note_change, record_event, touch
from documents.services.locking import lock_for_editing, lock_part
from documents.services.values import assign, assign_many, base_values, check_references, stored_new


@transaction.atomic
def save_part(
    *,
    by: User,
    document: Document,
    kind: PartKind,
    part_id: UUID,
    base_version: int,
    new_values: dict[str, Any],
) -> Any:
    """Save cleaned `new_values` (Python values by field name) of one row that was read at `base_version`.

    Only fields that differ from what they held at `base_version` count as changed by this person. Those are saved even
    from an old base; when one of them was changed to something else by somebody in the meantime, nothing is saved and
    StaleSave carries both texts. RowGone when the row was deleted. Returns the row.
    """
    document, part = lock_part(by, document, kind, part_id)
    mine = stored_new(part, kind, new_values)
    theirs = values(part, kind)
    base = base_values(part, base_version)
    touched = [name for name in mine if mine[name] != base.get(name, theirs[name])]
    clash = [name for name in touched if name in base and mine[name] != theirs[name]]
    if clash:
        raise StaleSave(
            mine={name: mine[name] for name in clash},
            theirs={name: theirs[name] for name in clash},
            base={name: base[name] for name in clash},
            version=part.version,
            who=str(part.changed_by or ""),
        )
    changed = {name: new_values[name] for name in touched if mine[name] != theirs[name]}
    changed = hooks_of(document.kind).spelled(document, kind, changed)
    if changed:
        hooks_of(document.kind).check_row(kind, part, changed)
        check_references(document, kind, changed)
        _write(by, document, part, kind, changed)
    return part


@transaction.atomic
def add_part(*, by: User, document: Document, kind: PartKind, new_values: dict[str, Any]) -> Any:
    """Add a row at the end. Raises TooMany past the kind's limit. Returns the row."""
    document = lock_for_editing(by, document)
    _check_room(document, kind)
    check_references(document, kind, new_values)
    new_values = hooks_of(document.kind).spelled(document, kind, new_values)
    part = kind.model(document=document, position=_last_position(document, kind) + 1, changed_by=by)
    assign(part, kind, new_values)
    _store(part)
    assign_many(part, kind, new_values)
    note_change(by, document, part, kind, Operation.ADD, None, values(part, kind))
    hooks_of(document.kind).saved(by, document, kind, {}, values(part, kind))
    touch(document, kind, part)
    record_event(by, Verb.ADDED, document, kind=kind, part=part)
    return part


@transaction.atomic
def delete_part(*, by: User, document: Document, kind: PartKind, part_id: UUID, base_version: int) -> None:
    """Hide a row and the rows it owns, and empty optional links to it.

    A row changed by somebody else since `base_version` is not deleted (StaleSave); a row that others need is not either
    (StillUsed names them).
    """
    document, part = lock_part(by, document, kind, part_id)
    if part.version != base_version:
        raise StaleSave(
            mine={}, theirs=values(part, kind), base={}, version=part.version, who=str(part.changed_by or "")
        )
    hooks_of(document.kind).check_row(kind, part, None)
    users = users_of(document, kind, part)
    if users:
        raise StillUsed(users)
    now = timezone.now()
    for child_kind, child in children_of(document, kind, part):
        _hide(by, document, child, child_kind, now)
    for link_kind, name, row in links_to(document, kind, part):
        _write(by, document, row, link_kind, {name: None})
    _hide(by, document, part, kind, now)
    touch(document, kind, part)
    record_event(by, Verb.DELETED, document, kind=kind, part=part)


@transaction.atomic
def restore_part(*, by: User, document: Document, kind: PartKind, part_id: UUID) -> Any:
    """Bring a deleted row back, last in order, with the rows that were deleted with it. Returns the row."""
    document = lock_for_editing(by, document)
    manager = kind.model._default_manager
    part = manager.select_for_update(of=("self",), no_key=True).filter(pk=part_id, document=document).first()
    if part is None:
        raise RowGone(who="")
    if part.deleted_at is None:
        return part
    _check_room(document, kind)
    check_references(document, kind, {name: getattr(part, name) for name in [kind.parent] if name})
    when = part.deleted_at
    _show(by, document, part, kind)
    for child_kind, child in children_of(document, kind, part, deleted_at=when):
        _show(by, document, child, child_kind)
    touch(document, kind, part)
    record_event(by, Verb.RESTORED, document, kind=kind, part=part)
    return part


def _store(part: Part) -> None:
    """Save the row. What a form has checked may have changed since: then the table refuses, and so do we."""
    try:
        with transaction.atomic():
            part.save()
    except IntegrityError as error:
        raise InvalidInput(_("Another row has the same code or number, or the values do not fit together.")) from error


def _check_room(document: Document, kind: PartKind) -> None:
    if kind.model._default_manager.filter(document=document, deleted_at=None).count() >= kind.max_rows:
        raise TooMany(_("There may be at most %(limit)d rows here.") % {"limit": kind.max_rows})


def _last_position(document: Document, kind: PartKind) -> int:
    return kind.model._default_manager.filter(document=document).aggregate(last=Max("position"))["last"] or 0


def _write(by: User, document: Document, part: Part, kind: PartKind, changed: dict[str, Any]) -> None:
    fields = [kind.field(name) for name in changed]
    before = {field.name: stored(part, field) for field in fields}
    assign(part, kind, changed)
    part.version += 1
    part.changed_by = by
    _store(part)
    assign_many(part, kind, changed)
    for field in fields:
        note_change(by, document, part, kind, Operation.EDIT, before[field.name], stored(part, field), field.name)
    hooks_of(document.kind).saved(by, document, kind, before, {field.name: stored(part, field) for field in fields})
    touch(document, kind, part)
    record_event(by, Verb.CHANGED, document, kind=kind, part=part, fields=list(changed))


def _hide(by: User, document: Document, part: Part, kind: PartKind, when: datetime) -> None:
    part.deleted_at = when
    part.changed_by = by
    part.version += 1
    part.save()
    note_change(by, document, part, kind, Operation.DELETE, values(part, kind), None)


def _show(by: User, document: Document, part: Part, kind: PartKind) -> None:
    _drop_dead_references(part, kind)
    part.deleted_at = None
    part.changed_by = by
    part.position = _last_position(document, kind) + 1
    part.version += 1
    _store(part)
    note_change(by, document, part, kind, Operation.RESTORE, None, values(part, kind))
    hooks_of(document.kind).saved(by, document, kind, {}, values(part, kind))


def _drop_dead_references(part: Part, kind: PartKind) -> None:
    """A row that comes back must not point to rows that are deleted by now."""
    for field in kind.bound:
        if field.target is None or not issubclass(field.target, Part) or field.name == kind.parent:
            continue
        if field.kind == FieldKind.REFERENCES:
            getattr(part, field.name).remove(*[row for row in getattr(part, field.name).all() if not is_live(row)])
        elif getattr(part, field.name) is not None and not is_live(getattr(part, field.name)):
            setattr(part, field.name, None)

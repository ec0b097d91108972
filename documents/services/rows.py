"""Writing one row: its columns, its Changes, its place in the list."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from accounts.models import User
from activity.enums import Verb
from core.exceptions import InvalidInput
from documents.enums import FieldKind, Operation
from documents.models import Document, Part
from documents.parts import PartKind, hooks_of
from documents.queries import is_live, stored, values
from documents.services.changes import Credit, note_change, note_edits, record_event, touch
from documents.services.values import assign, assign_many


def store(part: Part, *, is_new: bool = False) -> None:
    """Save the row. What a form has checked may have changed since: then the table refuses, and so do we."""
    try:
        with transaction.atomic():
            part.save(force_insert=is_new)
    except IntegrityError as error:
        raise InvalidInput(_("Another row has the same code or number, or the values do not fit together.")) from error


def last_position(document: Document, kind: PartKind) -> int:
    """The highest place that a row of the kind has, live or deleted."""
    return kind.model._default_manager.filter(document=document).aggregate(last=Max("position"))["last"] or 0


def write(
    by: User,
    document: Document,
    part: Part,
    kind: PartKind,
    changed: dict[str, Any],
    suggested_by: Credit | None = None,
) -> None:
    """Save changed Python values of a locked row. Effects: row, a Change for each field, revision, event."""
    fields = [kind.field(name) for name in changed]
    before = {field.name: stored(part, field) for field in fields}
    assign(part, kind, changed)
    part.version += 1
    part.changed_by = by
    store(part)
    assign_many(part, kind, changed)
    edits = {field.name: (before[field.name], stored(part, field)) for field in fields}
    note_edits(by, document, part, kind, edits, suggested_by=suggested_by)
    hooks_of(document.kind).saved(by, document, kind, before, {field.name: stored(part, field) for field in fields})
    touch(document, kind, part)
    record_event(by, Verb.CHANGED, document, kind=kind, part=part, fields=list(changed))


def hide(by: User, document: Document, part: Part, kind: PartKind, when: datetime, batch: UUID | None = None) -> None:
    """Delete a row; it stays in its table, hidden. Effects: row, Change, which keeps the place that the row had."""
    place = place_of(document, part, kind)
    part.deleted_at = when
    part.changed_by = by
    part.version += 1
    part.save()
    note_change(by, document, part, kind, Operation.DELETE, values(part, kind), place, batch=batch)


def place_of(document: Document, part: Part, kind: PartKind) -> int:
    """The place of a live row, counted from 1, among the rows of the same owner."""
    rows = kind.model._default_manager.filter(document=document, deleted_at=None)
    if kind.parent:
        rows = rows.filter(**{kind.parent: getattr(part, kind.field(kind.parent).column.attname)})
    before = Q(position__lt=part.position) | Q(position=part.position, created_at__lt=part.created_at)
    return rows.filter(before).count() + 1


def show(by: User, document: Document, part: Part, kind: PartKind) -> None:
    """Bring a deleted row back, last in order. Effects: row, Change."""
    _drop_dead_references(part, kind)
    part.deleted_at = None
    part.changed_by = by
    part.position = last_position(document, kind) + 1
    part.version += 1
    store(part)
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

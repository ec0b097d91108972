"""Writes of the document engine. Every one: lock, permission, policy, change, activity event, in one transaction."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from activity.enums import Verb
from activity.services import record
from core.exceptions import TooMany
from documents.enums import FieldKind, Operation, Purpose, State
from documents.exceptions import StaleSave
from documents.models import Change, Document, Part, Version
from documents.parts import BoundField, DocumentKind, PartKind, document_kind, hooks_of
from documents.policies import check_editable
from documents.queries import content_hash, snapshot, stored, values


@transaction.atomic
def create_document(
    *, by: User, kind: str, slug: str, title: str, template: dict[str, Any], is_sample: bool = False
) -> Document:
    """Make an empty document with all its single parts. Effects: rows, an event. The caller has checked the right."""
    document = Document.objects.create(kind=kind, slug=slug, title=title, template=template, is_sample=is_sample)
    for part_kind in document_kind(kind).part_kinds.values():
        if not part_kind.many:
            part_kind.model._default_manager.create(document=document, changed_by=by)
    _record(by, Verb.CREATED, document)
    return document


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

    Fields that did not change since are saved even from an old base; when a field to be saved was changed by somebody
    else in the meantime, nothing is saved and StaleSave carries both texts. Returns the row.
    """
    document, part = _lock(by, document, kind, part_id)
    hooks_of(document.kind).check_row(kind, part, new_values)
    changed = _changed_fields(part, kind, new_values)
    _refuse_stale(part, kind, base_version, changed, new_values)
    if changed:
        _write(by, document, part, kind, changed, new_values)
    return part


@transaction.atomic
def add_part(*, by: User, document: Document, kind: PartKind, new_values: dict[str, Any]) -> Any:
    """Add a row at the end. Raises TooMany past the kind's limit. Returns the row."""
    document = _lock_document(by, document)
    live = kind.model._default_manager.filter(document=document, deleted_at=None)
    if live.count() >= kind.max_rows:
        raise TooMany(_("There may be at most %(limit)d rows here.") % {"limit": kind.max_rows})
    last = kind.model._default_manager.filter(document=document).aggregate(last=Max("position"))["last"]
    part = kind.model(document=document, position=(last or 0) + 1, changed_by=by)
    _assign(part, kind, new_values)
    part.save()
    _assign_many(part, kind, new_values)
    _change(by, document, part, kind, Operation.ADD, "", None, values(part, kind))
    _touch(document, kind, part)
    _record(by, Verb.ADDED, document, part_kind=kind, part=part)
    return part


@transaction.atomic
def delete_part(*, by: User, document: Document, kind: PartKind, part_id: UUID, base_version: int) -> None:
    """Hide a row (and the rows it owns). A row changed by somebody else since `base_version` is not deleted."""
    document, part = _lock(by, document, kind, part_id)
    if part.version != base_version:
        raise StaleSave(mine={}, theirs=values(part, kind), version=part.version, who=str(part.changed_by or ""))
    hooks_of(document.kind).check_row(kind, part, None)
    _hide(by, document, part, kind)
    for child_kind in document_kind(document.kind).part_kinds.values():
        if child_kind.parent and child_kind.field(child_kind.parent).target is kind.model:
            for child in child_kind.model._default_manager.filter(**{child_kind.parent: part}, deleted_at=None):
                _hide(by, document, child, child_kind)
    _touch(document, kind, part)
    _record(by, Verb.DELETED, document, part_kind=kind, part=part)


@transaction.atomic
def restore_part(*, by: User, document: Document, kind: PartKind, part_id: UUID) -> Any:
    """Bring a deleted row back, last in order. Returns the row."""
    document = _lock_document(by, document)
    part = kind.model._default_manager.select_for_update(of=("self",), no_key=True).get(
        pk=part_id, document=document, deleted_at__isnull=False
    )
    part.deleted_at = None
    part.version += 1
    part.save()
    _change(by, document, part, kind, Operation.RESTORE, "", None, values(part, kind))
    _touch(document, kind, part)
    _record(by, Verb.RESTORED, document, part_kind=kind, part=part)
    return part


@transaction.atomic
def move_part(*, by: User, document: Document, kind: PartKind, part_id: UUID, up: bool) -> int:
    """Swap a row with its neighbour; at the end of the list nothing happens. Returns the new place, counted from 1."""
    document = _lock_document(by, document)
    rows = list(
        kind.model._default_manager.select_for_update(of=("self",), no_key=True).filter(
            document=document, deleted_at=None
        )
    )
    index = next(place for place, row in enumerate(rows) if row.pk == part_id)
    other = index - 1 if up else index + 1
    if not 0 <= other < len(rows):
        return index + 1
    rows[index], rows[other] = rows[other], rows[index]
    for place, row in enumerate(rows, start=1):
        row.position = place
    kind.model._default_manager.bulk_update(rows, ["position"])
    _change(by, document, rows[other], kind, Operation.MOVE, "position", index + 1, other + 1)
    _touch(document, kind, rows[other])
    _record(by, Verb.MOVED, document, part_kind=kind, part=rows[other])
    return other + 1


@transaction.atomic
def freeze(*, by: User, document: Document, purpose: Purpose) -> Version:
    """Make the next Version of the document's present words; an unchanged document gives its latest Version again."""
    document = Document.objects.select_for_update(of=("self",), no_key=True).get(pk=document.pk)
    content = snapshot(document)
    digest = content_hash(content)
    latest = document.versions.first()
    if latest is not None and latest.content_hash == digest:
        return latest
    return Version.objects.create(
        document=document,
        number=(latest.number if latest else 0) + 1,
        purpose=purpose,
        title=document.title,
        content=content,
        content_hash=digest,
        created_by=by,
        created_by_label=str(by),
    )


def set_state(*, by: User, document: Document, state: State, verb: Verb, data: dict[str, Any] | None = None) -> Any:
    """Move a locked document whose transition the caller has judged. Effects: state, event. Returns the event."""
    document.state = state
    document.state_since = timezone.now()
    document.revision += 1
    document.save(update_fields=["state", "state_since", "revision", "updated_at"])
    return _record(by, verb, document, data=data)


def lock_document(document: Document) -> Document:
    """The document, read again and locked until the end of the transaction."""
    return Document.objects.select_for_update(of=("self",), no_key=True).get(pk=document.pk)


def _lock_document(by: User, document: Document) -> Document:
    locked = lock_document(document)
    hooks_of(locked.kind).check_can_edit(by, locked)
    check_editable(locked)
    return locked


def _lock(by: User, document: Document, kind: PartKind, part_id: UUID) -> tuple[Document, Any]:
    locked = _lock_document(by, document)
    manager = kind.model._default_manager
    part = manager.select_for_update(of=("self",), no_key=True).get(pk=part_id, document=locked, deleted_at=None)
    return locked, part


def _changed_fields(part: Part, kind: PartKind, new_values: dict[str, Any]) -> list[BoundField]:
    before = values(part, kind)
    probe = kind.model(pk=part.pk, document_id=part.document_id)
    _assign(probe, kind, new_values)
    changed = []
    for field in kind.bound:
        if field.name not in new_values:
            continue
        after = _stored_new(probe, field, new_values[field.name])
        if after != before[field.name]:
            changed.append(field)
    return changed


def _stored_new(probe: Part, field: BoundField, value: Any) -> Any:
    if field.kind == FieldKind.REFERENCES:
        return sorted(str(row.pk) for row in value)
    return stored(probe, field)


def _refuse_stale(
    part: Part, kind: PartKind, base_version: int, changed: list[BoundField], new_values: dict[str, Any]
) -> None:
    if base_version >= part.version:
        return
    since = set(
        Change.objects.filter(part_id=part.pk, part_version__gt=base_version, operation=Operation.EDIT).values_list(
            "field", flat=True
        )
    )
    clash = [field for field in changed if field.name in since]
    if clash:
        raise StaleSave(
            mine={field.name: new_values[field.name] for field in clash},
            theirs={field.name: stored(part, field) for field in clash},
            version=part.version,
            who=str(part.changed_by or ""),
        )


def _write(
    by: User,
    document: Document,
    part: Part,
    kind: PartKind,
    changed: list[BoundField],
    new_values: dict[str, Any],
) -> None:
    before = {field.name: stored(part, field) for field in changed}
    chosen = {field.name: new_values[field.name] for field in changed}
    _assign(part, kind, chosen)
    part.version += 1
    part.changed_by = by
    part.save()
    _assign_many(part, kind, chosen)
    for field in changed:
        _change(by, document, part, kind, Operation.EDIT, field.name, before[field.name], stored(part, field))
    _touch(document, kind, part)
    _record(by, Verb.CHANGED, document, part_kind=kind, part=part, fields=[field.name for field in changed])


def _assign(part: Part, kind: PartKind, new_values: dict[str, Any]) -> None:
    for field in kind.bound:
        if field.name in new_values and field.kind != FieldKind.REFERENCES:
            setattr(part, field.name, new_values[field.name])


def _assign_many(part: Part, kind: PartKind, new_values: dict[str, Any]) -> None:
    for field in kind.bound:
        if field.name in new_values and field.kind == FieldKind.REFERENCES:
            getattr(part, field.name).set(new_values[field.name])
            part._prefetched_objects_cache = {}  # type: ignore[attr-defined]


def _hide(by: User, document: Document, part: Part, kind: PartKind) -> None:
    part.deleted_at = timezone.now()
    part.changed_by = by
    part.version += 1
    part.save()
    _change(by, document, part, kind, Operation.DELETE, "", values(part, kind), None)


def _change(
    by: User,
    document: Document,
    part: Part,
    kind: PartKind,
    operation: Operation,
    field: str,
    before: Any,
    after: Any,
) -> None:
    Change.objects.create(
        document=document,
        part_kind=kind.key,
        part_id=part.pk,
        part_version=part.version,
        field=field,
        operation=operation,
        before=before,
        after=after,
        by=by,
        by_label=str(by),
    )


def _touch(document: Document, kind: PartKind, part: Part) -> None:
    """Count the change, and keep the document's title equal to the field that it is taken from."""
    title_kind, title_field = _kind(document).title_from
    document.revision = F("revision") + 1
    fields = ["revision", "updated_at"]
    if kind.key == title_kind and getattr(part, title_field):
        document.title = getattr(part, title_field)
        fields.append("title")
    document.save(update_fields=fields)
    document.refresh_from_db(fields=["revision"])


def _kind(document: Document) -> DocumentKind:
    return document_kind(document.kind)


def _record(
    by: User,
    verb: Verb,
    document: Document,
    *,
    part_kind: PartKind | None = None,
    part: Part | None = None,
    fields: list[str] | None = None,
    data: dict[str, Any] | None = None,
) -> Any:
    details = dict(data or {})
    if part_kind is not None and part is not None:
        details.update(part=part_kind.key, part_id=str(part.pk), fields=fields or [])
    return record(
        by=by,
        verb=verb,
        target_kind=document.kind,
        target_id=document.pk,
        target_label=document.title,
        document_id=document.pk,
        data=details,
    )

"""What every write of a part leaves behind: a Change, the document's revision and title, an event."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from accounts.models import User
from activity.enums import Verb
from activity.models import Event
from activity.services import record, record_or_extend
from documents.enums import Operation
from documents.models import Change, Document, Part
from documents.parts import PartKind, document_kind
from documents.services.following import follow_write


@dataclass(frozen=True)
class Credit:
    """Who wrote the words that somebody else takes over; `user` is None when the account is gone."""

    user: User | None
    label: str


def note_change(
    by: User,
    document: Document,
    part: Part,
    kind: PartKind,
    operation: Operation,
    before: Any,
    after: Any,
    field: str = "",
    batch: UUID | None = None,
) -> None:
    """Write one Change at the part's present version. `touch` follows it, always."""
    note_edits(by, document, part, kind, {field: (before, after)}, operation, batch)


def note_edits(
    by: User,
    document: Document,
    part: Part,
    kind: PartKind,
    edits: dict[str, tuple[Any, Any]],
    operation: Operation = Operation.EDIT,
    batch: UUID | None = None,
    suggested_by: Credit | None = None,
) -> None:
    """Write one Change for each field (value before, value after) at the part's present version; `touch` follows.

    Passages that somebody points at (`documents.models.Anchor`) are followed to where their words are now.
    """
    Change.objects.bulk_create(
        Change(
            document=document,
            part_kind=kind.key,
            part_id=part.pk,
            part_version=part.version,
            field=field,
            operation=operation,
            before=before,
            after=after,
            revision=document.revision + 1,
            batch=batch,
            by=by,
            by_label=str(by),
            suggested_by=suggested_by.user if suggested_by else None,
            suggested_by_label=suggested_by.label if suggested_by else "",
        )
        for field, (before, after) in edits.items()
    )
    follow_write(document, part, kind, operation, edits)


def touch(document: Document, kind: PartKind, part: Part) -> None:
    """Count the change of a locked document, and keep its title equal to the field that it is taken from."""
    title_kind, title_field = document_kind(document.kind).title_from
    document.revision += 1
    fields = ["revision", "updated_at"]
    if kind.key == title_kind and getattr(part, title_field):
        document.title = getattr(part, title_field)
        fields.append("title")
    document.save(update_fields=fields)


def record_event(
    by: User,
    verb: Verb,
    document: Document,
    *,
    kind: PartKind | None = None,
    part: Part | None = None,
    fields: list[str] | None = None,
    data: dict[str, Any] | None = None,
) -> Event:
    """Write the audit event of a change of a document."""
    details = dict(data or {})
    if kind is not None and part is not None:
        details.update(part=kind.key, part_id=str(part.pk), fields=fields or [])
    write = record_or_extend if verb == Verb.CHANGED else record
    return write(
        by=by,
        verb=verb,
        target_kind=document.kind,
        target_id=document.pk,
        target_label=document.title,
        document_id=document.pk,
        data=details,
    )

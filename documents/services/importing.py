"""Writing what was read from a file: all of it, or nothing."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from documents.models import Document
from documents.parts import PartKind, document_kind
from documents.queries import single
from documents.services.parts import add_part
from documents.services.saving import save_part


@dataclass(frozen=True)
class RowToWrite:
    """A row to add (`part_id` None) or to change from its version `version`; cleaned values by field name."""

    part_id: UUID | None
    version: int
    new_values: dict[str, Any]


@transaction.atomic
def import_rows(*, by: User, document: Document, kind: PartKind, to_write: list[RowToWrite]) -> None:
    """Add and change rows, each with its Change and event. One refusal undoes them all."""
    for row in to_write:
        if row.part_id is None:
            add_part(by=by, document=document, kind=kind, new_values=row.new_values)
        else:
            save_part(
                by=by,
                document=document,
                kind=kind,
                part_id=row.part_id,
                base_version=row.version,
                new_values=row.new_values,
            )


@transaction.atomic
def import_words(*, by: User, document: Document, new_values: dict[str, dict[str, Any]]) -> None:
    """Set fields of single parts, by key of their kind, to texts that hold what was there; all of them, or none."""
    declared = document_kind(document.kind)
    for key, values in new_values.items():
        kind = declared.part_kind(key)
        part = single(document, kind)
        save_part(by=by, document=document, kind=kind, part_id=part.pk, base_version=part.version, new_values=values)

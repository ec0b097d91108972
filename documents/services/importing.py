"""Writing the rows of an uploaded table: all of them, or none."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from documents.models import Document
from documents.parts import PartKind
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

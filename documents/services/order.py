"""Moving rows."""

from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from activity.enums import Verb
from documents.enums import Operation
from documents.exceptions import RowGone
from documents.models import Document
from documents.parts import PartKind
from documents.policies import check_editable
from documents.services.changes import note_change, record_event, touch
from documents.services.locking import lock_for_author
from documents.services.once import ticket


@transaction.atomic
def move_part(
    *,
    by: User,
    document: Document,
    kind: PartKind,
    part_id: UUID,
    up: bool,
    place: int | None = None,
    request_key: UUID | None = None,
) -> int:
    """Swap a row with its neighbour, or put it at `place`, counted from 1. Returns the new place.

    Beyond the ends of the list nothing happens. Rows of a parent move among the rows of the same parent.
    """
    document = lock_for_author(by, document)
    request = ticket(by, document, request_key, "move", kind.key, part_id, up if place is None else place)
    if not request.was_used():
        check_editable(document)
    rows = _siblings(document, kind, part_id)
    index = next(number for number, row in enumerate(rows) if row.pk == part_id)
    if request.was_used():
        return index + 1
    request.use(part_id)
    step = -1 if up else 1
    other = index + step if place is None else place - 1
    if other == index or not 0 <= other < len(rows):
        return index + 1
    positions = [row.position for row in rows]
    rows.insert(other, rows.pop(index))
    for position, row in zip(positions, rows, strict=True):
        row.position = position
    between = rows[min(index, other) : max(index, other) + 1]
    kind.model._default_manager.bulk_update(between, ["position"])
    note_change(by, document, rows[other], kind, Operation.MOVE, index + 1, other + 1, "position")
    touch(document, kind, rows[other])
    record_event(by, Verb.MOVED, document, kind=kind, part=rows[other])
    return other + 1


def _siblings(document: Document, kind: PartKind, part_id: UUID) -> list[Any]:
    """The live rows beside the row, itself included, locked, in order and with positions that all differ."""
    everyone = kind.model._default_manager.select_for_update(of=("self",), no_key=True)
    rows = list(everyone.filter(document=document, deleted_at=None))
    moved = next((row for row in rows if row.pk == part_id), None)
    if moved is None:
        raise RowGone(who="")
    if len({row.position for row in rows}) != len(rows):
        for place, row in enumerate(rows, start=1):
            row.position = place
        kind.model._default_manager.bulk_update(rows, ["position"])
    if not kind.parent:
        return rows
    column = kind.field(kind.parent).column.attname
    return [row for row in rows if getattr(row, column) == getattr(moved, column)]

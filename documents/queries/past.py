"""What a document held after one of its changes: the changes since then undone, in memory."""

from dataclasses import dataclass, field
from typing import Any

from documents.enums import Operation
from documents.models import Change, Document
from documents.parts import PartKind, document_kind
from documents.queries.rows import code, values


@dataclass
class PastRow:
    """A row as it was: stored values by field name."""

    id: str
    values: dict[str, Any]


@dataclass
class _Undone:
    """What the changes since the moment say of one row: the first of them decide."""

    row: tuple[str, Any] | None = None
    edits: dict[str, Any] = field(default_factory=dict)

    def take(self, operation: str, name: str, before: Any) -> None:
        if operation == Operation.MOVE or self.row is not None:
            return
        if operation == Operation.EDIT:
            self.edits.setdefault(name, before)
        else:
            self.row = (operation, before)

    def values(self, present: dict[str, Any] | None) -> dict[str, Any] | None:
        """The row's values at the moment, or None when it was not there."""
        operation, before = self.row or ("", None)
        if operation in (Operation.ADD, Operation.RESTORE):
            return None
        found = before if operation == Operation.DELETE else present
        return None if found is None else {**found, **self.edits}


def content_after(document: Document, content: dict[str, Any], moment: int) -> dict[str, Any]:
    """`content` (a snapshot of the document as it is now) with all changes later than `moment` undone.

    Only rows and their values go back: codes count again by place, names of what lies outside stay those of today.
    Three queries, however long the history.
    """
    kinds = document_kind(document.kind).part_kinds
    undone = _undone(document, moment)
    moves = _row_changes(document, moment)
    parts = {
        key: _rows_then(kind, content["parts"].get(key, []), undone.get(key, {}), moves.get(key, []))
        for key, kind in kinds.items()
    }
    title_kind, title_field = document_kind(document.kind).title_from
    titles = [row["values"].get(title_field) for row in parts[title_kind]]
    return {**content, "parts": parts, "title": next((title for title in titles if title), content["title"])}


def row_after(document: Document, kind: PartKind, part: Any, moment: int) -> PastRow | None:
    """One row as it was after `moment`; None when it was not there (yet, or not any more). One query."""
    changes = Change.objects.filter(document=document, part_kind=kind.key, part_id=part.pk, pk__gt=moment)
    undone = _Undone()
    for operation, name, before in changes.order_by("pk").values_list("operation", "field", "before"):
        undone.take(operation, name, before)
    found = undone.values(values(part, kind) if undone.row or part.deleted_at is None else None)
    return None if found is None else PastRow(str(part.pk), found)


def _undone(document: Document, moment: int) -> dict[str, dict[str, _Undone]]:
    """By part kind and row, from the first change of each field and the changes of whole rows."""
    since = Change.objects.filter(document=document, pk__gt=moment).exclude(operation=Operation.MOVE)
    first_edits = since.filter(operation=Operation.EDIT).order_by("part_id", "field", "pk").distinct("part_id", "field")
    whole = since.exclude(operation=Operation.EDIT)
    columns = ("pk", "part_kind", "part_id", "operation", "field", "before")
    found: dict[str, dict[str, _Undone]] = {}
    for _pk, kind, part_id, operation, name, before in sorted(
        [*first_edits.values_list(*columns), *whole.values_list(*columns)], key=lambda row: row[0]
    ):
        found.setdefault(kind, {}).setdefault(str(part_id), _Undone()).take(operation, name, before)
    return found


def _row_changes(document: Document, moment: int) -> dict[str, list[tuple[str, str, Any]]]:
    """By part kind, the newest first: (row, operation, the place that it had before, counted from 1, or None)."""
    changes = Change.objects.filter(document=document, pk__gt=moment).exclude(operation=Operation.EDIT)
    found: dict[str, list[tuple[str, str, Any]]] = {}
    columns = ("part_kind", "part_id", "operation", "after", "before")
    for kind, part_id, operation, after, before in changes.order_by("-pk").values_list(*columns):
        known = operation in (Operation.MOVE, Operation.DELETE)
        place = before if operation == Operation.MOVE else after
        found.setdefault(kind, []).append((str(part_id), operation, place if known else None))
    return found


def _rows_then(
    kind: PartKind, present: list[dict[str, Any]], undone: dict[str, _Undone], changes: list[tuple[str, str, Any]]
) -> list[dict[str, Any]]:
    """The rows of a kind as they were, in the order of that time."""
    now = {row["id"]: row for row in present}
    then: dict[str, dict[str, Any]] = {}
    for row_id in {*now, *undone}:
        found = undone.get(row_id, _Undone()).values(now[row_id]["values"] if row_id in now else None)
        if found is not None:
            then[row_id] = found
    order = _order_then(kind, [row["id"] for row in present], {**_values_of(present), **then}, changes)
    return [
        {"version": 0, "labels": {}, **now.get(row_id, {}), "id": row_id, "code": code(kind, place), "values": found}
        for place, (row_id, found) in enumerate((row_id, then[row_id]) for row_id in order if row_id in then)
    ]


def _values_of(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row["values"] for row in rows}


def _order_then(
    kind: PartKind, order: list[str], rows: dict[str, dict[str, Any]], changes: list[tuple[str, str, Any]]
) -> list[str]:
    """The ids in the order before the changes (the newest first). A row whose place nobody noted comes last."""
    for row_id, operation, place in changes:
        if row_id in order:
            order.remove(row_id)
        if operation in (Operation.MOVE, Operation.DELETE):
            _insert(kind, order, rows, row_id, place)
    return order


def _insert(kind: PartKind, order: list[str], rows: dict[str, dict[str, Any]], row_id: str, place: Any) -> None:
    """Put a row at its place, counted from 1, among the rows of the same owner."""
    owner = rows.get(row_id, {}).get(kind.parent)
    beside = [one for one in order if rows.get(one, {}).get(kind.parent) == owner]
    if isinstance(place, int) and place <= len(beside):
        order.insert(order.index(beside[max(place, 1) - 1]), row_id)
    else:
        order.append(row_id)

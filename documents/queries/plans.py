"""What a restoring will change: the way from the document as it is to the state that is wanted, as single steps.

The page that asks for a confirmation shows the same plan that the service carries out.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db import models

from documents.enums import FieldKind, Operation
from documents.models import Part
from documents.parts import BoundField, DocumentKind, PartKind, document_kind

Values = dict[str, Any]
#: rows by part kind and id, in their order
State = dict[str, dict[str, Values]]


class Kept(StrEnum):
    """Why something stays as it is although the wanted state has it otherwise."""

    IN_USE = "in_use"
    OWNER_GONE = "owner_gone"
    ROW_GONE = "row_gone"
    CHANGED_SINCE = "changed_since"
    FILE_GONE = "file_gone"


@dataclass(frozen=True)
class PlanStep:
    """One change: a field's value, a row that comes, goes or moves. Places count from 1."""

    kind: PartKind
    row_id: str
    operation: Operation
    field: str = ""
    before: Any = None
    after: Any = None


@dataclass(frozen=True)
class Exempt:
    """A place that stays as it is, and why."""

    kind: PartKind
    row_id: str
    field: str
    reason: Kept


@dataclass
class Target:
    """The state that is wanted.

    `rows` are the values to have (only those named) by part kind and row; None: the row is to be deleted. `orders` are
    the ids of rows in the wanted order by part kind; rows not named keep their places. `kept` is what is left out.
    """

    rows: dict[str, dict[str, Values | None]] = field(default_factory=dict)
    orders: dict[str, list[str]] = field(default_factory=dict)
    kept: list[Exempt] = field(default_factory=list)

    def want(self, kind: PartKind, row_id: str, values: Values | None) -> None:
        self.rows.setdefault(kind.key, {})[row_id] = values


@dataclass(frozen=True)
class Plan:
    """The steps in the order in which they are made: rows go, rows come, fields change, rows move."""

    steps: tuple[PlanStep, ...]
    kept: tuple[Exempt, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.steps


def whole_target(document_kind_: DocumentKind, content: Values, wanted: Values) -> Target:
    """All of `wanted` (a snapshot): what it does not have is deleted. Part kinds it does not know stay as they are."""
    target = Target()
    for kind in document_kind_.part_kinds.values():
        if kind.key not in wanted["parts"]:
            continue
        names = {bound.name for bound in kind.bound}
        for row in wanted["parts"][kind.key]:
            target.want(kind, row["id"], {name: value for name, value in row["values"].items() if name in names})
        known = {row["id"] for row in wanted["parts"][kind.key]}
        for row in content["parts"].get(kind.key, []):
            if kind.many and row["id"] not in known:
                target.want(kind, row["id"], None)
        if kind.many:
            target.orders[kind.key] = [row["id"] for row in wanted["parts"][kind.key]]
    return target


def make_plan(content: Values, target: Target, hidden: dict[str, dict[str, Values]]) -> Plan:
    """The steps from `content` (a snapshot of now) to the target.

    `hidden` are the stored values of deleted rows that may come back, by part kind and id. References stay valid: a row
    that others need is not deleted, an owned row does not come back without its owner, a reference to a row that is not
    there is emptied.
    """
    kinds = document_kind(content["kind"])
    now: State = {key: {row["id"]: row["values"] for row in rows} for key, rows in content["parts"].items()}
    then, kept = _state_then(kinds, now, target, hidden)
    _make_valid(kinds, now, then, kept)
    steps = [*_goings(kinds, now, then), *_comings(kinds, now, then, hidden), *_edits(kinds, now, then, hidden)]
    return Plan((*steps, *_moves(kinds, now, then, target)), (*target.kept, *kept))


def _state_then(
    kinds: DocumentKind, now: State, target: Target, hidden: dict[str, dict[str, Values]]
) -> tuple[State, list[Exempt]]:
    then: State = {key: dict(now.get(key, {})) for key in kinds.part_kinds}
    kept: list[Exempt] = []
    for key, wanted in target.rows.items():
        for row_id, values in wanted.items():
            present = then[key].get(row_id) or hidden.get(key, {}).get(row_id)
            if values is None:
                then[key].pop(row_id, None)
            elif present is None:
                kept.append(Exempt(kinds.part_kind(key), row_id, "", Kept.ROW_GONE))
            else:
                then[key][row_id] = {**present, **values}
    return then, kept


def _make_valid(kinds: DocumentKind, now: State, then: State, kept: list[Exempt]) -> None:
    """Repeat until every reference leads to a row that is there: each round may bring another row back or away."""
    while any([_keep_what_is_used(kinds, now, then, kept), _drop_orphans(kinds, then, kept)]):
        pass
    for kind, bound in _references(kinds):
        for row_id, values in then[kind.key].items():
            valid = _without_gone(bound, values.get(bound.name), then[_key_of(kinds, bound)])
            if bound.name in values and valid != values[bound.name]:
                then[kind.key][row_id] = {**values, bound.name: valid}
                if values[bound.name] != now.get(kind.key, {}).get(row_id, {}).get(bound.name):
                    kept.append(Exempt(kind, row_id, bound.name, Kept.ROW_GONE))


def _keep_what_is_used(kinds: DocumentKind, now: State, then: State, kept: list[Exempt]) -> bool:
    found = False
    for kind, bound in _references(kinds):
        if bound.kind == FieldKind.REFERENCE and bound.column.remote_field.on_delete is models.SET_NULL:
            continue
        target = _key_of(kinds, bound)
        for values in then[kind.key].values():
            for row_id in _keys(values.get(bound.name)):
                if row_id in now.get(target, {}) and row_id not in then[target]:
                    then[target][row_id] = now[target][row_id]
                    kept.append(Exempt(kinds.part_kind(target), row_id, "", Kept.IN_USE))
                    found = True
    return found


def _drop_orphans(kinds: DocumentKind, then: State, kept: list[Exempt]) -> bool:
    found = False
    for kind in kinds.part_kinds.values():
        if not kind.parent:
            continue
        owners = then[_key_of(kinds, kind.field(kind.parent))]
        for row_id in [row_id for row_id, values in then[kind.key].items() if values.get(kind.parent) not in owners]:
            del then[kind.key][row_id]
            kept.append(Exempt(kind, row_id, "", Kept.OWNER_GONE))
            found = True
    return found


def _references(kinds: DocumentKind) -> Iterator[tuple[PartKind, BoundField]]:
    """All fields that lead to rows of the document, those that lead to an owner included."""
    for kind in kinds.part_kinds.values():
        for bound in kind.bound:
            if bound.target is not None and issubclass(bound.target, Part):
                yield kind, bound


def _key_of(kinds: DocumentKind, bound: BoundField) -> str:
    return next(kind.key for kind in kinds.part_kinds.values() if kind.model is bound.target)


def _keys(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []


def _without_gone(bound: BoundField, value: Any, rows: dict[str, Values]) -> Any:
    if bound.kind == FieldKind.REFERENCES:
        return [key for key in value or [] if key in rows]
    return value if value in rows else None


def _goings(kinds: DocumentKind, now: State, then: State) -> Iterator[PlanStep]:
    """Owned rows go before their owners, the last first, so that noted places fit when the steps are undone."""
    for kind in _owners_first(kinds)[::-1]:
        for row_id in [*now.get(kind.key, {})][::-1]:
            if row_id not in then[kind.key]:
                yield PlanStep(kind, row_id, Operation.DELETE, before=now[kind.key][row_id])


def _comings(kinds: DocumentKind, now: State, then: State, hidden: dict[str, dict[str, Values]]) -> Iterator[PlanStep]:
    for kind in _owners_first(kinds):
        for row_id in then[kind.key]:
            if row_id not in now.get(kind.key, {}):
                yield PlanStep(kind, row_id, Operation.RESTORE, after=then[kind.key][row_id])


def _owners_first(kinds: DocumentKind) -> list[PartKind]:
    return sorted(kinds.part_kinds.values(), key=lambda kind: bool(kind.parent))


def _edits(kinds: DocumentKind, now: State, then: State, hidden: dict[str, dict[str, Values]]) -> Iterator[PlanStep]:
    for kind in kinds.part_kinds.values():
        for row_id, values in then[kind.key].items():
            present = now.get(kind.key, {}).get(row_id) or hidden.get(kind.key, {}).get(row_id, {})
            for bound in kind.bound:
                before, after = present.get(bound.name), values.get(bound.name)
                if bound.name in values and before != after:
                    yield PlanStep(kind, row_id, Operation.EDIT, bound.name, before, after)


def _moves(kinds: DocumentKind, now: State, then: State, target: Target) -> Iterator[PlanStep]:
    """Steps that bring the rows into the wanted order; rows that come back stand at the end before that."""
    for kind in kinds.part_kinds.values():
        wanted = target.orders.get(kind.key)
        if wanted is None:
            continue
        present = [row_id for row_id in now.get(kind.key, {}) if row_id in then[kind.key]]
        present += [row_id for row_id in then[kind.key] if row_id not in present]
        for rows in _by_owner(kind, present, then[kind.key]):
            for row_id, before, after in moves_between(rows, _in_order(rows, wanted)):
                yield PlanStep(kind, row_id, Operation.MOVE, "position", before, after)


def _by_owner(kind: PartKind, order: list[str], rows: dict[str, Values]) -> list[list[str]]:
    groups: dict[Any, list[str]] = {}
    for row_id in order:
        groups.setdefault(rows[row_id].get(kind.parent), []).append(row_id)
    return list(groups.values())


def _in_order(rows: list[str], wanted: list[str]) -> list[str]:
    """The rows in the wanted order; a row that it does not name stays behind the one that stands before it now."""
    place = {row_id: number for number, row_id in enumerate(wanted)}
    ordered = sorted((row_id for row_id in rows if row_id in place), key=place.__getitem__)
    for number, row_id in enumerate(rows):
        if row_id not in place:
            ordered.insert(ordered.index(rows[number - 1]) + 1 if number else 0, row_id)
    return ordered


def moves_between(rows: list[str], wanted: list[str]) -> Iterator[tuple[str, int, int]]:
    """The fewest moves that bring `rows` into the wanted order: (row, place before, place after), one after another."""
    staying = _longest_in_order(rows, wanted)
    order = list(rows)
    for number, row_id in enumerate(wanted):
        if row_id in staying:
            continue
        before = order.index(row_id)
        order.remove(row_id)
        after = order.index(wanted[number - 1]) + 1 if number else 0
        order.insert(after, row_id)
        if before != after:
            yield row_id, before + 1, after + 1


def _longest_in_order(rows: list[str], wanted: list[str]) -> set[str]:
    """The largest set of rows that stand in the wanted order already."""
    place = {row_id: number for number, row_id in enumerate(wanted)}
    # The best chain of each length ends with the row of the smallest place; each row knows the one before it.
    ends: list[str] = []
    before: dict[str, str] = {}
    for row_id in rows:
        length = bisect_left(ends, place[row_id], key=place.__getitem__)
        if length:
            before[row_id] = ends[length - 1]
        ends[length : length + 1] = [row_id]
    found: set[str] = set()
    row = ends[-1] if ends else ""
    while row:
        found.add(row)
        row = before.get(row, "")
    return found

"""Rows that were deleted lately and can come back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from documents.enums import Operation
from documents.models import Change, Document
from documents.parts import PartKind, document_kind
from documents.policies import BIN_DAYS


@dataclass(frozen=True)
class Discarded:
    """A deleted row as it was, with the rows that went with it (their kinds and numbers)."""

    kind: PartKind
    id: str
    values: dict[str, Any]
    by_label: str
    at: datetime
    until: datetime
    owned: tuple[tuple[PartKind, int], ...] = ()


def discarded_rows(document: Document) -> list[Discarded]:
    """The rows deleted in the last 30 days that are still deleted, the newest first. One query."""
    now = timezone.now()
    whole = (Operation.ADD, Operation.DELETE, Operation.RESTORE)
    latest = Change.objects.filter(document=document, operation__in=whole, at__gte=now - timedelta(days=BIN_DAYS))
    last = [change for change in latest.order_by("part_id", "-pk").distinct("part_id") if _is_deleted(change)]
    kinds = document_kind(document.kind).part_kinds
    found = [change for change in last if change.part_kind in kinds]
    together = {str(change.part_id): change.revision for change in found}
    return [
        Discarded(
            kind=kinds[change.part_kind],
            id=str(change.part_id),
            values=change.before or {},
            by_label=change.by_label,
            at=change.at,
            until=change.at + timedelta(days=BIN_DAYS),
            owned=_owned(change, found, kinds),
        )
        for change in sorted(found, key=lambda change: change.pk, reverse=True)
        if together.get(_owner(kinds[change.part_kind], change)) != change.revision
    ]


def _is_deleted(change: Change) -> bool:
    return change.operation == Operation.DELETE


def _owner(kind: PartKind, change: Change) -> str:
    return str((change.before or {}).get(kind.parent) or "") if kind.parent else ""


def _owned(owner: Change, changes: Iterable[Change], kinds: dict[str, PartKind]) -> tuple[tuple[PartKind, int], ...]:
    """The rows that were deleted with their owner, counted by kind."""
    numbers: dict[str, int] = {}
    for change in changes:
        is_mine = _owner(kinds[change.part_kind], change) == str(owner.part_id)
        if is_mine and change.revision == owner.revision:
            numbers[change.part_kind] = numbers.get(change.part_kind, 0) + 1
    return tuple((kinds[key], number) for key, number in numbers.items())

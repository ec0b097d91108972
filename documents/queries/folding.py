"""Which changes read as one: the saves of one person in one field within ten minutes.

The rule needs only neighbouring changes of a field and never how many there were, so that history reads the same
before and after the nightly task has made one row of them (`documents.tasks`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, IntegerField, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, Length

from documents.enums import Operation
from documents.models import Change

FOLD = timedelta(minutes=10)
#: a save that takes away as many characters stands alone: what was written and lost in one sitting stays legible
LARGE_LOSS = 200
FOLDABLE = frozenset({Operation.EDIT, Operation.MOVE})
LIGHT = (
    "id", "part_kind", "part_id", "part_version", "field", "operation", "batch", "by_id", "by_label",
    "suggested_by_label", "at", "loss",
)  # fmt: skip
BLOCK = 250


@dataclass(frozen=True)
class Step:
    """One Change without its values. `loss` is by how many characters the value became shorter."""

    id: int
    part_kind: str
    part_id: UUID
    part_version: int
    field: str
    operation: str
    batch: UUID | None
    by_id: int | None
    by_label: str
    suggested_by_label: str
    at: datetime
    loss: int


@dataclass
class Chain:
    """Changes that read as one, the newest first. A chain of one restoring has all its changes."""

    steps: list[Step] = field(default_factory=list)
    is_open: bool = True

    @property
    def last(self) -> Step:
        return self.steps[0]

    @property
    def first(self) -> Step:
        return self.steps[-1]


def light_steps(changes: QuerySet[Change]) -> Iterator[Step]:
    """Changes without their values, the newest first; one query for each 250 of them that are really read."""
    size = Coalesce(Length(Cast("before", TextField())) - Length(Cast("after", TextField())), Value(0))
    light = changes.annotate(loss=Cast(size, IntegerField())).order_by(F("id").desc()).values_list(*LIGHT)
    start: int | None = None
    while True:
        block = list((light if start is None else light.filter(id__lt=start))[:BLOCK])
        yield from (Step(*row) for row in block)
        if len(block) < BLOCK:
            return
        start = block[-1][0]


def folds(older: Step, newer: Step) -> bool:
    """Whether two neighbouring changes of one field read as one."""
    return (
        older.operation == newer.operation
        and older.operation in FOLDABLE
        and older.batch is None
        and newer.batch is None
        and (older.by_id, older.by_label) == (newer.by_id, newer.by_label)
        and not older.suggested_by_label
        and not newer.suggested_by_label
        and newer.at - older.at <= FOLD
        and max(older.loss, newer.loss) < LARGE_LOSS
    )


def fold(steps: Iterable[Step]) -> Iterator[Chain]:
    """Chains of the changes, which come the newest first; a chain stands where its newest change stands.

    Changes of one restoring are one chain. Reads no further than what it gives needs.
    """
    waiting: list[Chain] = []
    open_chains: dict[Any, Chain] = {}
    for step in steps:
        _close(open_chains, step)
        key = _key(step)
        chain = open_chains.get(key)
        if chain is not None and (step.batch is not None or folds(step, chain.first)):
            chain.steps.append(step)
        else:
            if chain is not None:
                chain.is_open = False
            open_chains[key] = Chain([step])
            waiting.append(open_chains[key])
        while waiting and not waiting[0].is_open:
            yield waiting.pop(0)
    yield from waiting


def _key(step: Step) -> Any:
    return step.batch or (step.part_id, step.field)


def _close(open_chains: dict[Any, Chain], step: Step) -> None:
    """Close the chains that nothing older can join: too long ago, or the whole row came or went in between."""
    is_row = not step.field
    for key, chain in list(open_chains.items()):
        same_batch = step.batch is not None and key == step.batch
        row_changed = is_row and chain.first.part_id == step.part_id
        restored = step.batch is not None and key == (step.part_id, step.field)
        # The changes of a batch are neighbours, so that any other change ends it.
        if not same_batch and (chain.first.batch or row_changed or restored or chain.first.at - step.at > FOLD):
            chain.is_open = False
            del open_chains[key]

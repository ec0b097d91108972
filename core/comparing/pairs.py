"""The blocks of two rich texts in pairs: what stayed, what changed inside, what went and what came."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.comparing.runs import Run, Status
from core.merging.nodes import Node


@dataclass
class Move:
    """A block that stands elsewhere now. `number` joins its two places in one text; `after` are the words that it stood
    behind, or stands behind now: empty at the beginning."""

    number: int
    after: str


@dataclass
class Pair:
    """A block as it was and as it is: only `old` where it went, only `new` where it came.

    One that changed has either `runs` (a leaf) or `children`. `edited` says what changed in a block that moved. A
    `filler` is a cell that neither text has: it keeps the columns of a table below one another.
    """

    old: Node | None
    new: Node | None
    runs: tuple[Run, ...] = ()
    children: "tuple[Pair, ...]" = ()
    move: Move | None = None
    edited: "Pair | None" = None
    filler: bool = False

    @property
    def is_same(self) -> bool:
        if self.old is None or self.new is None or self.children:
            return False
        return self.old.html == self.new.html

    @property
    def has_other_tag(self) -> bool:
        if self.old is None or self.new is None:
            return False
        return (self.old.tag, self.old.attributes) != (self.new.tag, self.new.attributes)


def has_any(pairs: Iterable[Pair], statuses: frozenset[Status]) -> bool:
    """Whether anything in the pairs has one of the statuses."""
    return any(_has(pair, statuses) for pair in pairs)


def _has(pair: Pair, statuses: frozenset[Status]) -> bool:
    if pair.filler or pair.is_same:
        return False
    if pair.old is None or pair.new is None:
        return (Status.NEW if pair.old is None else Status.GONE) in statuses
    if pair.has_other_tag and Status.FORMAT in statuses:
        return True
    return any(run.status in statuses for run in pair.runs) or has_any(pair.children, statuses)

"""Where two sequences differ: Myers' algorithm with a bound on the work."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

#: most differences that are looked for one by one; beyond them the whole middle counts as one difference
MOST_DIFFERENCES = 400


class Budget:
    """The work that one merge may still do, in steps of about a tenth of a microsecond to a microsecond."""

    def __init__(self, steps: int = 400_000) -> None:
        self.left = steps

    def spend(self, steps: int) -> bool:
        """Take the steps; False when they are not there."""
        self.left -= steps
        return self.left >= 0


@dataclass(frozen=True, slots=True)
class Hunk:
    """`old[start:end]` became `new[new_start:new_end]`."""

    start: int
    end: int
    new_start: int
    new_end: int


def hunks(old: Sequence[Hashable], new: Sequence[Hashable], budget: Budget) -> list[Hunk]:
    """The differences in order, with at least one equal item between two of them."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    first, second = old[head : len(old) - tail], new[head : len(new) - tail]
    if not first and not second:
        return []
    whole = [Hunk(head, head + len(first), head, head + len(second))]
    if not first or not second:
        return whole
    matches = _matches(first, second, budget)
    return whole if matches is None else _gaps(matches, head, len(first), len(second))


def _common(first: Sequence[Hashable], second: Sequence[Hashable]) -> int:
    """How many items both begin with."""
    shorter = min(len(first), len(second))
    if first[:shorter] == second[:shorter]:
        return shorter
    return next(place for place in range(shorter) if first[place] != second[place])


def _matches(old: Sequence[Hashable], new: Sequence[Hashable], budget: Budget) -> list[tuple[int, int]] | None:
    """Runs of equal items as pairs of places, in order; None when it would cost too much."""
    length, width = len(old), len(new)
    reach = {1: 0}
    trace: list[dict[int, int]] = []
    for differences in range(min(length + width, MOST_DIFFERENCES) + 1):
        trace.append(reach.copy())
        for diagonal in range(-differences, differences + 1, 2):
            down = diagonal == -differences or (diagonal != differences and reach[diagonal - 1] < reach[diagonal + 1])
            place = reach[diagonal + 1] if down else reach[diagonal - 1] + 1
            start = place
            while place < length and place - diagonal < width and old[place] == new[place - diagonal]:
                place += 1
            reach[diagonal] = place
            if not budget.spend(2 + place - start):
                return None
            if place >= length and place - diagonal >= width:
                return _walk_back(trace, length, width)
    return None


def _walk_back(trace: list[dict[int, int]], length: int, width: int) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    place, other = length, width
    for differences in range(len(trace) - 1, -1, -1):
        reach, diagonal = trace[differences], place - other
        down = diagonal == -differences or (diagonal != differences and reach[diagonal - 1] < reach[diagonal + 1])
        before = diagonal + 1 if down else diagonal - 1
        before_place = reach[before]
        before_other = before_place - before
        while (
            place > max(before_place, 0)
            and other > max(before_other, 0)
            and (place, other)
            != (
                before_place if down else before_place + 1,
                before_other + 1 if down else before_other,
            )
        ):
            place, other = place - 1, other - 1
            pairs.append((place, other))
        place, other = before_place, before_other
    return pairs[::-1]


def _gaps(matches: list[tuple[int, int]], head: int, length: int, width: int) -> list[Hunk]:
    """What lies between the equal items, moved by the common beginning."""
    found = []
    place = other = 0
    for start, new_start in [*matches, (length, width)]:
        if start > place or new_start > other:
            found.append(Hunk(head + place, head + start, head + other, head + new_start))
        place, other = start + 1, new_start + 1
    return found

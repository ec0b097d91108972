"""Merging sequences of blocks: lines, paragraphs, items, rows. Blocks that both sides changed are merged one by one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from core.merging.differing import Budget, hunks
from core.merging.results import Clash

Block = TypeVar("Block")
#: blocks with fewer words in common than this are strangers
LEAST_LIKENESS = 0.4


def _cannot_merge(_base: Block, _mine: Block, _theirs: Block) -> Block:
    raise Clash


@dataclass(frozen=True)
class Ways(Generic[Block]):
    """How blocks of one sort are handled: their identity, their words, and merging one that both sides changed."""

    key: Callable[[Block], str]
    words: Callable[[Block], set[str]]
    merge: Callable[[Block, Block, Block], Block] = _cannot_merge


@dataclass
class Side(Generic[Block]):
    """What one side made of the base: each base block as it is now (None: deleted), and what was put before each."""

    now: list[Block | None]
    inserted: dict[int, list[Block]] = field(default_factory=dict)


def merge_blocks(
    base: Sequence[Block], mine: Sequence[Block], theirs: Sequence[Block], ways: Ways[Block], budget: Budget
) -> list[Block]:
    """The blocks with the changes of both sides. Raises Clash."""
    left, right = align(base, mine, ways, budget), align(base, theirs, ways, budget)
    merged: list[Block] = []
    for place, block in enumerate([*base, None]):
        merged += _both_inserted(left.inserted.get(place, []), right.inserted.get(place, []), ways, budget)
        if block is not None:
            merged += _merge_block(block, left.now[place], right.now[place], ways)
    return merged


def align(
    base: Sequence[Block], new: Sequence[Block], ways: Ways[Block], budget: Budget, *, strangers: bool = True
) -> Side[Block]:
    """Match the blocks of one side with those of the base. Without `strangers` only those with words in common match:
    a block written anew in the place of another is then gone and inserted.
    """
    side: Side[Block] = Side(now=list(base))
    for hunk in hunks([ways.key(block) for block in base], [ways.key(block) for block in new], budget):
        old, fresh = base[hunk.start : hunk.end], new[hunk.new_start : hunk.new_end]
        pairs = _pairs(old, fresh, ways, budget) if strangers else _only_alike(old, fresh, ways, budget)
        side.now[hunk.start : hunk.end] = [None] * len(old)
        before = hunk.end
        for place in range(len(fresh) - 1, -1, -1):
            if place in pairs:
                before = hunk.start + pairs[place]
                side.now[before] = fresh[place]
            else:
                side.inserted.setdefault(before, []).append(fresh[place])
    for blocks in side.inserted.values():
        blocks.reverse()
    return side


def _merge_block(base: Block, mine: Block | None, theirs: Block | None, ways: Ways[Block]) -> list[Block]:
    if mine is None or theirs is None:
        left = mine if mine is not None else theirs
        if left is not None and ways.key(left) != ways.key(base):
            raise Clash
        return []
    one, other, old = ways.key(mine), ways.key(theirs), ways.key(base)
    if one == other or other == old:
        return [mine]
    return [theirs if one == old else ways.merge(base, mine, theirs)]


def _both_inserted(mine: list[Block], theirs: list[Block], ways: Ways[Block], budget: Budget) -> list[Block]:
    """Blocks that both sides put at one place: all of them, the same ones once, in an order for both sides."""
    if not mine or not theirs:
        return mine or theirs
    first, second = sorted([mine, theirs], key=lambda blocks: [ways.key(block) for block in blocks])
    merged: list[Block] = []
    place = 0
    for hunk in hunks([ways.key(block) for block in first], [ways.key(block) for block in second], budget):
        merged += first[place : hunk.start]
        merged += first[hunk.start : hunk.end] + second[hunk.new_start : hunk.new_end]
        place = hunk.end
    return merged + first[place:]


def _pairs(old: Sequence[Block], new: Sequence[Block], ways: Ways[Block], budget: Budget) -> dict[int, int]:
    """Which new block is which old one, by place: the most alike, then, between those, in order."""
    pairs: dict[int, int] = {}
    done_old = done_new = 0
    alike = [] if len(old) == len(new) == 1 else _alike(old, new, ways, budget)
    for place, other in [*alike, (len(old), len(new))]:
        for step in range(min(place - done_old, other - done_new)):
            pairs[done_new + step] = done_old + step
        if place < len(old):
            pairs[other] = place
        done_old, done_new = place + 1, other + 1
    return pairs


def _only_alike(old: Sequence[Block], new: Sequence[Block], ways: Ways[Block], budget: Budget) -> dict[int, int]:
    return {other: place for place, other in _alike(old, new, ways, budget)}


def _alike(old: Sequence[Block], new: Sequence[Block], ways: Ways[Block], budget: Budget) -> list[tuple[int, int]]:
    """Pairs of blocks with many words in common, in order; none when looking for them would cost too much."""
    if not budget.spend(20 * len(old) * len(new)):
        return []
    bags = [ways.words(block) for block in old], [ways.words(block) for block in new]
    best = [[0.0] * (len(new) + 1) for _row in range(len(old) + 1)]
    shares = [[likeness(one, other) for other in bags[1]] for one in bags[0]]
    for place in range(len(old) - 1, -1, -1):
        for other in range(len(new) - 1, -1, -1):
            best[place][other] = max(
                best[place + 1][other], best[place][other + 1], best[place + 1][other + 1] + shares[place][other]
            )
    return _best_way(best, shares)


def _best_way(best: list[list[float]], shares: list[list[float]]) -> list[tuple[int, int]]:
    found = []
    place = other = 0
    while place < len(shares) and other < len(shares[0]):
        if shares[place][other] and best[place][other] == best[place + 1][other + 1] + shares[place][other]:
            found.append((place, other))
            place, other = place + 1, other + 1
        elif best[place][other] == best[place + 1][other]:
            place += 1
        else:
            other += 1
    return found


def likeness(one: set[str], other: set[str]) -> float:
    """The share of words that both have, from 0 to 1; 0 for strangers."""
    shared = 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0
    return shared if shared >= LEAST_LIKENESS else 0.0

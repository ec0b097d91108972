"""Blocks that went in one place and came in another: moved, not written anew."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.comparing.pairing import pair_nodes, words_in
from core.comparing.pairs import Move, Pair
from core.merging.blocks import likeness
from core.merging.differing import Budget
from core.merging.nodes import Node

#: blocks that may move; cells and groups of rows stay within their table
MOVABLE = {"p", "h3", "h4", "li", "tr", "blockquote", "ul", "ol", "table"}
#: a block that changed on its way has this many words in common with what it was, and is no shorter than that
LEAST_LIKE = 0.7
LEAST_WORDS = 5
#: words of the block before it that tell the place
WORDS_OF_PLACE = 6


@dataclass(frozen=True)
class _Single:
    """A block that only one text has here; `after` are the first words of the block before it in that text."""

    pair: Pair
    node: Node
    after: str


def find_moves(pairs: Sequence[Pair], budget: Budget) -> None:
    """Mark the pairs of blocks that moved. Effects: `move` and `edited` of those pairs."""
    gone: list[_Single] = []
    new: list[_Single] = []
    for single in _singles(pairs):
        (gone if single.pair.new is None else new).append(single)
    number = 0
    for one, other in [*_equal(gone, new), *_alike(gone, new, budget)]:
        if one.pair.move is not None or other.pair.move is not None:
            continue
        edited = None if one.node.html == other.node.html else _edited(one, other, budget)
        if edited is not None or one.node.html == other.node.html:
            number += 1
            one.pair.move, other.pair.move = Move(number, other.after), Move(number, one.after)
            other.pair.edited = edited


def _singles(pairs: Sequence[Pair]) -> Iterator[_Single]:
    last: dict[bool, str] = {True: "", False: ""}
    for pair in pairs:
        node = pair.new if pair.new is not None else pair.old
        if node is None:
            continue
        is_single = pair.old is None or pair.new is None
        if is_single and node.tag in MOVABLE:
            yield _Single(pair, node, last[pair.old is None])
        elif not is_single or pair.children:
            yield from _singles(pair.children)
        for is_new, one in ((True, pair.new), (False, pair.old)):
            if one is not None and (words := words_in(one)):
                last[is_new] = " ".join(words[:WORDS_OF_PLACE])


def _equal(gone: list[_Single], new: list[_Single]) -> Iterator[tuple[_Single, _Single]]:
    waiting: dict[str, list[_Single]] = defaultdict(list)
    for one in reversed(gone):
        if words_in(one.node):
            waiting[one.node.html].append(one)
    for other in new:
        if waiting[other.node.html]:
            yield waiting[other.node.html].pop(), other


def _alike(gone: list[_Single], new: list[_Single], budget: Budget) -> list[tuple[_Single, _Single]]:
    """Those that changed a little on their way, the most alike first; none when looking would cost too much."""
    if not gone or not new or not budget.spend(20 * len(gone) * len(new)):
        return []
    left = [(one, set(words_in(one.node))) for one in gone if one.pair.move is None]
    right = [(other, set(words_in(other.node))) for other in new if other.pair.move is None]
    found = [
        (likeness(words, others), one, other)
        for one, words in left
        for other, others in right
        if one.node.tag == other.node.tag and min(len(words), len(others)) >= LEAST_WORDS
    ]
    close = sorted((entry for entry in found if entry[0] >= LEAST_LIKE), key=lambda entry: -entry[0])
    return [(one, other) for _share, one, other in close]


def _edited(one: _Single, other: _Single, budget: Budget) -> Pair | None:
    """What changed in a block on its way; None when it cannot be told piece by piece."""
    if one.node.tag != "tr":
        found = pair_nodes(one.node, other.node, budget)
        return found[0] if len(found) == 1 else None
    cells = one.pair.children, other.pair.children
    if len(cells[0]) != len(cells[1]) or any(cell.filler for row in cells for cell in row):
        return None
    columns = zip(one.node.children, other.node.children, strict=True)
    children = tuple(pair for before, after in columns for pair in pair_nodes(before, after, budget))
    return Pair(one.node, other.node, children=children)

"""Merging rich text (clean HTML): by blocks as they are nested, then by words and tags inside a block."""

from typing import TypeVar

from lxml.etree import ParserError

from core.merging.blocks import Ways, merge_blocks
from core.merging.differing import Budget
from core.merging.nodes import FAMILIES, LINE_END, TAG, Node, is_tag, read_blocks
from core.merging.results import Clash, Merged, three_ways
from core.merging.words import WORD, check_words, merge_tokens
from core.richtext import clean

Value = TypeVar("Value")
#: a text with more is not merged
MOST_TAGS = 60_000


def merge_rich(base: str, mine: str, theirs: str) -> Merged:
    """Merge clean HTML; the result is clean HTML."""
    return three_ways(base, mine, theirs, lambda: _merge(base, mine, theirs))


def _merge(base: str, mine: str, theirs: str) -> str:
    budget = Budget()
    if max(text.count("<") for text in (base, mine, theirs)) > MOST_TAGS:
        raise Clash
    merged = clean("".join(node.html for node in _merge_children(_read(base), _read(mine), _read(theirs), budget)))
    if clean(merged) != merged:
        raise Clash
    check_words(*(TAG.sub(" ", text) for text in (base, mine, theirs, merged)))
    return merged


def _read(text: str) -> tuple[Node, ...]:
    """The blocks of a text. Raises Clash for HTML that does not come out as it went in."""
    try:
        blocks = read_blocks(text)
    except (ValueError, ParserError):
        raise Clash from None
    if clean("".join(block.html for block in blocks)) != clean(text):
        raise Clash
    return blocks


def _merge_children(
    base: tuple[Node, ...], mine: tuple[Node, ...], theirs: tuple[Node, ...], budget: Budget
) -> list[Node]:
    ways = Ways(
        key=lambda node: node.html,
        merge=lambda old, left, right: _merge_node(old, left, right, budget),
        words=lambda node: set(WORD.findall(TAG.sub(" ", node.html))),
    )
    return merge_blocks(base, mine, theirs, ways, budget)


def _merge_node(base: Node, mine: Node, theirs: Node, budget: Budget) -> Node:
    """One block that both sides changed."""
    tag = _merge_tag(base.tag, mine.tag, theirs.tag)
    attributes = _one_of(base.attributes, mine.attributes, theirs.attributes)
    sides = (base, mine, theirs)
    if any(side.children for side in sides):
        if any(side.pieces for side in sides):
            raise Clash
        merged = _merge_children(base.children, mine.children, theirs.children, budget)
        node = Node(tag, attributes, children=tuple(merged))
        _check_table(node, sides)
        return node
    tokens = _without_empty(merge_tokens(base.tokens, mine.tokens, theirs.tokens, budget))
    return Node(tag, attributes, pieces=tuple(tokens))


def _merge_tag(base: str, mine: str, theirs: str) -> str:
    tag = _one_of(base, mine, theirs)
    if not (base == mine == theirs) and not any({base, mine, theirs} <= family for family in FAMILIES):
        raise Clash
    return tag


def _one_of(base: Value, mine: Value, theirs: Value) -> Value:
    """The changed one of two. Raises Clash when both changed, each to something else."""
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    raise Clash


def _without_empty(tokens: list[str]) -> list[str]:
    """The tokens without elements that lost all their words. Raises Clash when the elements do not nest."""
    kept: list[str] = []
    opened: list[str] = []
    for token in tokens:
        if token.startswith("</"):
            name = token[2:-1]
            if not opened or opened.pop() != name:
                raise Clash
            if kept[-1].startswith(f"<{name}"):
                kept.pop()
                continue
        elif is_tag(token) and token != LINE_END:
            opened.append(token[1:-1].split(" ")[0])
        kept.append(token)
    if opened:
        raise Clash
    return kept


def _check_table(merged: Node, sides: tuple[Node, Node, Node]) -> None:
    """Rows of a table have one width; where they had, they still must. Raises Clash."""
    if merged.tag != "table":
        return
    widths = [_widths(side) for side in sides]
    spans = any("rowspan" in side.html for side in sides)
    if all(len(set(found)) <= 1 for found in widths) and len(set(_widths(merged))) > 1:
        raise Clash
    if spans and any(found != widths[0] for found in widths):
        raise Clash


def _widths(table: Node) -> list[int]:
    """How many columns each row takes."""
    rows = [table]
    while any(node.tag != "tr" for node in rows):
        rows = [row for node in rows for row in ((node,) if node.tag == "tr" else node.children)]
    return [sum(_span(cell) for cell in row.children) for row in rows]


def _span(cell: Node) -> int:
    return int(dict(cell.attributes).get("colspan", "1"))

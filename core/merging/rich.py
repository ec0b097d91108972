"""Merging rich text (clean HTML): by blocks as they are nested, then by words and tags inside a block."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from lxml.etree import ParserError
from lxml.html import HtmlElement, fragment_fromstring

from core.merging.blocks import Ways, merge_blocks
from core.merging.differing import Budget
from core.merging.results import Clash, Merged, three_ways
from core.merging.words import WORD, check_words, merge_tokens
from core.richtext import clean

Value = TypeVar("Value")
#: a text with more is not merged
MOST_TAGS = 60_000
LINE_END = "<br>"
INLINE = {"strong", "em", "a", "sub", "sup", "br"}
#: elements that hold only other elements: spaces between those mean nothing
FRAMES = {"ul", "ol", "table", "thead", "tbody", "tr"}
#: a block may turn from one of these into another
#: as in core.merging.words, and an escaped character as one sign
TOKEN = re.compile(r"&\w+;|\w+|\s+|[^\w\s]")
TAG = re.compile(r"<[^>]+>")
FAMILIES = ({"p", "h3", "h4"}, {"ul", "ol"}, {"td", "th"})


@dataclass(frozen=True)
class Node:
    """A block. A leaf has `pieces` (escaped text, and tags), everything else `children`.

    Words without an element have no tag.
    """

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    pieces: tuple[str, ...] = ()
    children: "tuple[Node, ...]" = ()

    @property
    def tokens(self) -> list[str]:
        """Words, spaces, signs and tags."""
        return [token for piece in self.pieces for token in ([piece] if _is_tag(piece) else TOKEN.findall(piece))]

    @cached_property
    def html(self) -> str:
        inside = "".join(self.pieces) or "".join(child.html for child in self.children)
        return f"{_opening(self.tag, self.attributes)}{inside}</{self.tag}>" if self.tag else inside


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
    if not text:
        return ()
    try:
        blocks = _children(fragment_fromstring(text, create_parent="div"))
    except (ValueError, ParserError):
        # Control characters, which XML does not know.
        raise Clash from None
    if clean("".join(block.html for block in blocks)) != clean(text):
        raise Clash
    return blocks


def _children(element: HtmlElement) -> tuple[Node, ...]:
    """The blocks inside an element; words between blocks are blocks of their own."""
    found: list[Node] = []
    loose: list[str] = _words(element.text)

    def close() -> None:
        if any(not piece.isspace() for piece in loose):
            found.append(Node("", pieces=tuple(loose)))
        loose.clear()

    for child in element:
        if child.tag in INLINE:
            loose += _inline(child)
        else:
            close()
            found.append(_node(child))
        loose += _words(child.tail)
    close()
    return tuple(found)


def _node(element: HtmlElement) -> Node:
    attributes = _attributes(element)
    if element.tag in FRAMES or any(child.tag not in INLINE for child in element):
        return Node(element.tag, attributes, children=_children(element))
    tokens = _words(element.text)
    for child in element:
        tokens += _inline(child) + _words(child.tail)
    return Node(element.tag, attributes, pieces=tuple(tokens))


def _inline(element: HtmlElement) -> list[str]:
    tokens = [_opening(element.tag, _attributes(element))]
    if element.tag == "br":
        return tokens
    tokens += _words(element.text)
    for child in element:
        tokens += _inline(child) + _words(child.tail)
    return [*tokens, f"</{element.tag}>"]


def _is_tag(piece: str) -> bool:
    return piece.startswith("<")


def _words(text: str | None) -> list[str]:
    return [html.escape(text, quote=False)] if text else []


def _attributes(element: HtmlElement) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((str(name), str(value)) for name, value in element.attrib.items()))


def _opening(tag: str, attributes: Iterable[tuple[str, str]]) -> str:
    return "<" + tag + "".join(f' {name}="{html.escape(value)}"' for name, value in attributes) + ">"


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
        elif _is_tag(token) and token != LINE_END:
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

"""Rich text (clean HTML) as blocks: what merging and comparing work on."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from lxml.html import HtmlElement, fragment_fromstring

LINE_END = "<br>"
INLINE = {"strong", "em", "a", "sub", "sup", "br"}
#: elements that hold only other elements: spaces between those mean nothing
FRAMES = {"ul", "ol", "table", "thead", "tbody", "tr"}
#: a block may turn from one of these into another
FAMILIES = ({"p", "h3", "h4"}, {"ul", "ol"}, {"td", "th"})
#: as in core.merging.words, and an escaped character as one sign
TOKEN = re.compile(r"&\w+;|\w+|\s+|[^\w\s]")
TAG = re.compile(r"<[^>]+>")


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
        return [token for piece in self.pieces for token in ([piece] if is_tag(piece) else TOKEN.findall(piece))]

    @cached_property
    def html(self) -> str:
        inside = "".join(self.pieces) or "".join(child.html for child in self.children)
        return f"{opening(self.tag, self.attributes)}{inside}</{self.tag}>" if self.tag else inside


def read_blocks(text: str) -> tuple[Node, ...]:
    """The blocks of a text. Raises ValueError (control characters, which XML does not know) and lxml's ParserError."""
    return _children(fragment_fromstring(text, create_parent="div")) if text else ()


def is_tag(piece: str) -> bool:
    return piece.startswith("<")


def opening(tag: str, attributes: Iterable[tuple[str, str]]) -> str:
    return "<" + tag + "".join(f' {name}="{html.escape(value)}"' for name, value in attributes) + ">"


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
    tokens = [opening(element.tag, _attributes(element))]
    if element.tag == "br":
        return tokens
    tokens += _words(element.text)
    for child in element:
        tokens += _inline(child) + _words(child.tail)
    return [*tokens, f"</{element.tag}>"]


def _words(text: str | None) -> list[str]:
    return [html.escape(text, quote=False)] if text else []


def _attributes(element: HtmlElement) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((str(name), str(value)) for name, value in element.attrib.items()))

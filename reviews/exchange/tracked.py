"""Tracked changes of Word, taken as accepted: what remains is the text that their author wants."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from reviews.exchange.opening import w

GONE = tuple(
    w(name)
    for name in (
        "del", "moveFrom", "rPrChange", "pPrChange", "tblPrChange", "tblPrExChange", "tblGridChange", "trPrChange",
        "tcPrChange", "sectPrChange", "numberingChange", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart",
        "moveToRangeEnd", "proofErr", "lastRenderedPageBreak",
    )
)  # fmt: skip
AROUND = tuple(w(name) for name in ("ins", "moveTo", "smartTag", "customXml"))
#: what names a place stays where it was when the words around it go
PLACES = tuple(w(name) for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"))
CHANGES = tuple(w(name) for name in ("ins", "del", "moveFrom", "moveTo"))
DELETED = (w("del"), w("moveFrom"))
#: of an author, with the sign of a suggestion
LONGEST_NAME = 200


def author_of(change: Any) -> str:
    """Who made a tracked change, as Word knows them."""
    return (change.get(w("author")) or "").strip()[:LONGEST_NAME]


def refuse(changes: Iterable[Any]) -> None:
    """Take these tracked changes back: what came goes, what went stays. What others put in or took out inside them goes
    the same way; `accept` carries the rest out.
    """
    for change in changes:
        if change.tag in DELETED:
            for words in change.iter(w("delText")):
                words.tag = w("t")
            unwrap_one(change)
        else:
            change.tag = w("del")


def accept(root: Any) -> None:
    """Carry out every tracked change below `root`, which changes."""
    for row in [row for row in root.iter(w("tr")) if _is_marked(row.find(w("trPr")))]:
        _drop(row)
    ended = [paragraph for paragraph in root.iter(w("p")) if _is_marked(paragraph.find(f"{w('pPr')}/{w('rPr')}"))]
    for element in list(root.iter(*GONE)):
        if element.getparent() is not None:
            _drop(element)
    # The last first: each one's words are moved once, however many paragraphs run on.
    beyond: dict[Any, Any] = {}
    for paragraph in reversed(ended):
        _join(paragraph, beyond)
    unwrap(root, AROUND)
    for table in list(root.iter(w("tbl"))):
        if table.find(w("tr")) is None:
            _drop(table)


def unwrap(root: Any, tags: Iterable[str]) -> None:
    """Put what is inside such elements in their place."""
    for element in list(root.iter(*tags)):
        unwrap_one(element)


def unwrap_one(element: Any) -> None:
    parent = element.getparent()
    if parent is None:
        return
    for child in list(element) if parent.tag not in (w("rPr"), w("trPr")) else []:
        element.addprevious(child)
    parent.remove(element)


def _is_marked(properties: Any) -> bool:
    return properties is not None and any(properties.find(tag) is not None for tag in DELETED)


def _drop(element: Any) -> None:
    """Remove an element; the places named inside it stay, where the schema has room for them."""
    parent = element.getparent()
    for place in list(element.iter(*PLACES)) if parent.tag not in (w("rPr"), w("pPr"), w("trPr")) else []:
        if element.tag != w("tr"):
            element.addprevious(place)
    parent.remove(element)


def _join(paragraph: Any, beyond: dict[Any, Any]) -> None:
    """A paragraph whose end was deleted runs on in the next one, which gives the looks."""
    following = _following(paragraph, beyond)
    if following is None or following.tag != w("p"):
        if not any(run.tag == w("r") for run in paragraph):
            _drop_if_not_last(paragraph)
        return
    # The properties of a paragraph stand first in it.
    first = next(iter(following), None)
    properties = first if first is not None and first.tag == w("pPr") else None
    for child in reversed([child for child in paragraph if child.tag != w("pPr")]):
        if properties is None:
            following.insert(0, child)
        else:
            properties.addnext(child)
    paragraph.getparent().remove(paragraph)


def _following(paragraph: Any, beyond: dict[Any, Any]) -> Any:
    """The block behind a paragraph and the places that stand between them. `beyond` remembers it by place."""
    way: list[Any] = []
    following = paragraph.getnext()
    while following is not None and following.tag in PLACES and following not in beyond:
        way.append(following)
        following = following.getnext()
    following = beyond.get(following, following)
    beyond.update(dict.fromkeys(way, following))
    return following


def _drop_if_not_last(paragraph: Any) -> None:
    """A cell must keep one paragraph."""
    if len(list(islice(paragraph.getparent().iterchildren(w("p")), 2))) > 1:
        _drop(paragraph)

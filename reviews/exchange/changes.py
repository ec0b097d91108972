"""Suggested wording as tracked changes of Word: what goes and what comes, block by block and word by word."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from itertools import groupby
from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.text.run import Run
from lxml import etree

from core.merging.blocks import Ways, align
from core.merging.differing import Budget, hunks
from core.merging.words import tokens_of, words_of
from reviews.exchange.tracked import CHANGES

#: what a run may hold to be cut into words; and how each of it is written in plain text
SIGNS = {qn("w:br"): "\n", qn("w:tab"): "\t"}
#: what becomes of words
STAYS, GOES, COMES = "", "w:del", "w:ins"


class CannotDraw(Exception):
    """The change is of a sort that is not drawn: another shape of a table, a row that went or came."""


@dataclass(frozen=True)
class Hand:
    """Whose change it is, as Word shows it, and when it was suggested."""

    author: str
    at: datetime


@dataclass(frozen=True)
class Atom:
    """A word, a space or a sign; `looks` are the properties of its run, `link` the relationship that it leads to."""

    text: str
    looks: str = ""
    link: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph or a table."""

    element: Any

    @cached_property
    def key(self) -> str:
        return _written(self.element)

    @property
    def words(self) -> set[str]:
        return words_of("".join(one.text or "" for one in self.element.iter(qn("w:t"))))

    @property
    def is_text(self) -> bool:
        return bool(self.element.tag == qn("w:p"))


@dataclass
class Revision:
    """What one suggestion makes of the blocks of a field: `now` where a block changes (None: it goes), and what comes
    before each block.
    """

    hand: Hand
    now: dict[int, Block | None] = field(default_factory=dict)
    inserted: dict[int, list[Block]] = field(default_factory=dict)

    def meets(self, other: "Revision") -> bool:
        """Whether both change the same block, or put something at the same place."""
        return bool(self.now.keys() & other.now.keys() or self.inserted.keys() & other.inserted.keys())


def revision(base: Sequence[Any], proposed: Sequence[Any], hand: Hand) -> Revision:
    """What turns the elements of a field into the proposed ones. Raises CannotDraw."""
    old, new = [Block(one) for one in base], [Block(one) for one in proposed]
    side = align(old, new, Ways(key=lambda one: one.key, words=lambda one: one.words), Budget(), strangers=False)
    made = Revision(hand, inserted={place: list(blocks) for place, blocks in side.inserted.items()})
    for place, block in enumerate(old):
        now = side.now[place]
        if now is not None and now.key == block.key:
            continue
        if now is not None and not _is_one(block, now):
            made.inserted[place] = [*made.inserted.get(place, []), now]
            now = None
        made.now[place] = now
    gone = [old[place] for place, now in made.now.items() if now is None]
    if not all(one.is_text for one in [*gone, *(new for found in made.inserted.values() for new in found)]):
        raise CannotDraw
    return made


def drawn(base: Sequence[Any], revisions: Sequence[Revision]) -> list[Any]:
    """The elements of a field with the changes of all revisions, none of which meets another."""
    found: list[Any] = []
    for place in range(len(base) + 1):
        for one in revisions:
            found += [_whole(block.element, COMES, one.hand) for block in one.inserted.get(place, [])]
        if place < len(base):
            mine = next((one for one in revisions if place in one.now), None)
            found.append(base[place] if mine is None else _changed(base[place], mine.now[place], mine.hand))
    if found and all(_is_going(one) for one in found):
        # A field keeps one paragraph: its bookmark would hold nothing.
        _unmark(found[-1])
    return found


def _is_one(old: Block, new: Block) -> bool:
    """Whether both are the same block with other words: a paragraph of the same looks, a table of the same shape."""
    if old.is_text and new.is_text:
        return _properties(old.element) == _properties(new.element)
    return not old.is_text and not new.is_text and _shape(old.element) == _shape(new.element)


def _shape(table: Any) -> list[Any]:
    """All of a table but the words of its paragraphs. A table in a table is a part of its shape as it is."""
    found: list[Any] = []
    for child in table:
        if child.tag in (qn("w:tr"), qn("w:tc")):
            found.append(_shape(child))
        elif child.tag == qn("w:p"):
            found.append(_properties(child))
        else:
            found.append(_written(child))
    return found


def _changed(element: Any, now: Block | None, hand: Hand) -> Any:
    if now is None:
        return _whole(element, GOES, hand)
    if element.tag == qn("w:p"):
        return _paragraph(element, now.element, hand)
    table = deepcopy(element)
    pairs = zip(list(_lines(table)), list(_lines(now.element)), strict=True)
    for old, new in pairs:
        if _written(old) != _written(new):
            old.getparent().replace(old, _paragraph(old, new, hand))
    return table


def _lines(table: Any) -> Iterator[Any]:
    for row in table.iterchildren(qn("w:tr")):
        for cell in row.iterchildren(qn("w:tc")):
            yield from cell.iterchildren(qn("w:p"))


def _whole(element: Any, kind: str, hand: Hand) -> Any:
    """A paragraph that goes or comes with its end."""
    words = list(_atoms(element))
    made = _written_anew(element, [(kind, one) for one in words], hand)
    looks = made.get_or_add_pPr()
    marks = looks.find(qn("w:rPr"))
    if marks is None:
        marks = OxmlElement("w:rPr")
        behind = next((one for one in looks if one.tag in (qn("w:sectPr"), qn("w:pPrChange"))), None)
        looks.append(marks) if behind is None else behind.addprevious(marks)
    marks.insert(0, _change(kind, hand))
    return made


def _paragraph(old: Any, new: Any, hand: Hand) -> Any:
    """A paragraph with the words that go and those that come."""
    before, after = list(_atoms(old)), list(_atoms(new))
    told: list[tuple[str, Atom]] = []
    place = 0
    for start, end, new_start, new_end in _phrases(before, after):
        told += [(STAYS, one) for one in before[place:start]]
        told += [(GOES, one) for one in before[start:end]] + [(COMES, one) for one in after[new_start:new_end]]
        place = end
    return _written_anew(old, [*told, *((STAYS, one) for one in before[place:])], hand)


def _phrases(before: list[Atom], after: list[Atom]) -> list[tuple[int, int, int, int]]:
    """Where the words differ; differences with only a space between them are one."""
    found: list[tuple[int, int, int, int]] = []
    for hunk in hunks(before, after, Budget()):
        start, new_start = hunk.start, hunk.new_start
        if found and all(one.text.isspace() for one in before[found[-1][1] : start]):
            start, _end, new_start, _new_end = found.pop()
        found.append((start, hunk.end, new_start, hunk.new_end))
    return found


def _atoms(paragraph: Any) -> Iterator[Atom]:
    for child in paragraph:
        if child.tag == qn("w:r"):
            yield from _of_run(child, "")
        elif child.tag == qn("w:hyperlink"):
            for run in child.iterchildren(qn("w:r")):
                yield from _of_run(run, child.get(qn("r:id"), ""))


def _of_run(run: Any, link: str) -> Iterator[Atom]:
    properties = run.find(qn("w:rPr"))
    looks = "" if properties is None else _written(properties)
    for child in run:
        text = child.text or "" if child.tag == qn("w:t") else SIGNS.get(child.tag, "")
        yield from (Atom(token, looks, link) for token in tokens_of(text))


def _written_anew(paragraph: Any, told: list[tuple[str, Atom]], hand: Hand) -> Any:
    """A paragraph with the looks of another one and these words, each with what becomes of it.

    Every run of a change stands in a change of its own: a comment may begin or end at any of them.
    """
    made = OxmlElement("w:p")
    properties = paragraph.find(qn("w:pPr"))
    if properties is not None:
        made.append(deepcopy(properties))
    for link, inside in groupby(told, key=lambda one: one[1].link):
        place = made
        if link:
            place = OxmlElement("w:hyperlink")
            place.set(qn("r:id"), link)
            made.append(place)
        for (kind, looks), atoms in groupby(inside, key=lambda one: (one[0], one[1].looks)):
            run = _run("".join(atom.text for _kind, atom in atoms), looks)
            if kind:
                change = _change(kind, hand)
                change.append(run)
                place.append(change)
                _rename(run, kind)
            else:
                place.append(run)
    return made


def _run(text: str, looks: str) -> Any:
    run = OxmlElement("w:r")
    if looks:
        run.append(parse_xml(looks))
    Run(run, None).text = text  # type: ignore[arg-type]
    return run


def _rename(run: Any, kind: str) -> None:
    if kind == GOES:
        for text in run.iterchildren(qn("w:t")):
            text.tag = qn("w:delText")


def _change(kind: str, hand: Hand) -> Any:
    """A change without its number: `number_changes` gives all of a text theirs."""
    made = OxmlElement(kind)
    made.set(qn("w:author"), hand.author)
    made.set(qn("w:date"), hand.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    return made


def _is_going(element: Any) -> bool:
    return element.tag == qn("w:p") and element.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn(GOES)}") is not None


def _unmark(paragraph: Any) -> None:
    mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn(GOES)}")
    mark.getparent().remove(mark)


def _properties(paragraph: Any) -> str:
    found = paragraph.find(qn("w:pPr"))
    return "" if found is None else _written(found)


def _written(element: Any) -> str:
    return str(etree.tostring(element, method="c14n", exclusive=True), "utf-8")


def changes_in(element: Any) -> list[Any]:
    """The runs of changes below an element, in order, each in its change."""
    return [one for one in element.iter(*CHANGES) if one.find(qn("w:r")) is not None]


def number_changes(body: Any, first: int) -> None:
    """Give every change below `body` a number of its own."""
    for number, one in enumerate(body.iter(*CHANGES), start=first):
        one.set(qn("w:id"), str(number))

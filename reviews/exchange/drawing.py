"""Suggestions drawn into the text of a file: which can be, and as which changes."""

from collections import defaultdict
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any

from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from documents.enums import FieldKind
from documents.rendering import FieldReading
from publishing.rendering.docx import ILLEGAL, write_long
from reviews.exchange.changes import Block, CannotDraw, Revision, changes_in, drawn, revision
from reviews.exchange.places import Spot
from reviews.exchange.said import Talk, Target
from reviews.exchange.stored import stored_field
from reviews.exchange.values import WORDS

#: fields whose words the file shows as they are stored; an address is shown shorter
DRAWN = WORDS - {FieldKind.ADDRESS}


def draw(made: Any, talks: Sequence[Talk], targets: dict[Spot, Target]) -> dict[int, tuple[Any, Any]]:
    """Track the wording of talks in the text. Effects: the elements of targets change.

    Returns the first and the last change of each talk that is drawn, by its place in `talks`. Wording for another text,
    for a value that is no text, or for words that an earlier one changes, is left to its remark.
    """
    chosen: dict[Spot, list[tuple[int, Revision]]] = defaultdict(list)
    for place, talk in enumerate(talks):
        target = targets.get(talk.spot)
        found = _revision(made, talk, target) if target is not None else None
        if found is not None and not any(found.meets(other) for _place, other in chosen[talk.spot]):
            chosen[talk.spot].append((place, found))
    shown: dict[int, tuple[Any, Any]] = {}
    for spot, revisions in chosen.items():
        if not revisions:
            continue
        _put(targets, spot, drawn(_base(targets[spot]), [one for _place, one in revisions]))
        changes = [one for element in _base(targets[spot]) for one in changes_in(element)]
        for place, one in revisions:
            mine = [change for change in changes if change.get(qn("w:author")) == one.hand.author]
            if mine:
                shown[place] = mine[0], mine[-1]
    return shown


def _revision(made: Any, talk: Talk, target: Target) -> Revision | None:
    wording, reading = talk.wording, target.reading
    if wording is None or wording.is_outdated or reading is None or reading.kind not in DRAWN:
        return None
    base = _base(target)
    try:
        if target.is_title or _is_cell(base[0]):
            line = _line(base[0], target, wording.proposed)
            return Revision(wording.hand, now={0: Block(line)})
        found = revision(base, _blocks(made, reading, wording.proposed), wording.hand)
    except CannotDraw:
        return None
    return found if found.now or found.inserted else None


def _base(target: Target) -> tuple[Any, ...]:
    return (target.name._p,) if target.is_title else target.content


def _is_cell(element: Any) -> bool:
    return bool(element.getparent().tag == qn("w:tc"))


def _line(paragraph: Any, target: Target, value: Any) -> Any:
    """The paragraph of a short field or a heading with other words."""
    words = ILLEGAL.sub("", str(value or ""))
    if target.is_title:
        words = " ".join(text for text in (target.code, " ".join(words.split())) if text)
    made = Paragraph(deepcopy(paragraph), target.name._parent)
    for child in [one for one in made._p if one.tag != qn("w:pPr")]:
        made._p.remove(child)
    made.add_run(words)
    return made._p


def _blocks(made: Any, reading: FieldReading, value: Any) -> list[Any]:
    """The blocks that a field would have with another value: written as all fields are, and taken out again."""
    body = made.element.body
    before = len(body)
    write_long(made, stored_field(replace(reading, raw=value or type(reading.raw)())))
    # The last element of the body describes its pages.
    found = list(body)[before - 1 : -1]
    for one in found:
        body.remove(one)
    return found


def _put(targets: dict[Spot, Target], spot: Spot, elements: list[Any]) -> None:
    """Put elements in the place of those that hold the words of a field."""
    target = targets[spot]
    base = _base(target)
    gone = {paragraph for one in base for paragraph in one.iter(qn("w:p"))}
    place = base[0].makeelement(qn("w:p"), {})
    base[0].addprevious(place)
    for one in base:
        one.getparent().remove(one)
    for one in elements:
        place.addprevious(one)
    place.getparent().remove(place)
    if not target.is_title:
        target.content = tuple(elements)
    name = next(paragraph for one in elements for paragraph in one.iter(qn("w:p")))
    for other in targets.values():
        if other.name._p in gone:
            other.name = Paragraph(name, other.name._parent)

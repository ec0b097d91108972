"""Remarks as native comments of Word: on the words, on the name of a place, and replies below what they answer."""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.run import Run
from lxml import etree

from core.text import initials
from publishing.rendering.docx import ILLEGAL
from reviews.exchange.places import Spot
from reviews.exchange.said import Passage, Talk, Target, Wording
from reviews.exchange.tracked import CHANGES

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
EXTENDED = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
RELATION = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
SPACES = re.compile(r"\s+")
#: what a comment may begin or end at
UNITS = (qn("w:r"), *CHANGES)


def add_comments(
    made: Any, talks: Sequence[Talk], targets: dict[Spot, Target], shown: dict[int, tuple[Any, Any]]
) -> None:
    """Write every talk where it belongs; a place that the file does not show gives way to the one around it. `shown`
    are the tracked changes of talks, by their places.
    """
    extended: list[tuple[str, str, bool]] = []
    for place, talk in enumerate(talks):
        first, last = shown[place] if place in shown else _ends_of(talk, targets)
        parent = ""
        for said in talk.said:
            text = (
                said.text if parent or talk.wording is None else _with_wording(said.text, talk.wording, place in shown)
            )
            comment = made.comments.add_comment(_legal(text), author=said.author, initials=initials(said.author))
            comment._comment_elm.date = said.at
            _enclose(first, last, comment.comment_id)
            mark = f"{len(extended) + 1:08X}"
            comment.paragraphs[-1]._p.set(f"{{{W14}}}paraId", mark)
            extended.append((mark, parent, talk.is_done))
            parent = parent or mark
    if extended:
        _add_extended(made, extended)


def _with_wording(text: str, wording: Wording, is_shown: bool) -> str:
    """What is suggested, in the first line of the remark: that line is nobody's words when the file comes back."""
    line, _end, words = text.partition("\n")
    if is_shown:
        told = _("the suggested edit is tracked in the text")
    elif wording.is_outdated:
        told = wording.words + " · " + _("not shown in the text, which has changed since")
    else:
        told = wording.words + " · " + _("not shown as a tracked change")
    return f"{line} · {told}\n{words}"


def _enclose(first: Any, last: Any, key: int) -> None:
    """Let a comment reach from one element of a paragraph to another."""
    start, end, place = (OxmlElement(name) for name in ("w:commentRangeStart", "w:commentRangeEnd", "w:r"))
    reference = OxmlElement("w:commentReference")
    for one in (start, end, reference):
        one.set(qn("w:id"), str(key))
    place.get_or_add_rPr().style = "CommentReference"
    place.append(reference)
    first.addprevious(start)
    last.addnext(place)
    last.addnext(end)


def _add_extended(made: Any, found: list[tuple[str, str, bool]]) -> None:
    root = etree.Element(f"{{{W15}}}commentsEx", nsmap={"w15": W15})
    for mark, parent, is_done in found:
        one = etree.SubElement(root, f"{{{W15}}}commentEx")
        one.set(f"{{{W15}}}paraId", mark)
        if parent:
            one.set(f"{{{W15}}}paraIdParent", parent)
        one.set(f"{{{W15}}}done", "1" if is_done else "0")
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI("/word/commentsExtended.xml"), EXTENDED, blob, made.part.package)
    made.part.relate_to(part, RELATION)


def _ends_of(talk: Talk, targets: dict[Spot, Target]) -> tuple[Any, Any]:
    """The first and the last element that a talk is on: runs, or tracked changes with one run each."""
    spot = talk.spot
    target = targets.get(spot)
    if target is not None and talk.passage is not None and target.content:
        found = _passage(target, talk.passage)
        if found is not None:
            return found
    around = (spot, spot.row, Spot(spot.section), Spot())
    name = next(targets[one].name for one in around if one in targets)
    units = [one for one in name._p if one.tag in UNITS] or [name.add_run()._r]
    return units[0], units[-1]


def _passage(target: Target, passage: Passage) -> tuple[Any, Any] | None:
    """Cut the runs of a field so that some of them hold exactly the passage. None when its words are not there."""
    runs = list(_texts(target))
    whole = "".join(text for text, _run in runs)
    place = find(whole, passage.quote, passage.before, passage.after, passage.hint)
    if place is None:
        return None
    inside = []
    at = 0
    for text, run in runs:
        start, end = max(place[0] - at, 0), min(place[1] - at, len(text))
        at += len(text)
        if run is not None and start < end:
            inside.append(_cut(run, start, end))
    return (inside[0], inside[-1]) if inside else None


def _texts(target: Target) -> Iterator[tuple[str, Any]]:
    """The words with their runs, as they are without the tracked changes; ends of paragraphs belong to no run."""
    paragraphs = [paragraph for element in target.content for paragraph in element.iter(qn("w:p"))]
    for paragraph, following in pairwise([*paragraphs, None]):
        for run in paragraph.iter(qn("w:r")):
            if run.getparent().tag == qn("w:ins"):
                continue
            yield "".join(_letters(child) for child in run), run
        if following is not None:
            yield "\n", None


def _letters(child: Any) -> str:
    if child.tag in (qn("w:t"), qn("w:delText")):
        return child.text or ""
    return "\n" if child.tag == qn("w:br") else ""


def _cut(run: Any, start: int, end: int) -> Any:
    """The run that holds only the letters from `start` to `end`, or the tracked change that it is in; what is before
    and after gets runs and changes of its own.
    """
    text = "".join(_letters(child) for child in run)
    unit = run.getparent() if run.getparent().tag in CHANGES else run
    for words, put in ((text[:start], unit.addprevious), (text[end:], unit.addnext)):
        if words:
            other = deepcopy(unit)
            _write(other, words)
            put(other)
    _write(unit, text[start:end])
    return unit


def _write(unit: Any, text: str) -> None:
    run = unit if unit.tag == qn("w:r") else unit.find(qn("w:r"))
    Run(run, None).text = text  # type: ignore[arg-type]
    if unit.tag == qn("w:del"):
        for words in run.iterchildren(qn("w:t")):
            words.tag = qn("w:delText")


def find(whole: str, quote: str, before: str, after: str, hint: int | None) -> tuple[int, int] | None:
    """Where the quoted words are, whatever spaces stand between them; of several places the one that fits best."""
    words = SPACES.sub(" ", quote).strip()
    if not words:
        return None
    pattern = re.compile(r"\s*".join(re.escape(word) for word in words.split(" ")))
    places = [match.span() for match in pattern.finditer(whole)]
    if not places:
        return None

    ahead, behind = _tight(before)[::-1], _tight(after)

    def fit(place: tuple[int, int]) -> tuple[int, int]:
        # No more is looked at than can agree, so that a letter that is quoted in a long field costs little.
        near = _common(_tight(whole[max(0, place[0] - _reach(before)) : place[0]])[::-1], ahead)
        near += _common(_tight(whole[place[1] : place[1] + _reach(after)]), behind)
        return near, -abs(place[0] - (hint or 0))

    return max(places, key=fit)


def _reach(words: str) -> int:
    """How many letters of a text to look at for words that may be set with other spaces."""
    return 2 * len(words) + 20


def _tight(text: str) -> str:
    return SPACES.sub("", text)


def _common(one: str, other: str) -> int:
    """How many letters both begin with."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _legal(text: str) -> str:
    return ILLEGAL.sub("", text)

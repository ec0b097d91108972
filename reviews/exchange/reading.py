"""An opened file as fields, comments and what stands outside the fields."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from core.richtext import from_plain
from reviews.exchange.layout import CELL, LONG, TITLE, Expected, Layout, Piece
from reviews.exchange.notes import Note, read_notes
from reviews.exchange.opening import Opened, w
from reviews.exchange.places import Spot
from reviews.exchange.tracked import CHANGES, accept, author_of, refuse, unwrap
from reviews.exchange.words import html_of, text_of

PICTURES = tuple(w(name) for name in ("drawing", "pict", "object"))
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
#: styles of the lines of a table of contents, in Word, in Polish Word and in LibreOffice
CONTENTS = re.compile(r"^(toc|spistre|contents)", re.IGNORECASE)
SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Stray:
    """Something that belongs to no field, and the place that it stands at.

    `what`: "text", "row" (typed into a table of short fields), "label" (a heading or a label that was changed),
    "picture", "footnote", "margin" (a header or footer).
    """

    text: str
    place: Spot
    what: str = "text"


@dataclass
class ReadFile:
    """`html` holds the words of each field found, in the order of the file; short fields as escaped text."""

    html: dict[Spot, str] = field(default_factory=dict)
    texts: dict[Spot, str] = field(default_factory=dict)
    strays: list[Stray] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    #: marks of fields that this content does not have: they come from another plan
    foreign: int = 0
    #: who tracked changes, by field
    changed_by: dict[Spot, set[str]] = field(default_factory=dict)
    #: what stands outside the fields, and before each one
    outside: Counter[str] = field(default_factory=Counter)
    labels: dict[Spot, str] = field(default_factory=dict)


def read_file(
    opened: Opened,
    places: Mapping[str, Expected],
    usual: ReadFile | None = None,
    *,
    refused: Callable[[str], bool] | None = None,
    only: Collection[Spot] | None = None,
) -> ReadFile:
    """Read a file, which changes. `usual` is the same file as the portal wrote it: what that says outside the fields
    is no stray.

    Tracked changes count as accepted, but those of authors who are `refused`. `only` names the fields whose words are
    wanted: reading them is the costly part.
    """
    body = opened.document.find(w("body"))
    read = ReadFile()
    _flatten(body)
    notes = read_notes(opened)
    changes = _note_authors(body, places, read)
    if refused is not None:
        refuse([one for one in changes if refused(author_of(one))])
    accept(body)
    pictures = list(_pictures(body))
    laid = Layout(body, places)
    pieces = laid.pieces()
    read.foreign = laid.foreign
    if usual is not None:
        pieces = _settled(pieces, usual)
        _name_labels(pieces)
    _collect(opened, pieces, read, only)
    owners = _owners(pieces)
    read.strays += [Stray(text, owners.of(element).place, "picture") for element, text in pictures]
    read.strays += [Stray(text, Spot(), what) for what, text in _aside(opened)]
    read.notes = [_placed(note, owners) for note in notes]
    return read


def _flatten(body: Any) -> None:
    """Leave tables of contents out, and put what is in content controls in their place."""
    for control in list(body.iter(w("sdt"))):
        if control.find(f".//{w('docPartGallery')}") is not None and control.getparent() is not None:
            control.getparent().remove(control)
    for paragraph in list(body.iter(w("p"))):
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        if style is not None and CONTENTS.match(style.get(w("val"), "")) and paragraph.getparent() is not None:
            for child in list(paragraph.iter(w("bookmarkStart"), w("bookmarkEnd"))):
                paragraph.addprevious(child)
            paragraph.getparent().remove(paragraph)
    unwrap(body, [w("sdt")])
    unwrap(body, [w("sdtContent")])
    for leftover in list(body.iter(w("sdtPr"), w("sdtEndPr"))):
        leftover.getparent().remove(leftover)


def _note_authors(body: Any, places: Mapping[str, Expected], read: ReadFile) -> list[Any]:
    """The tracked changes inside fields; the file learns who made them."""
    owners = _owners(Layout(body, places).pieces())
    found = []
    for change in body.iter(*CHANGES):
        spot = owners.of(change).field
        if spot is not None:
            found.append(change)
            if author_of(change):
                read.changed_by.setdefault(spot, set()).add(author_of(change))
    return found


def _pictures(body: Any) -> Iterator[tuple[Any, str]]:
    """Pictures and drawn boxes with the words in them. Boxes leave the text: their words belong to no field."""
    for fallback in list(body.iter(FALLBACK)):
        fallback.getparent().remove(fallback)
    for picture in [one for one in body.iter(*PICTURES) if not any(up.tag in PICTURES for up in one.iterancestors())]:
        parent = picture.getparent()
        text = text_of(list(picture.iter(w("txbxContent")))).strip()
        parent.remove(picture)
        yield parent, text


def _settled(pieces: list[Piece], usual: ReadFile) -> list[Piece]:
    """Words that the portal did not write go to the text that they follow, or lead; the rest are strays."""
    left = usual.outside.copy()
    for piece in pieces:
        if piece.field is None and piece.text:
            key = folded(piece.text)
            piece.is_stray = left[key] <= 0
            left[key] -= 1
    found: list[Piece] = []
    for number, piece in enumerate(pieces):
        last = found[-1] if found else None
        if piece.is_stray and piece.elements[0].tag != w("tr") and not _is_label(pieces, number, usual):
            if last is not None and last.shape == LONG:
                last.elements += piece.elements
                continue
            following = pieces[number + 1] if number + 1 < len(pieces) else None
            if following is not None and following.shape == LONG:
                following.elements[:0] = piece.elements
                continue
        found.append(piece)
    return found


def _name_labels(pieces: list[Piece]) -> None:
    """A label stands at the field below it."""
    for piece, following in pairwise(pieces):
        is_label = piece.field is None and not piece.shape and not piece.is_stray and following.shape == LONG
        if is_label and following.field is not None:
            piece.place = following.field


def _is_label(pieces: list[Piece], number: int, usual: ReadFile) -> bool:
    """Whether a strange line stands where the label of the next text was: somebody changed the label."""
    following = pieces[number + 1] if number + 1 < len(pieces) else None
    if following is None or following.shape != LONG or following.field is None:
        return False
    label = usual.labels.get(following.field, "")
    before = pieces[number - 1] if number else None
    kept = before is not None and before.field is None and folded(before.text) == label
    return bool(label) and not kept


def _collect(opened: Opened, pieces: list[Piece], read: ReadFile, only: Collection[Spot] | None) -> None:
    long = [piece for piece in pieces if piece.shape == LONG and (only is None or piece.field in only)]
    for piece, html in zip(long, html_of(opened, [piece.elements for piece in long]), strict=True):
        read.html[piece.field] = html  # type: ignore[index]
        read.texts[piece.field] = piece.text  # type: ignore[index]
    before = ""
    for piece in pieces:
        if piece.field is None:
            if piece.text:
                read.outside[folded(piece.text)] += 1
                before = folded(piece.text)
            if piece.is_stray:
                what = "row" if piece.elements[0].tag == w("tr") else "text"
                read.strays.append(Stray(piece.text, piece.place, what))
            continue
        if piece.shape == CELL:
            cells = piece.elements[0].findall(w("tc"))
            _set(read, piece.field, text_of(cells[1:]))
        elif piece.shape == TITLE:
            _set(read, piece.field, _without_code(piece))
        read.labels[piece.field] = before
        before = ""


def _set(read: ReadFile, spot: Spot, text: str) -> None:
    read.texts[spot] = text.strip()
    read.html[spot] = from_plain(text.strip())


def _without_code(piece: Piece) -> str:
    text = " ".join(piece.text.split())
    return text.removeprefix(piece.code).strip() if piece.code else text


def _aside(opened: Opened) -> Iterator[tuple[str, str]]:
    """Words of footnotes and of the margins of pages: the portal writes none there."""
    for kind in ("footnote", "endnote"):
        for part in opened.related(f"/{kind}s"):
            for note in part.iter(w(kind)):
                text = text_of([note]).strip()
                if text and note.get(w("type"), "normal") == "normal":
                    yield "footnote", text
    for kind in ("header", "footer"):
        for part in opened.related(f"/{kind}"):
            text = text_of([part]).strip()
            if text:
                yield "margin", text


@dataclass
class Owners:
    """Which piece an element is in. What was passed on the way is remembered, so that no file is walked twice."""

    pieces: dict[Any, Piece]
    passed: dict[Any, Piece] = field(default_factory=dict)

    def of(self, element: Any) -> Piece:
        """The piece that an element is in; of one between two blocks the next."""
        way: list[Any] = []
        found: Piece | None = None
        while element is not None and found is None:
            found = self.passed.get(element) or self._around(element)
            way.append(element)
            element = element.getnext()
        found = found or Piece([], Spot())
        self.passed.update(dict.fromkeys(way, found))
        return found

    def _around(self, element: Any) -> Piece | None:
        return next((self.pieces[one] for one in (element, *element.iterancestors()) if one in self.pieces), None)


def _owners(pieces: list[Piece]) -> Owners:
    return Owners({element: piece for piece in pieces for element in piece.elements})


def _placed(note: Note, owners: Owners) -> Note:
    """A note on a heading is on its row; one on a label is on its field."""
    if note.start is None:
        return note
    piece = owners.of(note.start)
    if piece.field is None or piece.shape == TITLE:
        return note.placed(piece.place, is_on_words=False)
    if piece.shape == CELL:
        label = piece.elements[0].find(w("tc"))
        on_label = any(one is label for one in note.start.iterancestors())
        return note.placed(piece.field, is_on_words=not on_label)
    return note.placed(piece.field, is_on_words=True)


def folded(text: str) -> str:
    return SPACES.sub(" ", text).strip()

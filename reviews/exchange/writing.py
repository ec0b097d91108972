"""A snapshot as a DOCX file that can come back: its fields marked, its remarks as comments, its origin signed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.html import linebreaks
from django.utils.safestring import mark_safe
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from core.richtext import clean
from documents.enums import FieldKind
from documents.parts import document_kind
from documents.rendering import FieldReading, PartReading, Reading, RowReading, reading
from documents.rendering.shapes import Item
from publishing.rendering.docx import Marks, docx_of
from reviews.exchange.commenting import add_comments
from reviews.exchange.identity import Identity, add_identity
from reviews.exchange.places import Spot

#: a title is one line whatever its field is; these are shown as they are stored
TITLES = frozenset({FieldKind.LINE, FieldKind.TEXT, FieldKind.ORGANISATION})


@dataclass(frozen=True)
class Said:
    """One comment: plain text."""

    author: str
    at: datetime
    text: str


@dataclass(frozen=True)
class Passage:
    """The words that a remark points at; `hint` is about where they begin."""

    quote: str
    before: str = ""
    after: str = ""
    hint: int | None = None


@dataclass(frozen=True)
class Talk:
    """A remark with its replies, on a place or on a passage of it."""

    spot: Spot
    said: tuple[Said, ...]
    passage: Passage | None = None
    is_done: bool = False


@dataclass
class Target:
    """Where a place stands in the file: the paragraph that names it, and the elements that hold a field's words."""

    name: Any
    content: tuple[Any, ...] = ()


def write_docx(content: dict[str, Any], identity: Identity, talks: Sequence[Talk] = ()) -> bytes:
    """The file of a snapshot, its labels in the language of `identity`."""
    with translation.override(identity.language):
        facts = content.get("facts", {})
        around = [facts.get(key, {}).get("name", "") for key in ("city", "network", "edition")]
        marks = Marking(content, identity, talks)
        return docx_of(as_stored(content), subtitle=", ".join(name for name in around if name), marks=marks)


class Marking(Marks):
    """Sets the bookmarks, and the comments when the document is complete."""

    def __init__(self, content: dict[str, Any], identity: Identity, talks: Sequence[Talk]) -> None:
        self.kinds = document_kind(content["kind"]).part_kinds
        self.identity, self.talks = identity, talks
        self.targets: dict[Spot, Target] = {}
        self.section_key = ""

    def title(self, paragraph: Any) -> None:
        self.targets[Spot()] = Target(paragraph)

    def section(self, key: str, paragraph: Any) -> None:
        self.section_key = key
        self._mark(Spot(key), paragraph, [paragraph._p])

    def row(self, kind: str, row: RowReading, paragraph: Any) -> None:
        spot = Spot(self.section_key, kind, row.id)
        self._mark(spot, paragraph, [paragraph._p])
        titled = title_field(self.kinds[kind])
        if titled and titled in row.by:
            self._mark(Spot(self.section_key, kind, row.id, titled), paragraph, [paragraph._p])

    def field(self, kind: str, row: RowReading, field: FieldReading, label: Any, content: list[Any]) -> None:
        if field.name not in {bound.name for bound in self.kinds[kind].bound} or not content:
            return
        spot = Spot(self.section_key, kind, row.id, field.name)
        named = label or Paragraph(next(_paragraphs(content)), self.targets[Spot()].name._parent)
        in_cell = content[0].getparent().tag == qn("w:tc")
        self._mark(spot, named, list(label._p) if in_cell else content)
        self.targets[spot].content = tuple(content)

    def finish(self, made: Any) -> None:
        add_identity(made, self.identity)
        add_comments(made, self.talks, self.targets)

    def _mark(self, spot: Spot, name: Any, elements: list[Any]) -> None:
        """A bookmark from the first to the last element."""
        number = str(len(self.targets))
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        start.set(qn("w:id"), number)
        start.set(qn("w:name"), spot.bookmark)
        end.set(qn("w:id"), number)
        elements[0].addprevious(start)
        elements[-1].addnext(end)
        self.targets[spot] = Target(name)


def _paragraphs(elements: Sequence[Any]) -> Iterator[Any]:
    for element in elements:
        yield from element.iter(qn("w:p"))


def title_field(kind: Any) -> str:
    """The field that the heading of a row says and that may be changed there; "" where it says something else."""
    if not kind.title_field or not kind.many:
        return ""
    return kind.title_field if kind.field(kind.title_field).kind in TITLES else ""


def as_stored(content: dict[str, Any]) -> Reading:
    """The reading with the words as they are stored: quotation marks and spaces that print would set stay away."""
    read = reading(content)
    kinds = document_kind(content["kind"]).part_kinds
    return replace(
        read,
        title=content["title"],
        sections=tuple(
            replace(section, parts=tuple(_part(part, kinds) for part in section.parts)) for section in read.sections
        ),
    )


def _part(part: PartReading, kinds: dict[str, Any]) -> PartReading:
    return replace(part, rows=tuple(_row(kinds[part.key], row, kinds) for row in part.rows))


def _row(kind: Any, row: RowReading, kinds: dict[str, Any]) -> RowReading:
    titled = title_field(kind)
    title = str(row.by[titled].raw or "") if titled and titled in row.by else row.title
    return replace(
        row,
        title=" ".join(title.split()),
        fields=tuple(_field(field) for field in row.fields),
        children={key: [_row(kinds[key], child, kinds) for child in rows] for key, rows in row.children.items()},
    )


def _field(field: FieldReading) -> FieldReading:
    if field.is_blank:
        return field
    match field.kind:
        case FieldKind.RICH:
            return replace(field, html=mark_safe(_levelled(clean(field.raw))))  # noqa: S308
        case FieldKind.TEXT:
            return replace(field, text=field.raw, html=linebreaks(field.raw, autoescape=True))
        case FieldKind.LINES | FieldKind.ORGANISATIONS:
            return replace(field, items=tuple(Item(line) for line in field.raw))
        case FieldKind.LINE | FieldKind.ORGANISATION:
            return replace(field, text=str(field.raw))
    return field


def _levelled(html: str) -> str:
    """The two levels of headings as the writer of files tells them apart."""
    for ours, theirs in (("h4", "h6"), ("h3", "h4")):
        html = html.replace(f"<{ours}>", f"<{theirs}>").replace(f"</{ours}>", f"</{theirs}>")
    return html

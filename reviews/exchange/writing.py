"""A snapshot as a DOCX file that can come back: its fields marked, its remarks as comments, its origin signed."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import translation
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from documents.parts import document_kind
from documents.rendering import FieldReading, RowReading
from publishing.rendering.docx import Marks, docx_of
from reviews.exchange.changes import number_changes
from reviews.exchange.commenting import add_comments
from reviews.exchange.drawing import draw
from reviews.exchange.identity import Identity, add_identity
from reviews.exchange.places import Spot
from reviews.exchange.said import Talk, Target
from reviews.exchange.stored import as_stored, title_field


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
            spot = Spot(self.section_key, kind, row.id, titled)
            self._mark(spot, paragraph, [paragraph._p])
            target = self.targets[spot]
            target.reading, target.is_title, target.code = row.by[titled], True, row.code

    def field(self, kind: str, row: RowReading, field: FieldReading, label: Any, content: list[Any]) -> None:
        if field.name not in {bound.name for bound in self.kinds[kind].bound} or not content:
            return
        spot = Spot(self.section_key, kind, row.id, field.name)
        named = label or Paragraph(next(_paragraphs(content)), self.targets[Spot()].name._parent)
        in_cell = content[0].getparent().tag == qn("w:tc")
        self._mark(spot, named, list(label._p) if in_cell else content)
        self.targets[spot].content, self.targets[spot].reading = tuple(content), field

    def finish(self, made: Any) -> None:
        add_identity(made, self.identity)
        shown = draw(made, self.talks, self.targets)
        add_comments(made, self.talks, self.targets, shown)
        number_changes(made.element.body, len(self.targets))

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

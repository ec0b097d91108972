"""What a document's authors should look at, by section and with the address of each place: gaps and warnings."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from documents.models import Document
from documents.parts import document_kind, hooks_of
from documents.queries.addresses import place_address, workbench_address
from documents.queries.completeness import Completeness, Gap
from documents.queries.templates import EffectiveSection, sections_of


@dataclass(frozen=True)
class Point:
    """One thing to look at and where. `is_row` marks a list that needs at least one row; `why` explains a warning."""

    text: str
    url: str
    row: str = ""
    is_row: bool = False
    why: str = ""
    code: str = ""


@dataclass(frozen=True)
class Points:
    """The points of one section."""

    section: EffectiveSection
    url: str
    points: list[Point]


def missing(document: Document, found: Completeness) -> list[Points]:
    """What keeps the document from being submitted."""
    return _grouped(document, ((gap.section.key, _missing(document, gap)) for gap in found.gaps))


def warnings(document: Document, content: dict[str, Any]) -> list[Points]:
    """What may weaken the document; it never blocks anything."""
    kind = document_kind(document.kind)
    found = hooks_of(document.kind).warnings(content)
    return _grouped(
        document,
        (
            (
                one.section,
                Point(
                    text=one.text,
                    why=one.why,
                    code=one.code,
                    url=place_address(document, kind.part_kind(one.kind), one.row_id or None, one.field),
                ),
            )
            for one in found
        ),
    )


def points_in(groups: Iterable[Points], section: EffectiveSection) -> list[Point]:
    """The points of one section."""
    return [point for group in groups if group.section.key == section.key for point in group.points]


def count(groups: Iterable[Points]) -> int:
    return sum(len(group.points) for group in groups)


def _missing(document: Document, gap: Gap) -> Point:
    url = place_address(document, gap.kind, gap.row_id, gap.field)
    return Point(text=gap.label, row=gap.row_label, is_row=not gap.field, url=url)


def _grouped(document: Document, found: Iterable[tuple[str, Point]]) -> list[Points]:
    """In the order of the document's sections; points of a section that is left out are dropped."""
    by_section: dict[str, list[Point]] = {}
    for key, point in found:
        by_section.setdefault(key, []).append(point)
    return [
        Points(section, workbench_address(document, "section", section.slug), by_section[section.key])
        for section in sections_of(document)
        if section.key in by_section
    ]

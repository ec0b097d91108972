"""What a reading consists of: a document, its sections, parts, rows and fields, ready to be shown."""

from dataclasses import dataclass, field, replace
from typing import Any

from documents.enums import FieldKind

LONG_KINDS = frozenset({FieldKind.RICH, FieldKind.TEXT, FieldKind.LINES, FieldKind.ORGANISATIONS})
NUMERIC_KINDS = frozenset({FieldKind.INTEGER, FieldKind.NUMBER, FieldKind.MONEY, FieldKind.YEAR})


@dataclass(frozen=True)
class Item:
    """One entry of a list; `url` leads to the row on the same page, or is empty."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class FieldReading:
    """A field ready to be shown: `text` for one line, `html` for blocks, `items` for lists; `raw` as stored.

    `lang` is set where the words are not in the language of the page, `place` names the field on pages that ask for it.
    """

    name: str
    label: str
    kind: FieldKind
    raw: Any
    text: str = ""
    html: str = ""
    items: tuple[Item, ...] = ()
    url: str = ""
    lang: str = ""
    is_blank: bool = False
    is_main: bool = False
    place: str = ""

    @property
    def is_long(self) -> bool:
        return self.kind in LONG_KINDS

    @property
    def is_numeric(self) -> bool:
        return self.kind in NUMERIC_KINDS


@dataclass(frozen=True)
class RowReading:
    """One row: `by` gives fields by name, `children` the rows that it owns by part kind. `level` is of its heading.

    `computed` are fields that the domain app works out; `in_heading` names the fields that the heading already says.
    """

    id: str
    code: str
    title: str
    version: int
    level: int
    fields: tuple[FieldReading, ...]
    children: dict[str, list["RowReading"]] = field(default_factory=dict)
    computed: tuple[FieldReading, ...] = ()
    in_heading: frozenset[str] = frozenset()
    lang: str = ""

    @property
    def anchor(self) -> str:
        return f"wiersz-{self.id}"

    @property
    def by(self) -> dict[str, FieldReading]:
        return {field.name: field for field in (*self.fields, *self.computed)}

    @property
    def filled(self) -> list[FieldReading]:
        return [field for field in self.fields if not field.is_blank and field.name not in self.in_heading]

    @property
    def short(self) -> list[FieldReading]:
        return [field for field in self.filled if not field.is_long]

    @property
    def long(self) -> list[FieldReading]:
        return [field for field in self.filled if field.is_long]

    @property
    def is_blank(self) -> bool:
        return all(field.is_blank for field in self.fields)


@dataclass(frozen=True)
class PartReading:
    """All rows of one part kind in a section. `templates` are tried in order; `level` is of its own heading."""

    key: str
    label: str
    plural: str
    many: bool
    rows: tuple[RowReading, ...]
    templates: tuple[str, ...]
    has_heading: bool
    level: int

    @property
    def is_blank(self) -> bool:
        return all(row.is_blank for row in self.rows)


@dataclass(frozen=True)
class PlainTable:
    """A table in words alone, for documents that draw nothing: the first column names the row."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Panel:
    """A computed block of a section, drawn by `template` from `data`; by `workbench` where it may be edited.

    `tables` say the same in words, for DOCX.
    """

    name: str
    title: str
    template: str
    data: dict[str, Any]
    workbench: str = ""
    tables: tuple[PlainTable, ...] = ()

    @property
    def workbench_template(self) -> str:
        return self.workbench or self.template


@dataclass(frozen=True)
class SectionReading:
    key: str
    slug: str
    number: int
    title: str
    purpose: str
    parts: tuple[PartReading, ...]
    panels: tuple[Panel, ...]
    is_required: bool = False

    @property
    def anchor(self) -> str:
        return f"sekcja-{self.slug}"

    @property
    def is_blank(self) -> bool:
        return all(part.is_blank for part in self.parts) and not self.panels


@dataclass(frozen=True)
class Reading:
    """A whole document. `facts` are those of the snapshot: city, network, edition."""

    kind: str
    label: str
    title: str
    slug: str
    language: str
    is_sample: bool
    facts: dict[str, Any]
    sections: tuple[SectionReading, ...]

    def section(self, key: str) -> SectionReading:
        """The section by its key; KeyError when there is none."""
        return {section.key: section for section in self.sections}[key]

    def without_blank_extras(self) -> "Reading":
        """As it is published: optional sections without a word are left out, the others numbered in one row."""
        kept = [section for section in self.sections if section.is_required or not section.is_blank]
        numbered = (replace(section, number=number) for number, section in enumerate(kept, start=1))
        return replace(self, sections=tuple(numbered))

"""Tables derived from the registry: every kind of row of a document, with a column for each public field."""

from collections.abc import Callable
from datetime import date
from functools import cache, partial
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from catalogue.exchange.addresses import absolute, page
from catalogue.exchange.columns import Column, ColumnKind, Table
from catalogue.models import PublishedRow
from catalogue.queries.data import published_rows
from catalogue.queries.publications import url_name
from documents.enums import FieldKind
from documents.models import Part
from documents.parts import BoundField, DocumentKind, PartKind

KINDS = {
    FieldKind.INTEGER: ColumnKind.INTEGER,
    FieldKind.YEAR: ColumnKind.INTEGER,
    FieldKind.NUMBER: ColumnKind.NUMBER,
    FieldKind.MONEY: ColumnKind.NUMBER,
    FieldKind.MONTH: ColumnKind.DATE,
    FieldKind.DATE: ColumnKind.DATE,
    FieldKind.BOOLEAN: ColumnKind.BOOLEAN,
    FieldKind.ADDRESS: ColumnKind.ADDRESS,
    FieldKind.LINES: ColumnKind.TEXTS,
    FieldKind.ORGANISATIONS: ColumnKind.TEXTS,
}
REFERENCES = frozenset({FieldKind.REFERENCE, FieldKind.REFERENCES})
#: what a document is called in the columns of its rows
DOCUMENT = {"mid": "initiative", "pu": "improvement_plan"}

#: fields whose own name means something else in every table
RENAMED = {("strategy_link", "url"): "strategy_url"}

Address = Callable[[PublishedRow], str]


def part_table(
    document: DocumentKind, kind: PartKind, name: str, slug: str, about: Any, *, address: Address | None = None
) -> Table:
    """The table of a part kind. `address(row)` is the row's own page; without it, its place on the document's page."""
    fields = [column for bound in kind.bound if bound.public for column in _columns(kind, bound)]
    return Table(
        name=name,
        slug=slug,
        dataset=document.key,
        title=kind.model._meta.verbose_name_plural,
        about=about,
        records=partial(published_rows, document.key, kind.key),
        columns=(*_around(document), *fields, *_place(address or place_on_page)),
        key="id",
        lookup="row_id",
    )


def place_on_page(row: PublishedRow) -> str:
    publication = row.publication
    return f"{page(url_name(publication.kind), publication.slug)}#{row.anchor}"


def _around(document: DocumentKind) -> tuple[Column, ...]:
    city = (
        Column("city", ColumnKind.TEXT, _("City (address)"), lambda row: row.publication.city.slug),
        Column("city_name", ColumnKind.TEXT, _("City"), lambda row: row.publication.city.name),
    )
    return (
        Column("id", ColumnKind.ID, _("Identifier of the row"), lambda row: row.row_id, _("Stays the same for ever.")),
        Column(
            DOCUMENT[document.key],
            ColumnKind.TEXT,
            _("Document (address)"),
            lambda row: row.publication.slug,
            _("The same as in the table of documents."),
        ),
        *(city if document.key == "mid" else ()),
        Column("network", ColumnKind.TEXT, _("Network (address)"), _network),
        Column("edition", ColumnKind.TEXT, _("Edition (address)"), _edition),
        Column(
            "code",
            ColumnKind.TEXT,
            pgettext_lazy("data", "Code"),
            lambda row: row.code,
            _("As the document has it, for example D1."),
        ),
    )


def _network(row: PublishedRow) -> str | None:
    return row.publication.network.slug if row.publication.network else None


def _edition(row: PublishedRow) -> str | None:
    return row.publication.network.edition.slug if row.publication.network else None


def _place(address: Address) -> tuple[Column, ...]:
    return (
        Column("url", ColumnKind.ADDRESS, _("Address of the page"), address),
        Column(
            "sample",
            ColumnKind.BOOLEAN,
            _("Sample data"),
            lambda row: row.publication.is_sample,
            _("True where the record was made up to show how the portal works."),
        ),
    )


def _columns(kind: PartKind, bound: BoundField) -> tuple[Column, ...]:
    if bound.name == "code":
        return ()
    label, note = bound.column.verbose_name, bound.declared.hint or bound.column.help_text
    if bound.kind == FieldKind.MONTH:
        note = _("The first day of the month.")
    match bound.kind:
        case FieldKind.CHOICE:
            return _choice(kind, bound)
        case FieldKind.REFERENCE | FieldKind.REFERENCES:
            return _reference(bound)
        case FieldKind.FILE:
            return (
                Column(bound.name, ColumnKind.TEXT, label, _stored(bound.name), note),
                Column(f"{bound.name}_url", ColumnKind.ADDRESS, _("Address of the file"), _file_address),
            )
    if bound.kind in READERS:
        read = READERS[bound.kind](bound.name)
        return (Column(bound.name, KINDS.get(bound.kind, ColumnKind.TEXT), label, read, note),)
    name = RENAMED.get((kind.key, bound.name), bound.name)
    return (Column(name, KINDS.get(bound.kind, ColumnKind.TEXT), label, _stored(bound.name), note),)


def _choice(kind: PartKind, bound: BoundField) -> tuple[Column, Column]:
    codes = tuple(code for code in bound.choices if code not in ("", None))
    of = ColumnKind.INTEGER if all(isinstance(code, int) for code in codes) else ColumnKind.TEXT

    def label(row: PublishedRow) -> str | None:
        return choice_labels(kind, bound.name, get_language() or "pl").get(row.values.get(bound.name))

    name = bound.column.verbose_name
    return (
        Column(bound.name, of, name, _stored(bound.name), _("A code, the same in both languages."), choices=codes),
        Column(f"{bound.name}_label", ColumnKind.TEXT, name, label, _("The code in words.")),
    )


@cache
def choice_labels(kind: PartKind, name: str, language: str) -> dict[Any, str]:
    """The codes of a field in words of the active language, which must be `language`."""
    return {code: str(label) for code, label in kind.field(name).choices.items()}


def _reference(bound: BoundField) -> tuple[Column, ...]:
    """What a row refers to: rows of its document by id and in words, things outside it in words alone."""
    several = bound.kind == FieldKind.REFERENCES
    of, words = (ColumnKind.TEXTS if several else ColumnKind.ID), ColumnKind.TEXTS if several else ColumnKind.TEXT
    label = bound.column.verbose_name
    if bound.target is None or not issubclass(bound.target, Part):
        return (Column(bound.name, words, label, _words(bound.name)),)
    return (
        Column(bound.name, of, label, _identifier(bound.name, several), _("Identifiers of rows, as in their table.")),
        Column(f"{bound.name}_label", words, label, _words(bound.name), _("The same rows by code and name.")),
    )


def _identifier(name: str, several: bool) -> Callable[[PublishedRow], Any]:
    def read(row: PublishedRow) -> Any:
        found = row.values.get(name)
        return found if several or not found else UUID(found)

    return read


def _stored(name: str) -> Callable[[PublishedRow], Any]:
    return lambda row: row.values.get(name)


def _words(name: str) -> Callable[[PublishedRow], Any]:
    return lambda row: row.labels.get(name)


def _number(name: str) -> Callable[[PublishedRow], float | None]:
    def read(row: PublishedRow) -> float | None:
        found = row.values.get(name)
        return None if found in (None, "") else float(found)

    return read


def _day(name: str) -> Callable[[PublishedRow], date | None]:
    def read(row: PublishedRow) -> date | None:
        found = row.values.get(name)
        return date.fromisoformat(found) if found else None

    return read


#: how values are read that a Version keeps in another form
READERS: dict[FieldKind, Callable[[str], Callable[[PublishedRow], Any]]] = {
    FieldKind.RICH: _words,
    FieldKind.NUMBER: _number,
    FieldKind.MONEY: _number,
    FieldKind.MONTH: _day,
    FieldKind.DATE: _day,
}


def _file_address(row: PublishedRow) -> str | None:
    if not row.values.get("file"):
        return None
    return absolute(reverse("initiative_annex", args=[row.publication.slug, row.row_id]))

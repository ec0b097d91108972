"""A whole document as one XLSX workbook: what it is, and a sheet for each of its tables."""

import io
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font

from documents.exchange.cells import columns_of, heading, written
from documents.exchange.writing import FORMATS, dress, put, sheet_name
from documents.parts import DocumentKind, PartKind, document_kind

#: what Excel takes as the name of a sheet
LONGEST_NAME = 31


def document_workbook(content: dict[str, Any], names: dict[str, str]) -> bytes:
    """All tables of a snapshot that have rows, without internal fields. `content` may be public or whole.

    `names` are what its rows are called, by their ids (`documents.rendering.names`).
    """
    kind = document_kind(content["kind"])
    book = Workbook()
    _about(book.active, kind, content)
    used = {book.active.title}
    for part in kind.part_kinds.values():
        rows = content["parts"].get(part.key, []) if part.many else []
        if rows:
            _table(book.create_sheet(_unused(sheet_name(part), used)), part, rows, names)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _about(sheet: Any, kind: DocumentKind, content: dict[str, Any]) -> None:
    """The first sheet: which document this is, and on what terms it may be used."""
    sheet.title = _("About the document")
    facts = content.get("facts", {})
    lines = (
        (_("Title"), content["title"]),
        (_("Kind"), str(kind.label)),
        (_("City"), (facts.get("city") or {}).get("name", "")),
        (_("Network"), (facts.get("network") or {}).get("name", "")),
        (_("Edition"), (facts.get("edition") or {}).get("name", "")),
        (_("Licence"), "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/deed.pl"),
        (_("Sample data"), _("yes") if content.get("sample") else ""),
    )
    shown = [(label, value) for label, value in lines if value]
    for number, (label, value) in enumerate(shown, start=1):
        put(sheet, number, 1, label)
        sheet.cell(number, 1).font = Font(bold=True)
        put(sheet, number, 2, value)
    sheet.column_dimensions["A"].width = 20
    sheet.column_dimensions["B"].width = 90


def _table(sheet: Any, part: PartKind, rows: list[dict[str, Any]], names: dict[str, str]) -> None:
    columns = [bound for bound in columns_of(part) if bound.public]
    labels = [_("Code"), *(heading(bound) for bound in columns), _("Row id")]
    for index, label in enumerate(labels, start=1):
        put(sheet, 1, index, label)
    for number, row in enumerate(rows, start=2):
        put(sheet, number, 1, row["code"])
        for index, bound in enumerate(columns, start=2):
            put(sheet, number, index, written(bound, row["values"].get(bound.name), names), FORMATS.get(bound.kind))
        put(sheet, number, len(labels), row["id"])
    dress(sheet, columns, len(labels))


def _unused(name: str, used: set[str]) -> str:
    """The name, with a number where another sheet has it."""
    found, number = capfirst(name), 2
    while found.casefold() in {other.casefold() for other in used}:
        found = f"{name[: LONGEST_NAME - 3]} {number}"
        number += 1
    used.add(found)
    return found

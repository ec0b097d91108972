"""Rows of one kind as an XLSX workbook: the table, its choices as lists to pick from, and what each column means."""

import datetime
import io
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from documents.enums import FieldKind, Need
from documents.exchange.cells import LISTS, NUMBERS, columns_of, heading, written
from documents.parts import BoundField, PartKind

HEAD = PatternFill("solid", fgColor="12355B")
WIDTHS = {FieldKind.RICH: 60, FieldKind.TEXT: 50, FieldKind.MONTH: 12, FieldKind.DATE: 12, FieldKind.YEAR: 10}
FORMATS = {FieldKind.MONTH: "mm.yyyy", FieldKind.DATE: "dd.mm.yyyy", FieldKind.MONEY: "#,##0.00"}
#: what XML does not know
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
#: characters that a sheet's name may not have
FORBIDDEN = str.maketrans("", "", "[]:*?/\\'")


def table_workbook(kind: PartKind, rows: Iterable[dict[str, Any]], names: dict[str, str], *, public: bool) -> bytes:
    """Rows of a snapshot as a workbook; without rows it is the table to fill. `public` leaves internal fields out."""
    columns = [bound for bound in columns_of(kind) if bound.public or not public]
    book = Workbook()
    sheet = book.active
    sheet.title = sheet_name(kind)
    labels = [_("Code"), *(_heading(bound) for bound in columns), _("Row id (do not change)")]
    for index, label in enumerate(labels, start=1):
        put(sheet, 1, index, label)
    for number, row in enumerate(rows, start=2):
        put(sheet, number, 1, row["code"])
        for index, bound in enumerate(columns, start=2):
            put(sheet, number, index, written(bound, row["values"].get(bound.name), names), FORMATS.get(bound.kind))
        put(sheet, number, len(labels), row["id"])
    dress(sheet, columns, len(labels))
    _explain(book, sheet, columns, kind.max_rows)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def sheet_name(kind: PartKind) -> str:
    """What Excel takes as the name of a sheet: 31 letters, some signs not allowed."""
    return capfirst(kind.plural).translate(FORBIDDEN)[:31]


def _heading(bound: BoundField) -> str:
    return f"{heading(bound)} *" if bound.need == Need.MUST else heading(bound)


def put(sheet: Any, row: int, column: int, value: Any, number_format: str | None = None) -> None:
    """Write a value. A text that begins like a formula stays a text."""
    cell = sheet.cell(row, column)
    if value is None or value == "":
        return
    if isinstance(value, datetime.date | Decimal | int) and not isinstance(value, bool):
        cell.value = value
        if number_format:
            cell.number_format = number_format
        return
    cell.value = ILLEGAL.sub("", str(value))[:32_000]
    cell.data_type = "s"
    if str(value)[:1] in "=+-@":
        cell.quotePrefix = True


def dress(sheet: Any, columns: list[BoundField], last: int) -> None:
    """The look of a table: head, wrapped text, widths. `last` is the number of its last column."""
    for cell in sheet[1]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    sheet.column_dimensions["A"].width = 7
    for index, bound in enumerate(columns, start=2):
        sheet.column_dimensions[get_column_letter(index)].width = WIDTHS.get(bound.kind, 26)
    sheet.column_dimensions[get_column_letter(last)].width = 14


def _explain(book: Any, sheet: Any, columns: list[BoundField], most: int) -> None:
    """The second sheet: what to write in each column; its choices are the lists that the table's cells offer."""
    help_sheet = book.create_sheet(_("How to fill in"))
    for column, label in enumerate((_("Column"), _("Needed"), _("What to write")), start=1):
        put(help_sheet, 1, column, label)
        help_sheet.cell(1, column).font = Font(bold=True)
    line = 2
    for index, bound in enumerate(columns, start=2):
        put(help_sheet, line, 1, heading(bound))
        put(help_sheet, line, 2, str(bound.need.label))
        put(help_sheet, line, 3, _what_to_write(bound))
        first = line
        for choice in bound.choices.values() if bound.kind == FieldKind.CHOICE else ():
            line += 1
            put(help_sheet, line, 3, str(choice))
        if line > first:
            _offer(sheet, help_sheet.title, get_column_letter(index), first + 1, line, most)
        line += 1
    for letter, width in zip("ABC", (34, 14, 80), strict=True):
        help_sheet.column_dimensions[letter].width = width


def _offer(sheet: Any, source: str, letter: str, first: int, last: int, most: int) -> None:
    rule = DataValidation(type="list", formula1=f"'{source}'!$C${first}:$C${last}", allow_blank=True)
    sheet.add_data_validation(rule)
    rule.add(f"{letter}2:{letter}{most + 1}")


def _what_to_write(bound: BoundField) -> str:
    hints = {
        FieldKind.MONTH: _("A month, for example 03.2027."),
        FieldKind.DATE: _("A date, for example 15.03.2027."),
        FieldKind.BOOLEAN: _("Write “yes” or “no”."),
        FieldKind.CHOICE: _("One of:"),
        FieldKind.REFERENCE: _("The code of a row, for example D1."),
    }
    if bound.kind in hints:
        return hints[bound.kind]
    if bound.kind in LISTS:
        return _("Several entries, each on its own line in the cell or separated by semicolons.")
    if bound.kind in NUMBERS:
        return _("A number.")
    limit = bound.limit
    return bound.hint or (_("Text of up to %(limit)d characters.") % {"limit": limit} if limit else _("Text."))

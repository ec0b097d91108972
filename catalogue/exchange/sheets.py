"""A whole table as a file: CSV for programs, CSV for Polish Excel, XLSX, JSON."""

import csv
import io
import json
import re
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from rest_framework.utils.encoders import JSONEncoder

from catalogue.exchange.addresses import page
from catalogue.exchange.columns import Column, ColumnKind, Table
from catalogue.exchange.licence import LICENCE

#: stands between the texts of a list in one cell: no text of a list has a line break
SEPARATOR = "\n"
#: what XML does not know
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
#: a cell that begins like this is worked out by Excel and LibreOffice as a formula
FORMULA = ("=", "+", "-", "@", "\t", "\r")
LONGEST_CELL = 32_000
HEAD = PatternFill("solid", fgColor="12355B")
BYTE_ORDER_MARK = "\ufeff"
WIDTHS = {ColumnKind.TEXT: 32, ColumnKind.TEXTS: 40, ColumnKind.ID: 16, ColumnKind.ADDRESS: 40}
USUAL_WIDTH = 14


def csv_file(table: Table) -> bytes:
    """RFC 4180: commas, UTF-8, names of columns in the first row, dates as ISO, decimal points, empty for unknown."""
    return _csv(table, ",", _machine).encode()


def excel_csv_file(table: Table) -> bytes:
    """For Polish Excel: semicolons, decimal commas, a byte order mark, headings in words, no cell that is a formula."""
    return (BYTE_ORDER_MARK + _csv(table, ";", _polish)).encode()


def _csv(table: Table, delimiter: str, written: Any) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(headings(table) if delimiter == ";" else [column.name for column in table.flat])
    for record in table.loaded():
        writer.writerow([written(column.value(record)) for column in table.flat])
    return buffer.getvalue()


def headings(table: Table) -> list[str]:
    """The names of a table's columns for people; a code or an identifier is told apart from its words."""
    names = {column.name for column in table.flat}
    return [_heading(column, f"{column.name}_label" in names) for column in table.flat]


def _heading(column: Column, has_words: bool) -> str:
    words = capfirst(str(column.label))
    if not has_words:
        return words
    return (_("%(name)s (code)") if column.choices else _("%(name)s (id)")) % {"name": words}


def _machine(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, list):
        return SEPARATOR.join(str(one) for one in value)
    if isinstance(value, float):
        return _decimal(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _decimal(value: float) -> str:
    """A number without an exponent and without a needless fraction."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _polish(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, float):
        return _decimal(value).replace(".", ",")
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    text = _machine(value)
    return f"'{text}" if isinstance(value, str | list) and text.startswith(FORMULA) else text


def json_file(table: Table) -> bytes:
    """The table with its meaning: licence, columns, records as the API gives them."""
    whole = {
        "table": table.name,
        "title": capfirst(str(table.title)),
        "about": str(table.about),
        "licence": LICENCE,
        "columns_described_at": page("data_csvw", table.slug),
        "records": [table.as_dict(record) for record in table.loaded()],
    }
    return json.dumps(whole, cls=JSONEncoder, ensure_ascii=False, indent=1).encode()


def workbook(table: Table, moment: datetime) -> bytes:
    """An XLSX with the table, its headings in words, and a second sheet that explains the columns.

    `moment` is written into the file as its date, so that the same table gives the same dates.
    """
    book = Workbook(write_only=True)
    made = moment.astimezone(UTC).replace(tzinfo=None)
    book.properties.creator, book.properties.title = "PIM", capfirst(str(table.title))
    book.properties.created = book.properties.modified = made
    sheet = book.create_sheet(_sheet_name(table))
    sheet.freeze_panes = "A2"
    for index, column in enumerate(table.flat):
        sheet.column_dimensions[_letter(index)].width = WIDTHS.get(column.kind, USUAL_WIDTH)
    sheet.append([_head(sheet, words) for words in headings(table)])
    for record in table.loaded():
        sheet.append([_cell(sheet, column.value(record)) for column in table.flat])
    _explain(book, table)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _explain(book: Workbook, table: Table) -> None:
    sheet = book.create_sheet(_("Columns"))
    for letter, width in zip("ABC", (26, 34, 90), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append([_head(sheet, words) for words in (_("Name in the API"), _("Column"), _("What it says"))])
    for column, name in zip(table.flat, headings(table), strict=True):
        sheet.append([_cell(sheet, words) for words in (column.name, name, str(column.note))])
    sheet.append([])
    for line in (capfirst(str(table.about)), _("Licence: %(licence)s") % {"licence": LICENCE}):
        sheet.append([_cell(sheet, line)])


def _sheet_name(table: Table) -> str:
    return re.sub(r"[\[\]:*?/\\']", "", capfirst(str(table.title)))[:31]


def _letter(index: int) -> str:
    first, second = divmod(index, 26)
    return (chr(64 + first) if first else "") + chr(65 + second)


def _head(sheet: Any, words: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=words)
    cell.font, cell.fill = Font(bold=True, color="FFFFFF"), HEAD
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(sheet: Any, value: Any) -> Any:
    """A cell, or its value, of the value's own type; a text that begins like a formula or an error stays a text."""
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None)
    if value is None or isinstance(value, bool | int | float | date):
        return value
    text = SEPARATOR.join(value) if isinstance(value, list) else str(value) if isinstance(value, UUID) else value
    text = ILLEGAL.sub("", text)[:LONGEST_CELL]
    if not text.startswith((*FORMULA, "#")):
        return text
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    if text.startswith(FORMULA):
        cell.style = "Normal"
        cell.quotePrefix = True
    return cell

"""A file's bytes -> a table of texts with line numbers. CSV in UTF-8 or Windows-1250, XLSX by its stored values."""

import csv
import datetime
import io
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from core.exceptions import InvalidInput
from core.workbooks import DAMAGE, MAX_COLUMNS, damaged, is_workbook, refuse_swollen

#: bytes of an uploaded list; a list of all Polish municipalities takes about 300 kB
MAX_BYTES = 2 * 1024 * 1024
#: bytes of an XLSX once unpacked
MAX_UNPACKED = 20 * 1024 * 1024
MAX_ROWS = 5_000
ENCODINGS = ("utf-8-sig", "cp1250")
DELIMITERS = (";", ",", "\t")


@dataclass(frozen=True)
class Table:
    """`rows` are (line in the file counted from 1, cells as texts); rows without any text are left out."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_table(content: bytes) -> Table:
    """Read CSV or XLSX, told apart by content. Raises InvalidInput with a sentence when it is neither."""
    if len(content) > MAX_BYTES:
        raise InvalidInput(_("The file is too large. A list may have at most 2 MB."))
    if not content.strip():
        raise InvalidInput(_("The file is empty."))
    lines = _xlsx_lines(content) if is_workbook(content) else _csv_lines(content)
    return _table(lines)


def _table(lines: Iterable[tuple[int, tuple[str, ...]]]) -> Table:
    filled = [(line, cells) for line, cells in lines if any(cells)]
    if len(filled) > MAX_ROWS:
        raise InvalidInput(_("The list has too many rows: at most %(limit)d.") % {"limit": MAX_ROWS})
    if len(filled) < 2:
        raise InvalidInput(_("The list needs a row of headings and at least one row below it."))
    return Table(filled[0][1], tuple(filled[1:]))


def _csv_lines(content: bytes) -> Iterator[tuple[int, tuple[str, ...]]]:
    text = _decode(content)
    # A field may hold a line break, so a row's line is where it begins.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, _texts(cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise InvalidInput(_("Line %(line)d is not valid CSV.") % {"line": line}) from error


def _decode(content: bytes) -> str:
    if b"\x00" in content:
        raise InvalidInput(_("This is neither a CSV nor an XLSX file."))
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InvalidInput(_("The text is neither in UTF-8 nor in Windows-1250. Save the file as “CSV UTF-8”."))


def _delimiter(text: str) -> str:
    """The separator that cuts the first line that has text into most pieces."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=first.count)


def _xlsx_lines(content: bytes) -> Iterator[tuple[int, tuple[str, ...]]]:
    refuse_swollen(content, MAX_UNPACKED)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    except DAMAGE as error:
        raise damaged() from error
    with closing(book):
        sheet = next((sheet for sheet in book.worksheets if sheet.sheet_state == "visible"), None)
        if sheet is None:
            raise InvalidInput(_("The XLSX file has no visible sheet."))
        # The stored size of a sheet may lie; without it the rows are counted as they are read.
        sheet.reset_dimensions()
        yield from _sheet_lines(sheet)


def _sheet_lines(sheet: Any) -> Iterator[tuple[int, tuple[str, ...]]]:
    try:
        for line, cells in enumerate(sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS), start=1):
            if line > MAX_ROWS * 2:
                raise InvalidInput(_("The list has too many rows: at most %(limit)d.") % {"limit": MAX_ROWS})
            yield line, _texts(cells)
    except DAMAGE as error:
        raise damaged() from error


def _texts(cells: Iterable[Any]) -> tuple[str, ...]:
    """Cells as texts, without the empty ones at the end."""
    texts = [_text(cell) for cell in list(cells)[:MAX_COLUMNS]]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())

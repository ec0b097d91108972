"""XLSX workbooks opened safely: bounded in size, streamed, with the address of every cell."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from core.exceptions import InvalidInput

#: bytes of an XLSX once unpacked, so that a small file cannot fill the memory: reading takes sixteen times as much
MAX_UNPACKED = 30 * 1024 * 1024
MAX_PACKED_FILES = 200
MAX_COLUMNS = 60
MERGED = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}mergeCell"
#: what reading a damaged or made-up XLSX raises
DAMAGE = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    AttributeError,
    IndexError,
    KeyError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True)
class Cell:
    """`value` is a text, number, date or None; a formula is the text of the formula."""

    address: str
    value: Any
    is_formula: bool = False


@dataclass(frozen=True)
class Sheet:
    """The first visible sheet: rows by their number from 1, ranges of merged cells, names of the sheets not read."""

    name: str
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    merged: tuple[str, ...]
    others: tuple[str, ...]


def is_workbook(content: bytes) -> bool:
    return content.startswith(b"PK\x03\x04")


def refuse_swollen(content: bytes, most: int = MAX_UNPACKED) -> None:
    """Raise InvalidInput for an archive that would unpack to too much, or that is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            files = packed.infolist()
    except DAMAGE as error:
        raise damaged() from error
    if len(files) > MAX_PACKED_FILES or sum(file.file_size for file in files) > most:
        raise InvalidInput(_("The XLSX file unpacks to too much data. Save only the list in it."))


def damaged() -> InvalidInput:
    return InvalidInput(_("The XLSX file is damaged or is another kind of file."))


def read_sheet(content: bytes, *, most_rows: int) -> Sheet:
    """The first visible sheet with its formulas as they are. InvalidInput past `most_rows` rows that are not empty."""
    if not is_workbook(content):
        raise InvalidInput(_("This is not an XLSX file."))
    refuse_swollen(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        with closing(book):
            sheet = next((one for one in book.worksheets if one.sheet_state == "visible"), None)
            if sheet is None:
                raise InvalidInput(_("The XLSX file has no visible sheet."))
            # The stored size of a sheet may lie; without it the rows are counted as they are read.
            sheet.reset_dimensions()
            rows = tuple(_rows(sheet, most_rows))
            others = tuple(one.title for one in book.worksheets if one is not sheet)
            return Sheet(sheet.title, rows, _merged(content, sheet._worksheet_path), others)
    except InvalidInput:
        raise
    except DAMAGE as error:
        raise damaged() from error


def _rows(sheet: Any, most_rows: int) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    found = 0
    for number, cells in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), start=1):
        row = tuple(_cell(number, column, cell) for column, cell in enumerate(cells, start=1))
        if not any(cell.value not in (None, "") for cell in row):
            # A sheet formatted to its last line has a million of them.
            if number > most_rows * 20 + 1000:
                return
            continue
        found += 1
        if found > most_rows:
            raise InvalidInput(_("The list has too many rows: at most %(limit)d.") % {"limit": most_rows})
        yield number, row


def _cell(row: int, column: int, cell: Any) -> Cell:
    value = cell.value
    if isinstance(value, str):
        value = value.replace("_x000D_", "").strip()
    return Cell(f"{get_column_letter(column)}{row}", value, getattr(cell, "data_type", "") == "f")


def _merged(content: bytes, path: str) -> tuple[str, ...]:
    """Ranges of merged cells; a streamed sheet does not tell them."""
    ranges: list[str] = []
    with zipfile.ZipFile(io.BytesIO(content)) as packed, packed.open(path) as sheet:
        for _event, node in etree.iterparse(sheet, resolve_entities=False, no_network=True, huge_tree=False):
            if node.tag == MERGED and len(ranges) < 20:
                ranges.append(node.get("ref", ""))
            node.clear()
            while node.getprevious() is not None:
                del node.getparent()[0]
    return tuple(ranges)

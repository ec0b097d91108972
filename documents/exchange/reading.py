"""An XLSX file -> rows of one kind of part, with every problem named by its cell."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from core.exceptions import InvalidInput
from core.names import fold
from core.workbooks import Cell, Sheet, read_sheet
from documents.exchange.cells import LANGUAGES, columns_of, headings
from documents.parts import PartKind

#: bytes of an uploaded sheet
MAX_BYTES = 5 * 1024 * 1024


@dataclass(frozen=True)
class Problem:
    """What is wrong and where: `cell` is an address such as C5, or a range."""

    cell: str
    text: str


@dataclass(frozen=True)
class SheetRow:
    """One row: its number in the sheet, the id of the row that it came from (or None), cells by field name."""

    number: int
    row_id: UUID | None
    cells: dict[str, Cell]


@dataclass(frozen=True)
class ReadTable:
    """`ignored` are headings that no field has, `others` names of sheets that were not read."""

    rows: tuple[SheetRow, ...]
    problems: tuple[Problem, ...]
    ignored: tuple[str, ...]
    others: tuple[str, ...]


def id_headings() -> set[str]:
    """How the column with the ids of rows is called."""
    return {"id", *(fold(_id_label(language)) for language in LANGUAGES)}


def code_headings() -> set[str]:
    """How the column with the codes of rows is called; codes are for people and are not read."""
    return {"kod", "code"}


def _id_label(language: str) -> str:
    with override(language):
        return _("Row id (do not change)")


def read_rows(content: bytes, kind: PartKind) -> ReadTable:
    """The rows below the headings of the first visible sheet. Raises InvalidInput when the file is no such table."""
    if len(content) > MAX_BYTES:
        raise InvalidInput(_("The file is too large. A table may have at most 5 MB."))
    sheet = read_sheet(content, most_rows=kind.max_rows + 1)
    if not sheet.rows:
        raise InvalidInput(_("The first visible sheet is empty."))
    places, ignored = _places(sheet.rows[0][1], kind)
    problems = [*_merged(sheet), *_formulas(sheet, places)]
    rows = [_row(number, cells, places, problems) for number, cells in sheet.rows[1:]]
    return ReadTable(tuple(rows), tuple(problems), tuple(ignored), sheet.others)


def _places(cells: tuple[Cell, ...], kind: PartKind) -> tuple[dict[int, str], list[str]]:
    """What stands in each column: the name of a field, or "id". Columns of nothing known are named."""
    known = {name: bound.name for bound in columns_of(kind) for name in headings(bound)}
    known.update(dict.fromkeys(id_headings(), "id"))
    places: dict[int, str] = {}
    ignored: list[str] = []
    for index, cell in enumerate(cells):
        name = fold(str(cell.value or "").rstrip(" *"))
        if name in known and known[name] not in places.values():
            places[index] = known[name]
        elif name and name not in code_headings():
            ignored.append(str(cell.value))
    if not set(places.values()) - {"id"}:
        raise InvalidInput(
            _("The first row of the sheet must hold the headings of the columns, as in the empty table to download.")
        )
    return places, ignored


def _merged(sheet: Sheet) -> Iterator[Problem]:
    for cells in sheet.merged:
        yield Problem(cells, _("These cells are merged. Split them, so that each row has its own values."))


def _formulas(sheet: Sheet, places: dict[int, str]) -> Iterator[Problem]:
    for _number, cells in sheet.rows:
        for index in places:
            if index < len(cells) and cells[index].is_formula:
                yield Problem(cells[index].address, _("There is a formula here. Paste its result as a value."))


def _row(number: int, cells: tuple[Cell, ...], places: dict[int, str], problems: list[Problem]) -> SheetRow:
    found = {name: cells[index] for index, name in places.items() if index < len(cells)}
    key = found.pop("id", None)
    return SheetRow(number, _row_id(key, problems), found)


def _row_id(cell: Cell | None, problems: list[Problem]) -> UUID | None:
    if cell is None or cell.value in (None, ""):
        return None
    try:
        return UUID(_as_text(cell.value))
    except ValueError:
        problems.append(Problem(cell.address, _("This is no id of a row. Leave the cell empty to add a new row.")))
        return None


def _as_text(value: Any) -> str:
    return str(value).strip()

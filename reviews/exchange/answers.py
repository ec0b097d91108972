"""The tables of remarks and answers as an XLSX workbook, a sheet for each round."""

import io
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from documents.exchange.writing import HEAD, put

#: characters that fit beside one another in each column
WIDTHS = (6, 30, 14, 50, 18, 40, 40, 16, 45, 35, 12)


def headings() -> tuple[str, ...]:
    """The first row of each sheet."""
    return (
        _("No."),
        _("Place"),
        _("Kind"),
        _("Remark"),
        _("Written by"),
        _("Talk"),
        _("Suggested wording"),
        _("Answer"),
        _("Reason"),
        _("Change"),
        _("State"),
    )


def answers_workbook(title: str, sheets: Iterable[tuple[str, Sequence[Sequence[str]]]]) -> bytes:
    """A workbook with a sheet (its name, its rows of texts) for each round. Texts stay texts, however they begin."""
    book = Workbook()
    book.remove(book.active)
    book.properties.title = title
    for name, rows in sheets:
        sheet = book.create_sheet(name[:31])
        for number, row in enumerate([headings(), *rows], start=1):
            for column, text in enumerate(row, start=1):
                put(sheet, number, column, text)
                sheet.cell(number, column).alignment = Alignment(wrap_text=True, vertical="top")
        for column, width in enumerate(WIDTHS, start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width
            sheet.cell(1, column).font = Font(bold=True, color="FFFFFF")
            sheet.cell(1, column).fill = HEAD
        sheet.freeze_panes = "B2"
        sheet.print_title_rows = "1:1"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()

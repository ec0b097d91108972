"""A table of courses as XLSX, as CSV for spreadsheets, and as JSON."""

import json

from django.utils import timezone
from django.utils.text import capfirst
from rest_framework.utils.encoders import JSONEncoder

from catalogue.exchange.sheets import excel_csv_file, workbook
from tracking.exchange.courses import CoursesTable


def xlsx_of(table: CoursesTable, _address: str) -> bytes:
    """A workbook, written row by row."""
    return workbook(table, timezone.now())


def csv_of(table: CoursesTable, _address: str) -> bytes:
    """For Polish Excel: semicolons and a byte order mark."""
    return excel_csv_file(table)


def json_of(table: CoursesTable, address: str) -> bytes:
    """The records with the address of the view that they were taken from."""
    whole = {
        "title": capfirst(str(table.title)),
        "about": str(table.about),
        "address": address,
        "made_at": timezone.now(),
        "records": [table.as_dict(record) for record in table.loaded()],
    }
    return json.dumps(whole, cls=JSONEncoder, ensure_ascii=False, indent=1).encode()

"""Tables of a document as workbooks, and whole documents as JSON with a published schema."""

from documents.exchange.cells import BadCell, columns_of, typed, written
from documents.exchange.reading import Problem, ReadTable, SheetRow, read_rows
from documents.exchange.schema import schema_of
from documents.exchange.writing import table_workbook

__all__ = [
    "BadCell",
    "Problem",
    "ReadTable",
    "SheetRow",
    "columns_of",
    "read_rows",
    "schema_of",
    "table_workbook",
    "typed",
    "written",
]

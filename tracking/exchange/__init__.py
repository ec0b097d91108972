"""Views of recommendations as files."""

from tracking.exchange.courses import courses_table
from tracking.exchange.files import csv_of, json_of, xlsx_of

__all__ = ["courses_table", "csv_of", "json_of", "xlsx_of"]

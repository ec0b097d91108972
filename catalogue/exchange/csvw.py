"""The data dictionary of a table: CSV on the Web metadata (W3C, 17 December 2015) beside every CSV file."""

from typing import Any

from django.utils import translation
from django.utils.text import capfirst

from catalogue.exchange.addresses import page
from catalogue.exchange.columns import Column, ColumnKind, Table
from catalogue.exchange.licence import LICENCE
from catalogue.exchange.sheets import SEPARATOR

LANGUAGES = ("pl", "en")
CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "pl"}]
DATATYPES: dict[ColumnKind, Any] = {
    ColumnKind.TEXT: "string",
    ColumnKind.INTEGER: "integer",
    ColumnKind.NUMBER: "decimal",
    ColumnKind.BOOLEAN: {"base": "boolean", "format": "true|false"},
    ColumnKind.DATE: {"base": "date", "format": "yyyy-MM-dd"},
    ColumnKind.MOMENT: {"base": "datetime", "format": "yyyy-MM-ddTHH:mm:ssX"},
    ColumnKind.ADDRESS: "anyURI",
    ColumnKind.ID: "string",
    ColumnKind.TEXTS: "string",
}


def dictionary(table: Table) -> dict[str, Any]:
    """What the columns of `<table>.csv` mean, in both languages."""
    return {
        "@context": CONTEXT,
        "url": page("data_csv", table.slug),
        "dc:title": _both(lambda: capfirst(str(table.title))),
        "dc:description": _both(lambda: str(table.about)),
        "dc:license": {"@id": LICENCE},
        "dialect": {"encoding": "utf-8", "header": True, "delimiter": ",", "lineTerminators": ["\r\n"]},
        "tableSchema": {
            "primaryKey": table.key,
            "columns": [_column(column, column.name == table.key) for column in table.flat],
        },
    }


def _column(column: Column, is_key: bool) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "rdfs:label": _both(lambda: capfirst(str(column.label))),
        "datatype": DATATYPES[column.kind],
        "required": is_key,
    }
    if str(column.note):
        described["dc:description"] = _both(lambda: str(column.note))
    if column.kind == ColumnKind.TEXTS:
        described["separator"] = SEPARATOR
    if column.choices:
        base = described["datatype"]
        described["datatype"] = {"base": base, "format": "|".join(str(one) for one in column.choices)}
        if base == "integer":
            described["datatype"] = {"base": base, "minimum": min(column.choices), "maximum": max(column.choices)}
    return described


def _both(words: Any) -> list[dict[str, str]]:
    found = []
    for language in LANGUAGES:
        with translation.override(language):
            found.append({"@value": words(), "@language": language})
    return found

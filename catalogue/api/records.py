"""Columns as fields of the OpenAPI description. Records themselves are written by `Table.as_dict`, which is faster."""

from functools import cache
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from catalogue.exchange.columns import Column, ColumnKind, Table

TYPES: dict[ColumnKind, dict[str, Any]] = {
    ColumnKind.TEXT: {"type": ["string", "null"]},
    ColumnKind.INTEGER: {"type": ["integer", "null"]},
    ColumnKind.NUMBER: {"type": ["number", "null"]},
    ColumnKind.BOOLEAN: {"type": ["boolean", "null"]},
    ColumnKind.DATE: {"type": ["string", "null"], "format": "date"},
    ColumnKind.MOMENT: {"type": ["string", "null"], "format": "date-time"},
    ColumnKind.ADDRESS: {"type": ["string", "null"], "format": "uri"},
    ColumnKind.ID: {"type": ["string", "null"], "format": "uuid"},
    ColumnKind.TEXTS: {"type": ["array", "null"], "items": {"type": "string"}},
}


def schema_of(column: Column) -> dict[str, Any]:
    """JSON Schema of a column's values, with its meaning in the active language."""
    described = {"title": str(column.label), "description": str(column.note)}
    described = {name: words for name, words in described.items() if words}
    if column.parts:
        properties = {part.name: schema_of(part) for part in column.parts}
        item = {"type": "object", "required": list(properties), "properties": properties}
        return {"type": "array", "items": item, **described}
    schema = {**TYPES[column.kind], **described}
    return {**schema, "enum": [*column.choices, None]} if column.choices else schema


@cache
def serializer_of(table: Table, language: str) -> type[serializers.Serializer]:
    """The serializer that describes a table's records, in the active language, which must be `language`."""
    fields = {
        column.name: extend_schema_field(schema_of(column))(type("Value", (serializers.Field,), {}))(read_only=True)
        for column in table.columns
    }
    name = "".join(word.capitalize() for word in table.name.split("-"))
    return type(f"{name}RecordSerializer", (serializers.Serializer,), fields)

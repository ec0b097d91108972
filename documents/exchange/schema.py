"""JSON Schema of an exported document, derived from the registry: what `documents.queries.snapshot` gives."""

from typing import Any

from documents.enums import FieldKind
from documents.parts import BoundField, DocumentKind, PartKind

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NUMBER_AS_TEXT = {"type": ["string", "null"], "pattern": r"^-?\d+(\.\d+)?$"}
DATE = {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}$"}
TEXTS = {"type": "array", "items": {"type": "string"}}
ID = {"type": "string", "format": "uuid"}
TYPES: dict[FieldKind, dict[str, Any]] = {
    FieldKind.LINES: TEXTS,
    FieldKind.ORGANISATIONS: TEXTS,
    FieldKind.REFERENCES: {"type": "array", "items": ID},
    FieldKind.REFERENCE: {"type": ["string", "null"]},
    FieldKind.INTEGER: {"type": ["integer", "null"]},
    FieldKind.YEAR: {"type": ["integer", "null"]},
    FieldKind.NUMBER: NUMBER_AS_TEXT,
    FieldKind.MONEY: NUMBER_AS_TEXT,
    FieldKind.MONTH: DATE,
    FieldKind.DATE: DATE,
    FieldKind.BOOLEAN: {"type": "boolean"},
}


def schema_of(kind: DocumentKind, version: int, *, address: str) -> dict[str, Any]:
    """The schema of public documents of a kind. `address` is where the schema itself is published."""
    parts = {key: {"type": "array", "items": _row(part)} for key, part in kind.part_kinds.items()}
    return {
        "$schema": DIALECT,
        "$id": address,
        "title": str(kind.label),
        "type": "object",
        "required": ["schema", "kind", "slug", "title", "language", "sample", "facts", "parts"],
        "properties": {
            "$schema": {"const": address},
            "schema": {"const": version},
            "kind": {"const": kind.key},
            "slug": {"type": "string"},
            "title": {"type": "string"},
            "language": {"type": "string"},
            "sample": {"type": "boolean", "description": "Whether the document is made-up sample data."},
            "template": {"type": "object"},
            "facts": {"type": "object", "description": "The city, the network and the edition around the document."},
            "parts": {"type": "object", "required": list(parts), "properties": parts, "additionalProperties": False},
        },
        "additionalProperties": False,
    }


def _row(part: PartKind) -> dict[str, Any]:
    fields = {bound.name: _field(bound) for bound in part.bound if bound.public}
    return {
        "type": "object",
        "title": part.label,
        "required": ["id", "code", "version", "values", "labels"],
        "properties": {
            "id": ID,
            "code": {"type": "string"},
            "version": {"type": "integer"},
            "values": {
                "type": "object",
                "required": list(fields),
                "properties": fields,
                "additionalProperties": False,
            },
            "labels": {"type": "object"},
        },
        "additionalProperties": False,
    }


def _field(bound: BoundField) -> dict[str, Any]:
    described: dict[str, Any] = {"title": bound.label}
    if bound.hint:
        described["description"] = bound.hint
    if bound.kind == FieldKind.CHOICE:
        return {**described, "enum": [*bound.choices, "", None]}
    if bound.kind == FieldKind.RICH:
        described["contentMediaType"] = "text/html"
    return {**described, **TYPES.get(bound.kind, {"type": "string"})}

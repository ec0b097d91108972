"""Rows of a document and their stored values."""

from datetime import date
from decimal import Decimal
from typing import Any

from documents.enums import FieldKind
from documents.models import Document, Part
from documents.parts import BoundField, PartKind


def rows(document: Document, kind: PartKind) -> list[Any]:
    """The document's live rows of one kind in order, with their references loaded (one query per many-to-many)."""
    queryset = kind.model._default_manager.filter(document=document, deleted_at=None)
    singles = [field.name for field in kind.bound if field.kind == FieldKind.REFERENCE]
    many = [field.name for field in kind.bound if field.kind == FieldKind.REFERENCES]
    return list(queryset.select_related(*singles).prefetch_related(*many))


def single(document: Document, kind: PartKind) -> Any:
    """The document's one record of a kind that is not `many`."""
    return kind.model._default_manager.get(document=document, deleted_at=None)


def stored(part: Part, field: BoundField) -> Any:
    """The field's value as Changes and Versions keep it: dates are ISO, decimals text, references ids as text."""
    if field.kind == FieldKind.REFERENCES:
        return sorted(str(row.pk) for row in getattr(part, field.name).all())
    if field.kind == FieldKind.REFERENCE:
        key = getattr(part, field.column.attname)
        return None if key is None else str(key)
    value = getattr(part, field.name)
    if isinstance(value, Decimal):
        # As the column keeps it, so that a typed 100 and a stored 100.00 are the same value.
        return format(value.quantize(Decimal(1).scaleb(-field.column.decimal_places)), "f")
    if isinstance(value, date):
        return value.isoformat()
    if field.kind == FieldKind.FILE:
        return value.name or ""
    return value


def values(part: Part, kind: PartKind) -> dict[str, Any]:
    """All stored values of a part by field name."""
    return {field.name: stored(part, field) for field in kind.bound}


def outside_labels(part: Part, kind: PartKind) -> dict[str, Any]:
    """Names of rows outside the document that the part refers to: text, or a list of texts, by field name."""
    labels: dict[str, Any] = {}
    for field in kind.bound:
        if field.target is None or issubclass(field.target, Part):
            continue
        if field.kind == FieldKind.REFERENCE:
            labels[field.name] = str(getattr(part, field.name) or "")
        else:
            labels[field.name] = [str(row) for row in getattr(part, field.name).all()]
    return labels


def code(kind: PartKind, index: int) -> str:
    """The visible code of the row at `index` (from 0): D1, D2 ... or empty."""
    return f"{kind.code_prefix}{index + 1}" if kind.code_prefix else ""


def deleted_rows(document: Document, kind: PartKind) -> list[Any]:
    """The last ten rows of a kind that were deleted, the newest first."""
    return list(
        kind.model._default_manager.filter(document=document, deleted_at__isnull=False).order_by("-deleted_at")[:10]
    )


def row_label(kind: PartKind, index: int, row: Any) -> str:
    """How lists and sentences name a row: its code and title."""
    title = str(getattr(row, kind.title_field)) if kind.title_field else str(row)
    return " ".join(text for text in (code(kind, index), title or str(row)) if text)


def is_live(part: Any) -> bool:
    return part.deleted_at is None

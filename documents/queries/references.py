"""Who refers to whom among the rows of one document."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import models

from documents.enums import FieldKind
from documents.models import Document
from documents.parts import BoundField, PartKind, document_kind
from documents.queries.rows import row_label, rows


def children_of(
    document: Document, kind: PartKind, part: Any, deleted_at: datetime | None = None
) -> Iterator[tuple[PartKind, Any]]:
    """The rows that the row owns: the live ones, or those that were deleted at that moment."""
    for child_kind in document_kind(document.kind).part_kinds.values():
        if child_kind.parent and child_kind.field(child_kind.parent).target is kind.model:
            children = child_kind.model._default_manager.filter(**{child_kind.parent: part}, deleted_at=deleted_at)
            for child in children:
                yield child_kind, child


def links_to(document: Document, kind: PartKind, part: Any) -> list[tuple[PartKind, str, Any]]:
    """Live rows with an optional link to the row that is emptied when the row goes: (kind, field name, row)."""
    return [
        (other, field.name, row)
        for other, field in _references(document, kind)
        if field.kind == FieldKind.REFERENCE and field.column.remote_field.on_delete is models.SET_NULL
        for row in other.model._default_manager.filter(**{field.name: part}, deleted_at=None)
    ]


def users_of(document: Document, kind: PartKind, part: Any) -> list[str]:
    """Names of the live rows that keep the row from being deleted."""
    names = []
    for other, field in _references(document, kind):
        if field.kind == FieldKind.REFERENCE and field.column.remote_field.on_delete is not models.PROTECT:
            continue
        using = set(
            other.model._default_manager.filter(**{field.name: part}, deleted_at=None).values_list("pk", flat=True)
        )
        if using:
            live = rows(document, other)
            names += [row_label(other, index, row) for index, row in enumerate(live) if row.pk in using]
    return names


def _references(document: Document, kind: PartKind) -> Iterator[tuple[PartKind, BoundField]]:
    for other in document_kind(document.kind).part_kinds.values():
        for field in other.bound:
            if field.target is kind.model and field.name != other.parent:
                yield other, field

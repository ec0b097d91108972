"""All rows of a document in one query, in the same form as `documents.queries.rows.values` gives them one by one."""

import json
from collections.abc import Collection, Iterable
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection, models
from django.db.models import F, OuterRef
from django.db.models.functions import Cast, JSONObject

from documents.enums import FieldKind
from documents.models import Document, Part
from documents.parts import BoundField, PartKind, document_kind
from documents.queries.rows import code

ANY_DOCUMENT = UUID(int=0)


def refers_outside(kind: PartKind) -> bool:
    """Whether rows of this kind refer to something that is not a part; its name is known only in Python."""
    return any(field.target is not None and not issubclass(field.target, Part) for field in kind.bound)


def bulk_rows(
    document: Document, kinds: Iterable[PartKind], ids: Collection[str] | None = None
) -> dict[str, list[dict[str, Any]]]:
    """Live rows (all, or those with these ids) in order by the key of their kind, as snapshots keep them. One query."""
    chosen = {kind.key: kind for kind in kinds}
    if not chosen:
        return {}
    found = _read_all(document, chosen) if ids is None else _read_some(document, chosen, ids)
    return {
        key: [_row(kind, index, raw) for index, raw in enumerate(rows)]
        for (key, kind), rows in zip(chosen.items(), found, strict=True)
    }


def _read_some(document: Document, kinds: dict[str, PartKind], ids: Collection[str]) -> Iterable[list[dict[str, Any]]]:
    columns: dict[str, Any] = {f"rows_{key}": _rows_of(kind, ids) for key, kind in kinds.items()}
    return Document.objects.values_list(*columns.values()).get(pk=document.pk)


def _read_all(document: Document, kinds: dict[str, PartKind]) -> Iterable[list[dict[str, Any]]]:
    """The same for all rows, by a statement that is composed once: that takes longer than all the rest of it."""
    sql, parameters = _statement(document.kind, tuple(kinds))
    with connection.cursor() as cursor:
        cursor.execute(sql, [document.pk if one == ANY_DOCUMENT else one for one in parameters])
        found = cursor.fetchone()
    if found is None:
        raise Document.DoesNotExist
    return [[json.loads(row) if isinstance(row, str) else row for row in rows] for rows in found]


@cache
def _statement(document_kind_key: str, keys: tuple[str, ...]) -> tuple[str, tuple[Any, ...]]:
    """SQL and its parameters; ANY_DOCUMENT stands where a document's key belongs. Declarations do not change."""
    kinds = document_kind(document_kind_key).part_kinds
    columns = [_rows_of(kinds[key], None) for key in keys]
    return Document.objects.filter(pk=ANY_DOCUMENT).values_list(*columns).query.sql_with_params()


def _rows_of(kind: PartKind, ids: Collection[str] | None) -> ArraySubquery:
    fields = {field.name: _expression(field) for field in kind.bound}
    rows = kind.model._default_manager.filter(document=OuterRef("pk"), deleted_at=None).order_by(
        "position", "created_at"
    )
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    return ArraySubquery(rows.values(row=JSONObject(_id=F("pk"), _version=F("version"), **fields)))


def _expression(field: BoundField) -> Any:
    if field.kind == FieldKind.REFERENCES:
        through = field.column.remote_field.through
        mine, other = field.column.m2m_field_name(), field.column.m2m_reverse_field_name()
        return ArraySubquery(through.objects.filter(**{mine: OuterRef("pk")}).values(f"{other}_id"))
    if isinstance(field.column, models.DecimalField):
        # JSON numbers would lose decimals on their way through floating point.
        return Cast(F(field.name), models.TextField())
    return F(field.column.attname)


def _row(kind: PartKind, index: int, raw: dict[str, Any]) -> dict[str, Any]:
    values = {
        field.name: sorted(raw[field.name]) if field.kind == FieldKind.REFERENCES else raw[field.name]
        for field in kind.bound
    }
    return {
        "id": raw["_id"],
        "code": code(kind, index),
        "version": raw["_version"],
        "values": values,
        "labels": {},
    }

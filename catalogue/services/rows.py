"""The rows of a published document, one record each: what tables, facets and comparison are made of."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.utils import translation

from catalogue.models import Publication, PublishedRow
from core.richtext import plain
from documents.enums import FieldKind
from documents.parts import BoundField, PartKind, document_kind

REFERENCES = frozenset({FieldKind.REFERENCE, FieldKind.REFERENCES})


def make_rows(publication: Publication, content: dict[str, Any]) -> None:
    """Make the rows of a publication again from the public content of its Version."""
    publication.rows.all().delete()
    with translation.override("pl"):
        PublishedRow.objects.bulk_create(_rows(publication, content), batch_size=500)


def _rows(publication: Publication, content: dict[str, Any]) -> Iterator[PublishedRow]:
    kinds = document_kind(content["kind"]).part_kinds
    names = {
        row["id"]: " ".join(text for text in (_code(row), _title(kind, row)) if text)
        for kind in kinds.values()
        for row in content["parts"].get(kind.key, [])
    }
    for kind in kinds.values():
        if not kind.many:
            continue
        for position, row in enumerate(content["parts"].get(kind.key, [])):
            yield PublishedRow(
                publication=publication,
                kind=kind.key,
                row_id=UUID(row["id"]),
                position=position,
                code=_code(row),
                title=_title(kind, row),
                values=_values(kind, row),
                labels=_labels(kind, row, names),
            )


def _code(row: dict[str, Any]) -> str:
    return row.get("code") or row["values"].get("code") or ""


def _title(kind: PartKind, row: dict[str, Any]) -> str:
    value = row["values"].get(kind.title_field) if kind.title_field else ""
    return " ".join(plain(str(value or "")).split())


def _values(kind: PartKind, row: dict[str, Any]) -> dict[str, Any]:
    """The public values; of a file its name alone, as where it is stored is nobody's business."""
    return {
        bound.name: _value(bound, row["values"][bound.name])
        for bound in kind.bound
        if bound.public and bound.name in row["values"]
    }


def _value(bound: BoundField, value: Any) -> Any:
    return str(value or "").rsplit("/", 1)[-1] if bound.kind == FieldKind.FILE else value


def _labels(kind: PartKind, row: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    labels: dict[str, Any] = {}
    for bound in kind.bound:
        value = row["values"].get(bound.name)
        if not bound.public or value in (None, "", []):
            continue
        if bound.kind == FieldKind.RICH:
            labels[bound.name] = plain(value)
        elif bound.kind == FieldKind.CHOICE:
            labels[bound.name] = str(bound.choices.get(value, value))
        elif bound.kind in REFERENCES:
            labels[bound.name] = _referred(bound, row, value, names)
    return labels


def _referred(bound: BoundField, row: dict[str, Any], value: Any, names: dict[str, str]) -> str | list[str]:
    """Names of the rows that a field refers to: of the same document, or as the Version keeps those outside it."""
    outside = (row.get("labels") or {}).get(bound.name)
    if outside:
        return outside
    if isinstance(value, list):
        return [names[key] for key in value if key in names]
    return names.get(value, "")

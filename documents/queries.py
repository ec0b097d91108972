"""Reads of the document engine: values, snapshots, completeness, versions."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from core.richtext import plain
from documents.enums import FieldKind, Need
from documents.models import Document, Part, Version
from documents.parts import BoundField, DocumentKind, PartKind, Section, document_kind, hooks_of

SNAPSHOT_SCHEMA = 1


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
    """The field's value as JSON: what Changes and Versions keep. Dates are ISO, decimals text, references ids as text."""
    if field.kind == FieldKind.REFERENCES:
        return sorted(str(row.pk) for row in getattr(part, field.name).all())
    if field.kind == FieldKind.REFERENCE:
        key = getattr(part, field.column.attname)
        return None if key is None else str(key)
    value = getattr(part, field.name)
    if isinstance(value, Decimal):
        return format(value, "f")
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


def snapshot(document: Document) -> dict[str, Any]:
    """The document as JSON: {"schema", "kind", "slug", "title", "language", "sample", "template", "facts", "parts"}.

    `parts` are rows by part kind; `facts` name what lies around the document (city, network, edition).
    A row is {"id", "code", "version", "values", "labels"}; labels name what lies outside the document (an institution, a
    city), so that a Version reads the same for ever. One query per part kind (and per many-to-many).
    """
    kind = document_kind(document.kind)
    parts = {
        part_kind.key: [
            {
                "id": str(row.pk),
                "code": code(part_kind, index),
                "version": row.version,
                "values": values(row, part_kind),
                "labels": outside_labels(row, part_kind),
            }
            for index, row in enumerate(rows(document, part_kind))
        ]
        for part_kind in kind.part_kinds.values()
    }
    return {
        "schema": SNAPSHOT_SCHEMA,
        "kind": document.kind,
        "slug": document.slug,
        "title": document.title,
        "language": document.language,
        "sample": document.is_sample,
        "template": document.template,
        "facts": hooks_of(document.kind).facts(document),
        "parts": parts,
    }


def content_hash(content: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON of a snapshot."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def public_content(content: dict[str, Any]) -> dict[str, Any]:
    """The snapshot without internal fields: the only form that leaves the workbench."""
    kind = document_kind(content["kind"])
    parts = {}
    for key, snapshot_rows in content["parts"].items():
        if key not in kind.part_kinds:
            continue
        public = {field.name for field in kind.part_kind(key).bound if field.public}
        parts[key] = [
            {**row, "values": {name: value for name, value in row["values"].items() if name in public}}
            for row in snapshot_rows
        ]
    return {**content, "parts": parts}


@dataclass(frozen=True)
class Gap:
    """Something that is missing before submission: the section, part kind, row (or None) and field (or "" = no row)."""

    section: Section
    kind: PartKind
    row_id: str | None
    row_label: str
    field: str
    label: str


@dataclass(frozen=True)
class Completeness:
    """Required fields that are filled, out of all; `gaps` lists the rest; `by_section` counts (filled, all) by key."""

    filled: int
    total: int
    gaps: tuple[Gap, ...]
    by_section: dict[str, tuple[int, int]]

    @property
    def percent(self) -> int:
        return 100 if not self.total else self.filled * 100 // self.total


def is_blank(value: Any, kind: FieldKind) -> bool:
    """Whether a stored value counts as not filled."""
    if kind == FieldKind.RICH:
        return not plain(value or "")
    if isinstance(value, str):
        return not value.strip()
    return value is None or value == []


def completeness(content: dict[str, Any]) -> Completeness:
    """What a snapshot still lacks. Every MUST field of every row counts as one; a MUST kind without rows as one gap."""
    kind = document_kind(content["kind"])
    filled = total = 0
    gaps: list[Gap] = []
    by_section: dict[str, tuple[int, int]] = {}
    for section in kind.sections:
        checks = list(_checks(section, content))
        missing = [gap for gap in checks if gap is not None]
        by_section[section.key] = (len(checks) - len(missing), len(checks))
        filled += len(checks) - len(missing)
        total += len(checks)
        gaps += missing
    return Completeness(filled, total, tuple(gaps), by_section)


def _checks(section: Section, content: dict[str, Any]) -> Iterator[Gap | None]:
    for kind in section.kinds:
        part_rows = content["parts"].get(kind.key, [])
        if kind.many and kind.need == Need.MUST and not kind.parent:
            yield None if part_rows else Gap(section, kind, None, "", "", kind.plural)
        for row in part_rows:
            for field in kind.bound:
                if field.need == Need.MUST:
                    blank = is_blank(row["values"].get(field.name), field.kind)
                    yield _gap(section, kind, row, field) if blank else None


def _gap(section: Section, kind: PartKind, row: dict[str, Any], field: BoundField) -> Gap:
    title = row["values"].get(kind.title_field) if kind.title_field else ""
    label = " ".join(text for text in (row["code"], title or "") if text) or kind.label
    return Gap(section, kind, row["id"], label if kind.many else "", field.name, field.label)


def latest_version(document: Document) -> Version | None:
    return document.versions.first()


def documents_visible_to(kind: DocumentKind, user: Any) -> models.QuerySet[Document]:
    """The documents of a kind that the user may open on the workbench."""
    return hooks_of(kind.key).visible_to(user)

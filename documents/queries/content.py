"""The document as one JSON value: what Versions freeze, and what of it may leave the workbench."""

import hashlib
import json
from typing import Any

from documents.models import Document
from documents.parts import PartKind, document_kind, hooks_of
from documents.queries.bulk import bulk_rows, refers_outside
from documents.queries.rows import code, outside_labels, rows, values

SNAPSHOT_SCHEMA = 1


def snapshot(document: Document) -> dict[str, Any]:
    """The document as JSON: {"schema", "kind", "slug", "title", "language", "sample", "template", "facts", "parts"}.

    `parts` are rows by part kind; `facts` name what lies around the document (city, network, edition).
    A row is {"id", "code", "version", "values", "labels"}; labels name what lies outside the document (an institution,
    a city), so that a Version reads the same for ever. Two queries, and some
    more for part kinds that refer to something outside the document.
    """
    kind = document_kind(document.kind)
    found = bulk_rows(document, [part for part in kind.part_kinds.values() if not refers_outside(part)])
    parts = {
        part_kind.key: found[part_kind.key] if part_kind.key in found else _read_rows(document, part_kind)
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


def _read_rows(document: Document, kind: PartKind) -> list[dict[str, Any]]:
    """The rows of a kind whose labels only Python can tell."""
    return [
        {
            "id": str(row.pk),
            "code": code(kind, index),
            "version": row.version,
            "values": values(row, kind),
            "labels": outside_labels(row, kind),
        }
        for index, row in enumerate(rows(document, kind))
    ]


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
            {**row, **{what: _only(row.get(what, {}), public) for what in ("values", "labels")}}
            for row in snapshot_rows
        ]
    return {**content, "parts": parts}


def _only(found: dict[str, Any], names: set[str]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if name in names}

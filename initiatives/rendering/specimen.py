"""A whole plan of an invented city, in which a coordinator sees how a template reads. It is never stored."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from documents.queries import SNAPSHOT_SCHEMA
from documents.queries.rows import code
from initiatives.parts import MID


def specimen(template: dict[str, Any]) -> dict[str, Any]:
    """The snapshot of the invented plan under a template. Its words are Polish."""
    return {
        "schema": SNAPSHOT_SCHEMA,
        "kind": MID.key,
        "slug": "przykladowo",
        "title": "Chłodne śródmieście, suche piwnice",
        "language": "pl",
        "sample": True,
        "template": template,
        "facts": {},
        "parts": _parts(),
    }


@cache
def _parts() -> dict[str, list[dict[str, Any]]]:
    """Rows by part kind. The file names those that others refer to by `id`."""
    written = json.loads((Path(__file__).parent / "specimen.json").read_text("utf-8"))
    return {
        key: [_row(key, index, dict(values)) for index, values in enumerate(written.get(key, ()))]
        for key in MID.part_kinds
    }


def _row(key: str, index: int, values: dict[str, Any]) -> dict[str, Any]:
    row_id = values.pop("id", f"{key}-{index}")
    return {"id": row_id, "code": code(MID.part_kind(key), index), "version": 1, "values": values, "labels": {}}

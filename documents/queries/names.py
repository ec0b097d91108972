"""What rows are called in the history: live rows, rows deleted since, and things outside the document."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject

from documents.models import Document, Part
from documents.parts import BoundField, PartKind, document_kind


class Names:
    """Titles of rows by id: `live` with their codes, `deleted` without; `outside` by model."""

    def __init__(self, document: Document, content: dict[str, Any]) -> None:
        self.document = document
        self.kinds = document_kind(document.kind).part_kinds
        self.live: dict[str, tuple[str, Any]] = {
            row["id"]: (row["code"] or str(row["values"].get("code") or ""), row["values"].get(kind.title_field))
            for key, kind in self.kinds.items()
            for row in content["parts"].get(key, [])
        }
        self.deleted: dict[str, Any] = {}
        self.outside: dict[tuple[type, str], str] = {}

    def load(self, rows: Iterable[str], references: Iterable[tuple[BoundField, Any]]) -> None:
        """Read the names of these rows and of what these stored references lead to. One query for all deleted rows of
        the document, one for each kind of thing outside it; none when all are live."""
        wanted = set(rows)
        outside: dict[type, set[str]] = defaultdict(set)
        for bound, value in references:
            keys: list[str] = value if isinstance(value, list) else [value] if value else []
            if bound.target is not None and issubclass(bound.target, Part):
                wanted.update(keys)
            elif bound.target is not None:
                outside[bound.target].update(keys)
        if wanted - set(self.live):
            self.deleted = self._deleted_titles()
        for model, wanted_keys in outside.items():
            found = model._default_manager.filter(pk__in=wanted_keys)  # type: ignore[attr-defined]
            self.outside.update({(model, str(thing.pk)): str(thing) for thing in found})

    def _deleted_titles(self) -> dict[str, Any]:
        columns: dict[str, Any] = {f"rows_{key}": _deleted_of(kind) for key, kind in self.kinds.items() if kind.many}
        found: dict[str, Any] = dict(Document.objects.values(**columns).get(pk=self.document.pk))
        return {row["id"]: row["title"] for rows in found.values() for row in rows}


def _deleted_of(kind: PartKind) -> ArraySubquery:
    rows = kind.model._default_manager.filter(document=OuterRef("pk"), deleted_at__isnull=False)
    title = F(kind.title_field or "id")
    return ArraySubquery(rows.values(row=JSONObject(id=F("pk"), title=title)))

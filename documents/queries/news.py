"""What is new in a document since a revision, and which texts wait for a person: what a pulse tells."""

from dataclasses import dataclass, field
from typing import Any

from django.db import models

from documents.enums import Operation
from documents.models import Change, Document, HeldText
from documents.parts import document_kind
from documents.queries.bulk import bulk_rows

#: more changes than these are not told one by one: the page is to be read again
MOST_CHANGES = 500


@dataclass
class PartNews:
    """A part that was changed: the stored values of its changed fields, or that it is deleted."""

    kind: str
    id: str
    version: int
    by: str
    deleted: bool
    values: dict[str, Any] = field(default_factory=dict)


@dataclass
class News:
    """`lists` are the kinds whose rows were added, deleted, restored or moved; `too_much`: nothing is told."""

    parts: list[PartNews] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    too_much: bool = False


def news(document: Document, revision: int) -> News:
    """What was changed after `revision`. Two queries."""
    since = Change.objects.filter(document=document, revision__gt=revision).order_by("id")
    changes: list[Any] = list(
        since.values("part_kind", "part_id", "part_version", "field", "operation", "by_label")[: MOST_CHANGES + 1]
    )
    known = document_kind(document.kind).part_kinds
    changes = [change for change in changes if change["part_kind"] in known]
    if len(changes) > MOST_CHANGES:
        return News(too_much=True)
    lists = {change["part_kind"] for change in changes if change["operation"] != Operation.EDIT}
    return News(parts=_parts(document, changes), lists=sorted(lists))


def _parts(document: Document, changes: list[dict[str, Any]]) -> list[PartNews]:
    found: dict[str, PartNews] = {}
    names: dict[str, set[str]] = {}
    for change in changes:
        if change["operation"] == Operation.MOVE:
            continue
        key = str(change["part_id"])
        names.setdefault(key, set()).add(change["field"])
        found[key] = PartNews(change["part_kind"], key, change["part_version"], change["by_label"], deleted=True)
    kinds = document_kind(document.kind).part_kinds
    live = bulk_rows(document, [kinds[key] for key in {part.kind for part in found.values()}], ids=list(found))
    for rows in live.values():
        for row in rows:
            _fill(found[row["id"]], row, names[row["id"]])
    return list(found.values())


def _fill(part: PartNews, row: dict[str, Any], names: set[str]) -> None:
    """The present values of the changed fields; of all fields when the row was added or came back."""
    part.deleted, part.version = False, row["version"]
    part.values = {name: value for name, value in row["values"].items() if "" in names or name in names}


def open_held_texts(document: Document, user: Any) -> models.QuerySet[HeldText]:
    """The texts of the document that wait for this person, the oldest first."""
    return HeldText.objects.filter(document=document, by=user, settled_at=None).order_by("created_at")


def last_author(document: Document, part_id: Any, name: str) -> str:
    """Who saved the field last, by the name that they had then; empty when nobody ever did."""
    edits = Change.objects.filter(document=document, part_id=part_id, field=name, operation=Operation.EDIT)
    return edits.order_by("-id").values_list("by_label", flat=True).first() or ""

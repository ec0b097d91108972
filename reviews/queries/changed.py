"""Where the draft differs from a reviewed Version: the places that an answer may point to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from core.comparing import bare, compare_rich
from core.richtext import plain
from documents.enums import FieldKind, Operation
from documents.models import Change, Document, Version
from documents.parts import BoundField, PartKind, document_kind
from documents.queries import section_with, snapshot
from documents.queries.places import Place, place_label
from reviews.models import Thread
from reviews.queries.labels import row_came, row_went


@dataclass(frozen=True)
class ChangedPlace:
    """A field that differs now, or a row (no `field`) that came or went. `label` names it for people."""

    part_kind: str
    part_id: str
    field: str
    label: str
    section: str = ""

    @property
    def key(self) -> str:
        """The place as one text, for a form's choice."""
        return f"{self.part_kind}|{self.part_id}|{self.field}"

    @property
    def stored(self) -> dict[str, str]:
        """The place as `Answer.places` keeps it."""
        return {"part_kind": self.part_kind, "part_id": self.part_id, "field": self.field, "label": self.label}


def changed_places(document: Document, version: Version) -> list[ChangedPlace]:
    """The places written to since the version was frozen that differ from it, in the order of the document.

    One query for the changes, and those of a snapshot.
    """
    touched = _touched(document, version)
    if not touched:
        return []
    now = snapshot(document)
    return places_between(version.content, now, touched)


def changes_within(document: Document, version: Version, kinds: list[str], part_id: str) -> set[tuple[str, str, str]]:
    """(part kind, row, field) of the changes since, in rows of some kinds or in one row of them. One query."""
    within = Q(part_kind__in=kinds) & (Q(part_id=part_id) if part_id else Q())
    return _touched(document, version, within)


def places_between(
    before: dict[str, Any], now: dict[str, Any], touched: set[tuple[str, str, str]]
) -> list[ChangedPlace]:
    """The places among the touched rows that differ between two snapshots. No queries."""
    return list(_places(before, now, touched))


def _touched(document: Document, version: Version, within: Q | None = None) -> set[tuple[str, str, str]]:
    """(part kind, row, field) of the changes since; field "" stands for a row that came or went."""
    since = Q(pk__gt=version.moment) if version.moment else Q(at__gt=version.created_at)
    if within is not None:
        since &= within
    changes = Change.objects.filter(since, document=document).exclude(operation=Operation.MOVE).order_by()
    found = changes.values_list("part_kind", "part_id", "field").distinct()
    return {(kind, str(part_id), field) for kind, part_id, field in found}


def _places(before: dict[str, Any], now: dict[str, Any], touched: set[tuple[str, str, str]]) -> Iterator[ChangedPlace]:
    kinds = document_kind(now["kind"]).part_kinds
    for kind in kinds.values():
        ids = {part_id for key, part_id, _field in touched if key == kind.key}
        was, stays = _rows(before, kind, ids), _rows(now, kind, ids)
        for part_id in [*stays, *(key for key in was if key not in stays)]:
            yield from _row_places(before, now, kind, part_id, was.get(part_id), stays.get(part_id))


def _row_places(
    before: dict[str, Any], now: dict[str, Any], kind: PartKind, part_id: str, was: Any, stays: Any
) -> Iterator[ChangedPlace]:
    section = section_with(now if stays else before, kind)
    key = section.key if section else ""
    if was is None or stays is None:
        label = place_label(now if stays else before, Place(key, kind.key, part_id))
        sentence = row_came if stays else row_went
        yield ChangedPlace(kind.key, part_id, "", sentence(label or kind.label), key)
        return
    for bound in kind.bound:
        if not shows_same(bound, was["values"].get(bound.name), stays["values"].get(bound.name)):
            label = place_label(now, Place(key, kind.key, part_id, bound.name))
            yield ChangedPlace(kind.key, part_id, bound.name, label or bound.label, key)


def shows_same(bound: BoundField, was: Any, now: Any) -> bool:
    """Whether two stored values of a field read the same: formatted texts may say it in other markup."""
    if was == now:
        return True
    if bound.kind != FieldKind.RICH:
        return False
    left, right = bare(was or ""), bare(now or "")
    return left == right or (plain(left) == plain(right) and compare_rich(left, right).is_same)


def _rows(content: dict[str, Any], kind: PartKind, ids: set[str]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in content["parts"].get(kind.key, []) if row["id"] in ids}


def is_at(place: ChangedPlace, thread: Thread) -> bool:
    """Whether a changed place lies where a remark is: in its field, its row or its section."""
    if thread.part_kind:
        same_row = place.part_kind == thread.part_kind and place.part_id == str(thread.part_id)
        return same_row and (not thread.field or place.field in ("", thread.field))
    return bool(thread.section) and place.section == thread.section


def proposed_places(places: list[ChangedPlace], thread: Thread) -> list[ChangedPlace]:
    """What was changed at the place of a remark; nothing for a remark on the whole document."""
    return [place for place in places if is_at(place, thread)]

"""Places of remarks: a section of a snapshot, one row in it, or one field of a row."""

from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.exceptions import InvalidInput
from documents.parts import PartKind, document_kind
from documents.queries import EffectiveSection, find_section
from reviews.models import Thread


@dataclass(frozen=True)
class Place:
    """Where a remark is. Empty `part_kind` means the whole section, empty `field` the whole row."""

    section: str
    part_kind: str = ""
    part_id: str = ""
    field: str = ""

    @property
    def key(self) -> str:
        """The place as one text, for a form's choice: "kind|row|field"."""
        return f"{self.part_kind}|{self.part_id}|{self.field}"


def find_place(
    content: dict[str, Any], *, section: str, part_kind: str = "", part_id: str = "", field: str = ""
) -> Place:
    """The place in a snapshot; InvalidInput when the snapshot has no such section, row or field."""
    kind = document_kind(content["kind"])
    found = find_section(content, section)
    if found is None:
        raise InvalidInput(_no_such_place())
    if not part_kind:
        if part_id or field:
            raise InvalidInput(_no_such_place())
        return Place(section)
    rows = _rows(found, part_kind, content)
    if str(part_id) not in {row["id"] for row in rows}:
        raise InvalidInput(_no_such_place())
    if field and field not in {bound.name for bound in kind.part_kind(part_kind).bound}:
        raise InvalidInput(_no_such_place())
    return Place(section, part_kind, str(part_id), field)


def place_label(content: dict[str, Any], place: Place | Thread) -> str:
    """The place in words, as "Działania › D3 Zielone podwórka › koszt"; "" when the snapshot has no such row."""
    kind = document_kind(content["kind"])
    section = find_section(content, place.section)
    if section is None:
        return ""
    if not place.part_kind:
        return str(section.title)
    part_kind = kind.part_kinds.get(place.part_kind)
    row = part_kind and _row(part_kind, str(place.part_id), content)
    if not part_kind or not row:
        return ""
    return " › ".join(text for text in (str(section.title), *_row_names(section, part_kind, row, place.field)) if text)


def lasting_label(content: dict[str, Any], place: Place) -> str:
    """The label that is stored with a remark: in the document's own language."""
    with translation.override(content["language"]):
        return place_label(content, place)[:300]


def place_choices(content: dict[str, Any], place: Place) -> list[tuple[str, str]]:
    """Places to choose from near `place`, as (key, label): a section and its rows, or a row and its fields."""
    section = find_section(content, place.section)
    if section is None:
        return []
    if place.part_kind:
        return _field_choices(section, document_kind(content["kind"]).part_kind(place.part_kind), place)
    return [(Place(section.key).key, _("The whole section")), *_row_choices(section, content)]


def _row_choices(section: EffectiveSection, content: dict[str, Any]) -> list[tuple[str, str]]:
    choices = []
    for part_kind in section.kinds:
        for row in content["parts"].get(part_kind.key, []):
            if part_kind.many:
                choices.append((Place(section.key, part_kind.key, row["id"]).key, row_name(part_kind, row)))
                continue
            for bound in part_kind.bound:
                choice = Place(section.key, part_kind.key, row["id"], bound.name)
                choices.append((choice.key, capfirst(bound.label)))
    return choices


def _field_choices(section: EffectiveSection, kind: PartKind, place: Place) -> list[tuple[str, str]]:
    whole = _("The whole row") if kind.many else _("The whole part")
    fields = [
        (Place(section.key, kind.key, place.part_id, bound.name).key, capfirst(bound.label)) for bound in kind.bound
    ]
    return [(Place(section.key, kind.key, place.part_id).key, whole), *fields]


def row_name(kind: PartKind, row: dict[str, Any]) -> str:
    """What a row is called: its code and title, or the name of its kind."""
    title = row["values"].get(kind.title_field) if kind.title_field else ""
    code = row.get("code") or row["values"].get("code") or ""
    return " ".join(text for text in (code, title or "") if text) or capfirst(kind.label)


def _row_names(section: EffectiveSection, kind: PartKind, row: dict[str, Any], field: str) -> tuple[str, str]:
    name = row_name(kind, row) if kind.many or len(section.kinds) > 1 else ""
    known = {bound.name: bound.label for bound in kind.bound}
    return name, known.get(field, "")


def _row(kind: PartKind, part_id: str, content: dict[str, Any]) -> dict[str, Any] | None:
    return next((row for row in content["parts"].get(kind.key, []) if row["id"] == part_id), None)


def _rows(section: EffectiveSection, part_kind: str, content: dict[str, Any]) -> list[dict[str, Any]]:
    if part_kind not in {kind.key for kind in section.kinds}:
        raise InvalidInput(_no_such_place())
    return content["parts"].get(part_kind, [])


def _no_such_place() -> str:
    return _("The version under review has no such place.")

"""Places that somebody points at: a section of a snapshot, one row in it, or one field of a row."""

from dataclasses import dataclass
from typing import Any, Protocol

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.anchoring import find_passage
from core.exceptions import InvalidInput
from documents.parts import PartKind, document_kind
from documents.queries.anchors import anchor_text
from documents.queries.templates import EffectiveSection, find_section, sections_of

#: between section, row and field of a place in words
SEPARATOR = " › "


@dataclass(frozen=True)
class Place:
    """Where in a document. Empty `section` means the whole document, empty `part_kind` the whole section, empty `field`
    the whole row.
    """

    section: str = ""
    part_kind: str = ""
    part_id: str = ""
    field: str = ""

    @property
    def key(self) -> str:
        """The place as one text, for a form's choice: "kind|row|field"."""
        return f"{self.part_kind}|{self.part_id}|{self.field}"


def find_place(
    content: dict[str, Any], *, section: str = "", part_kind: str = "", part_id: str = "", field: str = ""
) -> Place:
    """The place in a snapshot; InvalidInput when the snapshot has no such section, row or field."""
    kind = document_kind(content["kind"])
    if not section and not part_kind and not part_id and not field:
        return Place()
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


class Placed(Protocol):
    """Whatever stands at a place: a `Place` itself, or a stored row with the same columns."""

    @property
    def section(self) -> str: ...
    @property
    def part_kind(self) -> str: ...
    @property
    def part_id(self) -> Any: ...
    @property
    def field(self) -> str: ...


class PlaceNames:
    """What the places of one snapshot are called; every section and row is looked up once."""

    def __init__(self, content: dict[str, Any]) -> None:
        self._kinds = document_kind(content["kind"]).part_kinds
        self._sections = {section.key: section for section in sections_of(content)}
        self._rows = {(key, row["id"]): row for key, rows in content["parts"].items() for row in rows}
        self._known: dict[tuple[str, ...], str] = {}

    def label(self, place: Placed) -> str:
        """The place in words, as "Działania › D3 Zielone podwórka › koszt"; "" when the snapshot has no such row."""
        if not place.section:
            return _("The whole document")
        key = (place.section, place.part_kind, str(place.part_id or ""), place.field)
        if key not in self._known:
            self._known[key] = self._label(*key)
        return self._known[key]

    def _label(self, section_key: str, part_kind: str, part_id: str, field: str) -> str:
        section, row = self._sections.get(section_key), self._rows.get((part_kind, part_id))
        if section is None or not part_kind:
            return str(section.title) if section else ""
        kind = self._kinds.get(part_kind)
        if kind is None or row is None:
            return ""
        return SEPARATOR.join(text for text in (str(section.title), *_row_names(section, kind, row, field)) if text)

    def shown_row(self, part_kind: str, part_id: str) -> str:
        """The row that carries a place on a page: rows that have an owner (a proposed action) are shown within it."""
        kind, row = self._kinds.get(part_kind), self._rows.get((part_kind, part_id))
        if kind is None or not kind.parent or row is None:
            return part_id
        return str(row["values"].get(kind.parent) or "")


def place_label(content: dict[str, Any], place: Placed) -> str:
    """The place in words; "" when the snapshot has no such row."""
    return PlaceNames(content).label(place)


def lasting_label(content: dict[str, Any], place: Place) -> str:
    """The label that is stored with what points there: in the document's own language."""
    with translation.override(content["language"]):
        return place_label(content, place)[:300]


def place_choices(content: dict[str, Any], place: Place) -> list[tuple[str, str]]:
    """Places to choose from near `place`, as (key, label): a section and its rows, or a row and its fields."""
    if not place.section:
        return [(place.key, _("The whole document"))]
    section = find_section(content, place.section)
    if section is None:
        return []
    if place.part_kind:
        return _field_choices(section, document_kind(content["kind"]).part_kind(place.part_kind), place)
    return [(Place(section.key).key, _("The whole section")), *_row_choices(section, content)]


def places_with(content: dict[str, Any], place: Place, quote: str, before: str = "", after: str = "") -> list[Place]:
    """The fields inside a place (a row, a section, the whole document) in which a passage stands."""
    found = []
    for section in sections_of(content):
        if place.section not in ("", section.key):
            continue
        for kind in section.kinds:
            for row in content["parts"].get(kind.key, []):
                if place.part_kind and (kind.key, row["id"]) != (place.part_kind, place.part_id):
                    continue
                for bound in kind.bound:
                    words = anchor_text(bound, row["values"].get(bound.name))
                    if words and find_passage(words, quote, before, after):
                        found.append(Place(section.key, kind.key, row["id"], bound.name))
    return found


def words_at(content: dict[str, Any], place: Place) -> str:
    """What the fields of a place say, for copying words from; "" for the whole document."""
    kinds = document_kind(content["kind"]).part_kinds
    section = find_section(content, place.section) if place.section else None
    keys = [place.part_kind] if place.part_kind else [kind.key for kind in section.kinds] if section else []
    return "\n\n".join(
        f"{capfirst(bound.label)}:\n{words}"
        for key in keys
        for row in content["parts"].get(key, [])
        if place.part_id in ("", row["id"])
        for bound in kinds[key].bound
        if place.field in ("", bound.name) and (words := anchor_text(bound, row["values"].get(bound.name)))
    )


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
    return name, next((bound.label for bound in kind.bound if bound.name == field), "")


def _rows(section: EffectiveSection, part_kind: str, content: dict[str, Any]) -> list[dict[str, Any]]:
    if part_kind not in {kind.key for kind in section.kinds}:
        raise InvalidInput(_no_such_place())
    return content["parts"].get(part_kind, [])


def _no_such_place() -> str:
    return _("This text has no such place.")

"""The plan that all schedules of one test begin with: made once, every schedule is rolled back to it."""

from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.test import Client

from accounts.models import User
from documents.enums import FieldKind
from documents.forms import part_form
from documents.models import Document, Part
from documents.parts import PartKind
from documents.queries import rows, single
from documents.services import add_part, save_part
from tests.documents.factories import Team, team
from tests.torture.judge import Reader
from tests.torture.typing_hands import Data, Dictionary, as_shown

#: the fields that hands type in: every kind of field that can hold words or values of one's own
SPOTS: dict[str, tuple[str, ...]] = {
    "record": ("title", "subtitle", "period_start"),
    "diagnosis": ("text", "strengths"),
    "challenge": ("statement", "causes"),
    "stakeholder": ("name", "role_delivery"),
    "action": ("title", "description", "outputs", "aim", "risks", "cost"),
    "communication": ("audience", "message", "stakeholders", "start"),
    "indicator": ("name", "baseline"),
}
#: what a new row needs besides
REQUIRED: dict[str, dict[str, Any]] = {
    "aim": {"priority": 1},
    "risk": {"kind": "finance"},
    "stakeholder": {"kind": "residents", "influence": 3, "interest": 4},
    "action": {"kind": "investment"},
    "communication": {"channel": "website"},
    "indicator": {"kind": "output", "unit": "szt."},
}
REFERS_TO = {"aim": "aim", "risks": "risk", "stakeholders": "stakeholder"}
ROWS_OF_EACH = 2


@dataclass
class World:
    """A plan with words in it, two authors, signed-in cookies for each, and what a freshly opened page would show."""

    our: Team
    words: Dictionary
    reader: Reader
    clients: dict[int, Client] = field(default_factory=dict)
    screen: Any = None

    @property
    def document(self) -> Document:
        return self.our.document

    @property
    def authors(self) -> list[User]:
        return [self.our.anna, self.our.bartek]

    def kind(self, key: str) -> PartKind:
        return self.our.kind(key)

    def part(self, key: str, part_id: str) -> Part | None:
        """The live row, or None."""
        return self.kind(key).model._default_manager.filter(pk=part_id, deleted_at=None).first()

    def order(self, key: str) -> list[str]:
        return [str(row.pk) for row in rows(self.document, self.kind(key))]

    def deleted(self) -> list[tuple[str, str]]:
        """(kind, part id) of everything in the bin."""
        return [
            (key, str(part_id))
            for key in REQUIRED
            for part_id in self.kind(key)
            .model._default_manager.filter(document=self.document, deleted_at__isnull=False)
            .order_by("pk")
            .values_list("pk", flat=True)
        ]

    def controls(self, key: str, part: Any) -> dict[str, Data]:
        """What the form of a part holds, control by control, read from the form's own widgets."""
        form = part_form(self.kind(key), self.document, part=part)
        return {
            name: as_shown(self.kind(key).field(name), _content(form[name]) if name in form.fields else [])
            for name in SPOTS.get(key, ())
        }


def make_world() -> World:
    our = team()
    world = World(our, Dictionary(), Reader(our.document))
    for author in world.authors:
        client = world.clients[author.pk] = Client()
        client.force_login(author)
    for key in ("aim", "risk", "stakeholder", "action", "communication", "indicator"):
        for _number in range(ROWS_OF_EACH):
            add_part(by=world.our.anna, document=world.document, kind=world.kind(key), new_values=_row(world, key))
    for key in ("record", "diagnosis", "challenge"):
        part = single(world.document, world.kind(key))
        values = {name: value for name in SPOTS[key] if (value := _value(world, key, name)) is not None}
        save_part(
            by=world.our.anna, document=world.document, kind=world.kind(key), part_id=part.pk, base_version=1,
            new_values=values,
        )  # fmt: skip
    world.document.refresh_from_db()
    return world


def _row(world: World, key: str) -> dict[str, Any]:
    values = {name: value for name in SPOTS.get(key, ("text",)) if (value := _value(world, key, name)) is not None}
    return {**REQUIRED[key], **values}


def _value(world: World, key: str, name: str) -> Any:
    """A few words; fields without words begin empty."""
    words = [world.words.word() for _number in range(6)]
    match world.kind(key).field(name).kind:
        case FieldKind.RICH:
            return f"<p>{' '.join(words[:3])}</p><p>{' '.join(words[3:])}</p>"
        case FieldKind.LINES:
            return [" ".join(words[:2]), " ".join(words[2:4]), " ".join(words[4:])]
        case FieldKind.LINE | FieldKind.TEXT:
            return " ".join(words)
    return [] if isinstance(world.kind(key).field(name).column, models.ManyToManyField) else None


def _content(bound: Any) -> Data:
    """Names and values that a browser would post for the control."""
    widget = bound.field.widget.get_context(bound.html_name, bound.value(), {})["widget"]
    if "subwidgets" in widget:
        return [[one["name"], "" if one["value"] is None else str(one["value"])] for one in widget["subwidgets"]]
    if "optgroups" in widget:
        chosen = [option for _group, options, _index in widget["optgroups"] for option in options if option["selected"]]
        return [[widget["name"], str(option["value"])] for option in chosen]
    return [[widget["name"], "" if widget["value"] is None else str(widget["value"])]]

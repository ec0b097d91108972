"""What a form would post for stored values: pairs of control and text, as its widgets show them."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from core.forms.widgets import DateBoxes, NumberInput
from documents.enums import FieldKind
from documents.forms.rich import to_typed
from documents.models import Part
from documents.parts import BoundField, PartKind
from documents.queries import stored

Pairs = list[list[str]]
BOXES = {FieldKind.DATE: ("day", "month", "year"), FieldKind.MONTH: ("month", "year")}


def form_data(part: Part, kind: PartKind, names: Iterable[str]) -> Pairs:
    """The pairs of the named fields of a part, in order."""
    return [pair for name in names for pair in field_data(kind.field(name), stored(part, kind.field(name)))]


def field_data(bound: BoundField, value: Any) -> Pairs:
    """The pairs of one field for a stored value. Files have none; a box that is not ticked has none either."""
    name = bound.name
    if bound.kind == FieldKind.FILE:
        return []
    if bound.kind == FieldKind.BOOLEAN:
        return [[name, "on"]] if value else []
    if bound.kind == FieldKind.REFERENCES:
        return [[name, key] for key in value or []]
    if bound.kind in BOXES:
        boxes = DateBoxes(BOXES[bound.kind])
        texts = boxes.decompress(date.fromisoformat(value) if value else None)
        return [[f"{name}_{part}", str(text)] for part, text in zip(boxes.parts, texts, strict=True)]
    return [[name, _text(bound, value)]]


def _text(bound: BoundField, value: Any) -> str:
    if value is None:
        return ""
    if bound.kind == FieldKind.RICH:
        return to_typed(value)
    if bound.kind in (FieldKind.MONEY, FieldKind.NUMBER):
        return NumberInput().format_value(Decimal(value)) or ""
    return "\n".join(value) if isinstance(value, list) else str(value)

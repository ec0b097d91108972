"""Single values as a person reads them."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from core import text
from documents.enums import FieldKind
from documents.parts import BoundField

HEADING = re.compile(r"<(/?)h([1-6])([ >])")


def display(bound: BoundField, value: Any) -> str:
    """A stored value of a short field as a person reads it, in the active language."""
    match bound.kind:
        case FieldKind.CHOICE:
            return str(bound.choices.get(value, value))
        case FieldKind.MONEY:
            return text.money(Decimal(value))
        case FieldKind.NUMBER:
            return text.number(Decimal(value))
        case FieldKind.MONTH:
            return text.month_year(date.fromisoformat(value))
        case FieldKind.DATE:
            return text.long_date(date.fromisoformat(value))
        case FieldKind.BOOLEAN:
            return _("yes") if value else _("no")
    return text.nbsp(str(value))


def level_headings(html: str, above: int) -> str:
    """Renumber the headings of an HTML text so that the first level below `above` comes first and none is skipped."""
    depths: list[int] = []
    shown: list[int] = []

    def renumber(match: re.Match[str]) -> str:
        closing, depth = match[1], int(match[2])
        if closing:
            return f"</h{shown.pop()}>" if shown else ""
        while depths and depths[-1] >= depth:
            depths.pop()
        depths.append(depth)
        shown.append(min(6, above + len(depths)))
        return f"<h{shown[-1]}{match[3]}"

    return HEADING.sub(renumber, html)

"""Reading values out of the JSON of a snapshot."""

from datetime import date
from decimal import Decimal
from typing import Any

from initiatives.enums import ActionState

Row = dict[str, Any]


def rows(content: dict[str, Any], kind: str) -> list[Row]:
    """Rows of a part kind, in order."""
    return content["parts"].get(kind, [])


def day(row: Row, name: str) -> date | None:
    value = row["values"].get(name)
    return date.fromisoformat(value) if value else None


def amount(row: Row, name: str) -> Decimal | None:
    """An amount in PLN, or None while it is not known."""
    value = row["values"].get(name)
    return None if value is None else Decimal(value)


def label(row: Row, title: str = "title") -> str:
    """Code and title of a row: `D3 Shade on the market square`."""
    return " ".join(part for part in (row.get("code"), row["values"].get(title)) if part)


def month_index(month: date) -> int:
    """Months since year 0, so that months can be counted and compared."""
    return month.year * 12 + month.month - 1


def colour_of(content: dict[str, Any]) -> str:
    """The colour of the network, or the portal's own."""
    return ((content.get("facts") or {}).get("network") or {}).get("colour") or "#12355b"


def live_actions(content: dict[str, Any]) -> list[Row]:
    """The actions that have not been dropped."""
    return [action for action in rows(content, "action") if action["values"].get("state") != ActionState.DROPPED]


def months_of(row: Row, first: str = "start", last: str = "end") -> range:
    """The months of a row, both ends among them, as `month_index` counts; empty unless both are known."""
    start, end = day(row, first), day(row, last)
    return range(month_index(start), month_index(end) + 1) if start and end else range(0)

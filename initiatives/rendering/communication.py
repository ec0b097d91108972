"""The communication plan as a calendar: what begins and what goes on in each month."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import text
from documents.rendering import Panel
from initiatives.enums import Channel
from initiatives.queries.snapshot import Row, amount, day, month_index, rows

MOST_YEARS = 10


@dataclass(frozen=True)
class Entry:
    """One activity; `first` and `last` are months counted from year 0, the same for a single month."""

    id: str
    code: str
    audience: str
    channel: str
    first: int
    last: int

    @property
    def until(self) -> str:
        """The last month, as `06.2027`; nothing where the activity takes one month."""
        return "" if self.first == self.last else f"{_month(self.last):%m.%Y}"


@dataclass(frozen=True)
class Month:
    index: int
    begins: tuple[Entry, ...]
    goes_on: tuple[Entry, ...]

    @property
    def name(self) -> str:
        return text.month_name(self.index % 12 + 1)

    @property
    def is_empty(self) -> bool:
        return not (self.begins or self.goes_on)


@dataclass(frozen=True)
class Year:
    year: int
    months: tuple[Month, ...]

    @property
    def is_quiet(self) -> bool:
        """Whether nothing begins in the year."""
        return not any(month.begins for month in self.months)


def reached(content: dict[str, Any], activity: Row) -> dict[str, Any] | None:
    """The codes of the stakeholders that an activity reaches: `I1, I4`; None without any."""
    chosen = set(activity["values"].get("stakeholders") or ())
    codes = [row.get("code") or "" for row in rows(content, "stakeholder") if row["id"] in chosen]
    return {"text": ", ".join(codes)} if codes else None


def communication_panel(content: dict[str, Any]) -> Panel | None:
    """The calendar of a snapshot; None without communication activities."""
    activities = rows(content, "communication")
    if not activities:
        return None
    entries = [entry for entry in map(_entry, activities) if entry]
    return Panel(
        name="communication_calendar",
        title=_("Calendar of communication"),
        template="initiatives/reading/communication_calendar.html",
        data={
            "years": calendar(entries),
            "undated": [_undated(row) for row in activities if _entry(row) is None],
            "sentence": _sentence(activities, entries),
        },
        workbench="initiatives/workbench/communication_calendar.html",
    )


def calendar(entries: list[Entry]) -> list[Year]:
    """All months of the years in which something happens; of very many years those in which something changes."""
    taken = sorted({month // 12 for entry in entries for month in range(entry.first, entry.last + 1)})
    if len(taken) > MOST_YEARS:
        taken = sorted({month // 12 for entry in entries for month in (entry.first, entry.last)})
    return [Year(year, tuple(_of_month(year * 12 + month, entries) for month in range(12))) for year in taken]


def _of_month(index: int, entries: list[Entry]) -> Month:
    return Month(
        index,
        tuple(entry for entry in entries if entry.first == index),
        tuple(entry for entry in entries if entry.first < index <= entry.last),
    )


def _entry(row: Row) -> Entry | None:
    """The activity with its months; None without any. One known end is the only month."""
    start, end = day(row, "start"), day(row, "end")
    first, last = start or end, end or start
    if first is None or last is None:
        return None
    return Entry(
        id=row["id"],
        code=row.get("code") or "",
        audience=row["values"].get("audience") or "",
        channel=_channel(row),
        first=month_index(first),
        last=max(month_index(last), month_index(first)),
    )


def _undated(row: Row) -> dict[str, str]:
    return {
        "id": row["id"],
        "code": row.get("code") or "",
        "audience": row["values"].get("audience") or "",
        "channel": _channel(row),
    }


def _channel(row: Row) -> str:
    return str(dict(Channel.choices).get(row["values"].get("channel"), ""))


def _month(index: int) -> date:
    return date(index // 12, index % 12 + 1, 1)


def _sentence(activities: list[Row], entries: list[Entry]) -> str:
    return " ".join(_sentences(activities, entries))


def _sentences(activities: list[Row], entries: list[Entry]) -> Iterator[str]:
    if entries:
        first, last = min(entry.first for entry in entries), max(entry.last for entry in entries)
        yield ngettext(
            "%(count)d activity, %(period)s.", "%(count)d activities, %(period)s.", len(entries)
        ) % {"count": len(entries), "period": text.month_range(_month(first), _month(last))}  # fmt: skip
    costs = [cost for cost in (amount(row, "cost") for row in activities) if cost is not None]
    if not costs:
        return
    unknown = len(activities) - len(costs)
    if unknown:
        yield ngettext(
            "They cost at least %(sum)s (the cost of %(count)d activity is not known).",
            "They cost at least %(sum)s (the cost of %(count)d activities is not known).",
            unknown,
        ) % {"sum": text.money(sum(costs)), "count": unknown}
    else:
        yield _("They cost %(sum)s.") % {"sum": text.money(sum(costs))}

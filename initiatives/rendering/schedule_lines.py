"""What the line of each action says in the schedule, from the JSON of a snapshot."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from initiatives.enums import ActionState
from initiatives.queries.snapshot import Row, day, label, month_index, rows

OVER = frozenset({ActionState.DONE, ActionState.DROPPED})


@dataclass(frozen=True)
class Line:
    """One action in the schedule. `months` counts from the first month to the last, both included; 0 without dates.

    `waits_for` are the lines it waits for: (id, code or label). `begins_early` are the codes of those that end later
    than it begins.
    """

    id: str
    version: int
    code: str
    title: str
    label: str
    lead: str
    partners: tuple[str, ...]
    start: date | None
    end: date | None
    months: int
    state: str
    state_label: str
    is_late: bool
    waits_for: tuple[tuple[str, str], ...]
    begins_early: tuple[str, ...]


def schedule_lines(content: dict[str, Any], today: date | None = None) -> list[Line]:
    """The actions of a snapshot in order. With `today`, those that should have ended by then count as late too."""
    actions = {row["id"]: row for row in rows(content, "action")}
    return [_line(action, actions, today) for action in actions.values()]


def _line(action: Row, actions: dict[str, Row], today: date | None) -> Line:
    values = action["values"]
    start, end = day(action, "start"), day(action, "end")
    state = values.get("state") or ActionState.PLANNED
    awaited = [actions[key] for key in actions if key in (values.get("after") or ())]
    return Line(
        id=action["id"],
        version=action.get("version", 0),
        code=action.get("code") or "",
        title=values.get("title") or "",
        label=label(action),
        lead=values.get("lead") or "",
        partners=tuple(values.get("partners") or ()),
        start=start,
        end=end,
        months=max(0, month_index(end) - month_index(start) + 1) if start and end else 0,
        state=state,
        state_label=str(ActionState(state).label),
        is_late=is_late(state, end, today),
        waits_for=tuple((one["id"], _name(one)) for one in awaited),
        begins_early=tuple(_name(one) for one in awaited if _overlaps(start, day(one, "end"))),
    )


def _name(action: Row) -> str:
    return action.get("code") or label(action)


def _overlaps(start: date | None, end: date | None) -> bool:
    return bool(start and end and start <= end)


def is_late(state: str, end: date | None, today: date | None) -> bool:
    """Whether an action calls itself late or, on the day `today`, should have ended in its last month."""
    if state == ActionState.LATE:
        return True
    last = last_day(end)
    return bool(today and last and last < today and state not in OVER)


def last_day(month: date | None) -> date | None:
    """The last day of the month that begins on this day."""
    if month is None:
        return None
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)

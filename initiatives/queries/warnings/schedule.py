"""Warnings about months: gaps, actions that begin too early, and what lies outside its frame."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from core import text
from documents.parts import PlanWarning
from initiatives.queries.snapshot import Row, day, label, live_actions, month_index, months_of, rows


def action_outside_period(content: dict[str, Any]) -> Iterator[PlanWarning]:
    period = _period(content)
    for action in live_actions(content):
        months = months_of(action)
        if not period or not months or (months[0] in period and months[-1] in period):
            continue
        yield PlanWarning(
            code="action_outside_period",
            section="actions",
            text=_("%(action)s runs outside the period of the plan (%(period)s).")
            % {"action": label(action), "period": _months_text(period)},
            why=_("The record says when the plan runs. Move the action, or make the period longer."),
            kind="action",
            row_id=action["id"],
            field="start" if months[0] not in period else "end",
        )


def begins_too_early(content: dict[str, Any]) -> Iterator[PlanWarning]:
    """An action that begins before the month after the last month of one that it waits for."""
    actions = {action["id"]: action for action in live_actions(content)}
    for action in actions.values():
        start = day(action, "start")
        for key in action["values"].get("after") or ():
            end = day(actions[key], "end") if key in actions else None
            if start and end and start <= end:
                yield PlanWarning(
                    code="begins_too_early",
                    section="schedule",
                    text=_("%(action)s begins in %(start)s, but waits for %(other)s, which ends in %(end)s.")
                    % {
                        "action": label(action),
                        "other": label(actions[key]),
                        "start": _in_month(start),
                        "end": _in_month(end),
                    },
                    why=_("One of the two dates cannot be kept. Move one action, or remove the link between them."),
                    kind="action",
                    row_id=action["id"],
                    field="start",
                )


def idle_months(content: dict[str, Any]) -> Iterator[PlanWarning]:
    """Months of the plan in which no action runs, once some actions have months."""
    busy = {month for action in live_actions(content) for month in months_of(action)}
    gaps = _runs([month for month in _period(content) if month not in busy]) if busy else []
    if gaps:
        yield PlanWarning(
            code="idle_months",
            section="schedule",
            text=_("No action runs in: %(months)s.") % {"months": "; ".join(_months_text(gap) for gap in gaps)},
            why=_("A gap may be right, but readers will ask. Check the dates, or shorten the period of the plan."),
            kind="action",
        )


def milestone_outside_action(content: dict[str, Any]) -> Iterator[PlanWarning]:
    actions = {action["id"]: action for action in live_actions(content)}
    for milestone in rows(content, "milestone"):
        action = actions.get(milestone["values"].get("action") or "")
        when = day(milestone, "date")
        months = months_of(action) if action else range(0)
        if action is None or when is None or not months or month_index(when) in months:
            continue
        yield PlanWarning(
            code="milestone_outside_action",
            section="schedule",
            text=_("The milestone %(milestone)s (%(date)s) lies outside its action %(action)s (%(period)s).")
            % {
                "milestone": label(milestone, "text"),
                "date": text.short_date(when),
                "action": label(action),
                "period": _months_text(months),
            },
            why=_("A milestone shows that its action moves on. Correct the date, or choose another action."),
            kind="milestone",
            row_id=milestone["id"],
            field="date",
        )


def _period(content: dict[str, Any]) -> range:
    """The months of the plan; empty while they are not known."""
    record: Row | None = next(iter(rows(content, "record")), None)
    return months_of(record, "period_start", "period_end") if record else range(0)


def _runs(months: list[int]) -> list[range]:
    """Months in order, joined into stretches without a break."""
    found: list[range] = []
    for month in months:
        if found and found[-1].stop == month:
            found[-1] = range(found[-1].start, month + 1)
        else:
            found.append(range(month, month + 1))
    return found


def _months_text(months: range) -> str:
    return text.month_range(_first_day(months[0]), _first_day(months[-1]))


def _first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _in_month(when: date) -> str:
    """The month as figures, which need no grammatical case: `05.2026`."""
    return f"{when:%m.%Y}"

"""The schedule: the Gantt picture, the table that says the same, and sentences on what overlaps and what is late."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import text
from core.charts.gantt import Gantt, Milestone, gantt, gantt_pages
from core.charts.gantt import Row as Bar
from documents.rendering import Panel
from initiatives.enums import ActionState
from initiatives.rendering.snapshot import Row, day, label, month_index, rows

WIDE, NARROW = 760, 340
ROWS_OF_ONE_PICTURE = 24


def period_of(content: dict[str, Any], action: Row) -> dict[str, Any] | None:
    """The months of an action as one text: `maj–wrzesień 2026`; None without dates."""
    start, end = day(action, "start"), day(action, "end")
    if start and end:
        return {"text": text.month_range(start, end)}
    known = start or end
    return {"text": text.month_year(known)} if known else None


def schedule_panel(content: dict[str, Any]) -> Panel | None:
    """The schedule of a snapshot; None when no action has a month yet."""
    actions = rows(content, "action")
    if not any(day(action, "start") or day(action, "end") for action in actions):
        return None
    table = _chart(content, actions)
    chart = replace(table, rows=[bar for bar in table.rows if bar.state != ActionState.DROPPED])
    return Panel(
        name="schedule",
        title=table.title,
        template="initiatives/reading/schedule.html",
        data={
            "chart": table,
            "pictures": gantt_pages(chart, ROWS_OF_ONE_PICTURE),
            "narrow_picture": gantt(replace(chart, id="gantt-narrow", width=NARROW)),
            "sentences": _sentences(content, actions),
        },
    )


def _chart(content: dict[str, Any], actions: list[Row]) -> Gantt:
    look = (content.get("facts") or {}).get("network") or {}
    milestones: dict[str, list[Milestone]] = {}
    for row in rows(content, "milestone"):
        when = day(row, "date")
        if when:
            milestones.setdefault(row["values"].get("action") or "", []).append(Milestone(when, label(row, "text")))
    return Gantt(
        id="gantt",
        title=_("Schedule of actions"),
        description=" ".join(_sentences(content, actions)),
        rows=[_bar(action, tuple(milestones.get(action["id"], ()))) for action in actions],
        colour=look.get("colour") or "#12355b",
        tint=look.get("tint") or "#dfe8f2",
        width=WIDE,
        state_labels={value: str(words) for value, words in ActionState.choices},
        milestone_label=_("milestone"),
    )


def _bar(action: Row, milestones: tuple[Milestone, ...]) -> Bar:
    return Bar(
        label=label(action),
        start=day(action, "start"),
        end=_last_day(day(action, "end")),
        state=action["values"].get("state") or ActionState.PLANNED,
        milestones=milestones,
    )


def _last_day(month: date | None) -> date | None:
    if month is None:
        return None
    after = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return date.fromordinal(after.toordinal() - 1)


def _sentences(content: dict[str, Any], actions: list[Row]) -> list[str]:
    """What a person sees in the picture, in words."""
    dated = [action for action in actions if day(action, "start") and day(action, "end")]
    sentences = [_span(dated), _busiest(dated), _named(_("Late: %(names)s."), actions, _is_late)]
    sentences.append(_named(_("Without dates: %(names)s."), actions, lambda action: action not in dated))
    sentences.append(_outside(content, dated))
    return [sentence for sentence in sentences if sentence]


def _span(dated: list[Row]) -> str:
    if not dated:
        return ""
    first = min(action["values"]["start"] for action in dated)
    last = max(action["values"]["end"] for action in dated)
    period = text.month_range(date.fromisoformat(first), date.fromisoformat(last))
    return ngettext(
        "%(count)d action with dates, %(period)s.", "%(count)d actions with dates, %(period)s.", len(dated)
    ) % {"count": len(dated), "period": period}


def _busiest(dated: list[Row]) -> str:
    load = Counter(month for action in dated for month in _months(action))
    if not load:
        return ""
    most = max(load.values())
    if most < 2:
        return _("No two actions run at the same time.")
    month = min(month for month, count in load.items() if count == most)
    when = text.month_year(date(month // 12, month % 12 + 1, 1))
    return ngettext(
        "Most actions run at the same time in %(month)s: %(count)d.",
        "Most actions run at the same time in %(month)s: %(count)d.",
        most,
    ) % {"month": when, "count": most}


def _months(action: Row) -> range:
    start, end = day(action, "start"), day(action, "end")
    return range(month_index(start), month_index(end) + 1) if start and end else range(0)


def _is_late(action: Row) -> bool:
    return action["values"].get("state") == ActionState.LATE


def _outside(content: dict[str, Any], dated: list[Row]) -> str:
    record = next(iter(rows(content, "record")), None)
    first, last = (day(record, "period_start"), day(record, "period_end")) if record else (None, None)
    if not first or not last:
        return ""
    period = range(month_index(first), month_index(last) + 1)
    return _named(
        _("Outside the period of the plan: %(names)s."),
        dated,
        lambda action: any(month not in period for month in (_months(action)[0], _months(action)[-1])),
    )


def _named(sentence: str, actions: list[Row], test: Any) -> str:
    """The sentence with the codes of the actions that pass the test, or nothing."""
    names = [action.get("code") or label(action) for action in actions if test(action)]
    return sentence % {"names": ", ".join(names)} if names else ""

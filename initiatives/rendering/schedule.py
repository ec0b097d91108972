"""The schedule: the Gantt picture, and the panel of reading pages and PDFs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from core import text
from core.charts.gantt import Gantt, Milestone, gantt, gantt_pages
from core.charts.gantt import Row as Bar
from documents.rendering import Panel
from initiatives.enums import ActionState
from initiatives.queries.snapshot import Row, day, label, rows
from initiatives.rendering.schedule_lines import Line, last_day, schedule_lines
from initiatives.rendering.schedule_words import sentences

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
    """The schedule of a snapshot; None when no action has a month yet. It says nothing of today: a PDF lasts."""
    lines = schedule_lines(content)
    if not any(line.start or line.end for line in lines):
        return None
    table = schedule_chart(content, lines)
    chart = without_dropped(table)
    return Panel(
        name="schedule",
        title=chart.title,
        template="initiatives/reading/schedule.html",
        workbench="documents/workbench/extra.html",
        data={
            "chart": table,
            "pictures": gantt_pages(chart, ROWS_OF_ONE_PICTURE),
            "narrow_picture": gantt(replace(chart, id="gantt-narrow", width=NARROW)),
            "sentences": sentences(content, lines),
        },
    )


def schedule_chart(content: dict[str, Any], lines: Sequence[Line], today: date | None = None) -> Gantt:
    """The schedule as picture and table take it."""
    look = (content.get("facts") or {}).get("network") or {}
    milestones = milestones_by_action(content)
    return Gantt(
        id="gantt",
        title=_("Schedule of actions"),
        description=" ".join(sentences(content, lines)),
        rows=[_bar(line, milestones.get(line.id, ())) for line in lines],
        today=today,
        colour=look.get("colour") or "#12355b",
        tint=look.get("tint") or "#dfe8f2",
        width=WIDE,
        state_labels={value: str(words) for value, words in ActionState.choices},
        milestone_label=_("milestone"),
        today_label=_("today"),
        late_label=_("late"),
        within=period_of_plan(content),
        after_label=_("the second waits for the first"),
        early_label=_("begins before the first ends"),
    )


def period_of_plan(content: dict[str, Any]) -> tuple[date, ...]:
    """The first and the last month of the plan, as far as its record names them."""
    named = (day(row, name) for row in rows(content, "record") for name in ("period_start", "period_end"))
    return tuple(one for one in named if one)


def without_dropped(chart: Gantt) -> Gantt:
    """What the picture shows: actions that have been dropped stand in the table only."""
    return replace(chart, rows=[bar for bar in chart.rows if bar.state != ActionState.DROPPED])


def milestones_by_action(content: dict[str, Any]) -> dict[str, tuple[Milestone, ...]]:
    """Dated milestones by the id of their action; those of the whole plan under an empty text."""
    found: dict[str, tuple[Milestone, ...]] = {}
    for row in rows(content, "milestone"):
        when, action = day(row, "date"), row["values"].get("action") or ""
        if when:
            found[action] = (*found.get(action, ()), Milestone(when, label(row, "text")))
    return found


def _bar(line: Line, milestones: tuple[Milestone, ...]) -> Bar:
    return Bar(
        label=line.label,
        start=line.start,
        end=last_day(line.end),
        state=line.state,
        milestones=milestones,
        key=line.id,
        after=tuple(key for key, _name in line.waits_for),
        waits_for=tuple(name for _key, name in line.waits_for),
        is_late=line.is_late,
    )

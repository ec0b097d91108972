"""The schedules of the plans on one axis of time, and the same in words."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.rendering.comparison.money import _actions
from catalogue.rendering.comparison.shapes import Block, Cell, Line, Plan, line, with_bars
from catalogue.rendering.digest import Task
from core import text
from core.charts.lanes import Bar, Lane, Lanes, lanes
from initiatives.enums import ActionState
from initiatives.queries.snapshot import month_index

WIDE, NARROW = 1136, 320
MOST_YEARS = 15


def schedule_block(plans: Sequence[Plan]) -> Block:
    """A picture with a lane for each plan; a table of first and last months and of actions under way in each year."""
    spans = [_span(plan) for plan in plans]
    title, lines = _("Schedule on one axis"), _lines(plans, spans)
    if not any(spans):
        return Block("schedule", title, lines, note=_("No plan gives the months of its actions."))
    chart = Lanes(
        id="lanes",
        title=title,
        description=_("The same is in the table below the picture."),
        lanes=tuple(_lane(plan) for plan in plans),
        width=WIDE,
        milestone_label=_("milestone"),
        missing_label=_("no dates"),
    )
    narrow = Lanes(**{**chart.__dict__, "id": "lanes-narrow", "width": NARROW})
    return Block("schedule", title, lines, picture=lanes(chart), narrow_picture=lanes(narrow))


def _live(plan: Plan) -> list[Task]:
    return [
        task for task in plan.digest.tasks if task.start and task.end and task.start <= task.end
        and task.state != ActionState.DROPPED
    ]  # fmt: skip


def _span(plan: Plan) -> tuple[date, date] | None:
    tasks = _live(plan)
    starts = [task.start for task in tasks if task.start]
    ends = [task.end for task in tasks if task.end]
    return (min(starts), max(ends)) if starts and ends else None


def _lane(plan: Plan) -> Lane:
    network = plan.publication.network
    return Lane(
        label=plan.name,
        note=_actions(len(plan.digest.tasks)),
        colour=plan.colour,
        tint=network.tint if network else "#e6eaef",
        shape=network.shape if network else "",
        bars=tuple(
            Bar(task.start, task.end, f"{task.code} {task.title}".strip()) for task in _live(plan)  # type: ignore[arg-type]
        ),
        milestones=tuple(plan.digest.milestones),
    )  # fmt: skip


def _lines(plans: Sequence[Plan], spans: Sequence[tuple[date, date] | None]) -> list[Line]:
    months = [month_index(span[1]) - month_index(span[0]) + 1 if span else None for span in spans]
    lengths = [Cell(_months(count)) if count else Cell() for count in months]
    lines = [
        line(_("Period of the plan"), [_period(plan) for plan in plans], plans),
        line(_("First action begins"), [Cell(text.month_year(span[0])) if span else Cell() for span in spans], plans),
        line(_("Last action ends"), [Cell(text.month_year(span[1])) if span else Cell() for span in spans], plans),
        line(_("Length of the actions"), with_bars(lengths, months, plans), plans),
    ]
    known = [span for span in spans if span]
    first, last = (min(span[0].year for span in known), max(span[1].year for span in known)) if known else (1, 0)
    for year in range(first, min(last, first + MOST_YEARS) + 1):
        counts = [sum(_runs(task, year) for task in _live(plan)) for plan in plans]
        cells = [Cell(text.number(count)) if count else Cell(missing=_("none")) for count in counts]
        label = _("Actions under way in %(year)d") % {"year": year}
        lines.append(line(label, with_bars(cells, counts, plans), plans))
    return lines


def _months(count: int) -> str:
    return ngettext("%(count)d month", "%(count)d months", count) % {"count": count}


def _period(plan: Plan) -> Cell:
    start, end = plan.publication.period_start, plan.publication.period_end
    return Cell(text.month_range(start, end)) if start and end else Cell()


def _runs(task: Task, year: int) -> bool:
    return bool(task.start and task.end and task.start.year <= year <= task.end.year)

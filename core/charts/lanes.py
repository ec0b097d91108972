"""Several schedules on one axis of time: a lane for each plan, its actions as packed bars, milestones as diamonds."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from core.charts.marks import legend, shape
from core.charts.svg import INK, MUTED, SURFACE, clean, document, fit, tag, text
from core.charts.timeline import Timeline, axis, grid_lines, next_quarter, quarter_start

HEAD = 26.0
#: height of a bar with its gap, by how many stand one under another
BAR, THIN_BAR, MOST_BARS = 11.0, 5.0, 16


@dataclass(frozen=True)
class Bar:
    start: datetime.date
    end: datetime.date
    label: str


@dataclass(frozen=True)
class Lane:
    """One plan. `shape` and `colour` are those of its network, `note` stands beside its name."""

    label: str
    note: str
    colour: str
    tint: str
    shape: str
    bars: Sequence[Bar]
    milestones: Sequence[tuple[datetime.date, str]] = ()


@dataclass(frozen=True)
class Lanes:
    """`missing_label` stands in a lane without dates; all words are translated."""

    id: str
    title: str
    description: str
    lanes: Sequence[Lane]
    width: float = 1136
    milestone_label: str = ""
    missing_label: str = ""


def packed(bars: Sequence[Bar]) -> list[list[Bar]]:
    """The bars in as few rows as they fit without meeting, the earliest first."""
    rows: list[list[Bar]] = []
    for bar in sorted(bars, key=lambda one: (one.start, one.end, one.label)):
        free = next((row for row in rows if row[-1].end < bar.start), None)
        if free is None:
            rows.append([bar])
        else:
            free.append(bar)
    return rows


def lanes(chart: Lanes) -> SafeString:
    """The picture; an empty text when no lane has a date."""
    dates = [date for lane in chart.lanes for bar in lane.bars for date in (bar.start, bar.end)]
    dates += [when for lane in chart.lanes for when, _label in lane.milestones]
    if not dates:
        return SafeString("")
    line = Timeline(quarter_start(min(dates)), next_quarter(max(dates)), 8, chart.width - 8)
    top = 40.0
    y, drawn = top, []
    for number, lane in enumerate(chart.lanes):
        markup, height = _lane(chart, lane, line, y, is_odd=bool(number % 2))
        drawn.append((markup, y, height))
        y += height
    bands = "".join(
        tag("rect", x=0.0, y=at, width=float(chart.width), height=height, fill=SURFACE)
        for _markup, at, height in drawn[::2]
    )
    marks, marks_height = _legend(chart, y + 10)
    body = bands + grid_lines(line, top - 8, y) + "".join(markup for markup, _at, _height in drawn) + axis(line, 0)
    return document(
        id=chart.id,
        title=chart.title,
        description=chart.description,
        width=chart.width,
        height=y + 8 + (marks_height + 6 if marks else 0),
        body=body + marks,
    )


def _legend(chart: Lanes, y: float) -> tuple[str, float]:
    if not any(lane.milestones for lane in chart.lanes):
        return "", 0
    return legend([(shape("diamond", 0, 0, 6, INK), chart.milestone_label)], 0, y, chart.width)


def _lane(chart: Lanes, lane: Lane, line: Timeline, y: float, *, is_odd: bool) -> tuple[str, float]:
    """(markup, height) of one plan: its name, milestones beside it, then its bars."""
    rows = packed(lane.bars)
    step = BAR if len(rows) <= MOST_BARS else THIN_BAR
    head = HEAD + (14 if lane.milestones else 0)
    words = _words(chart, lane, y, "#fff" if is_odd else SURFACE)
    diamonds = "".join(
        tag("g", tag("title", clean(label)), shape("diamond", line.x(when), y + HEAD + 6, 5.5, INK, stroke="#fff"))
        for when, label in lane.milestones
    )
    bars = "".join(
        _bar(lane, bar, line, y + head + place * step, step - 2) for place, row in enumerate(rows) for bar in row
    )
    missing = "" if rows else text(8, y + head + 12, chart.missing_label, fill=MUTED)
    return words + diamonds + bars + missing, head + max(1, len(rows)) * step + (8 if rows else 12)


def _words(chart: Lanes, lane: Lane, y: float, behind: str) -> str:
    mark = shape(lane.shape, 16, y + 13, 6, lane.colour)
    label = fit(f"{lane.label} – {lane.note}" if lane.note else lane.label, chart.width - 40, 14)
    return mark + text(28, y + 18, label, size=14, weight=600, halo=behind)


def _bar(lane: Lane, bar: Bar, line: Timeline, y: float, height: float) -> str:
    x = line.x(bar.start)
    right = max(x + 3, line.x(next_month(bar.end)))
    frame = tag("rect", x=x, y=y, width=float(right - x), height=float(height), rx=2, fill=lane.colour)
    return tag("g", tag("title", clean(bar.label)), frame)


def next_month(month: datetime.date) -> datetime.date:
    """The first day of the month after: an action lasts until the end of its last month."""
    return (month.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)

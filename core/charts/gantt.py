"""The schedule: one row for each action, quarters across, milestones as diamonds, a line for today."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils.safestring import SafeString

from core.charts.marks import legend, shape
from core.charts.svg import INK, LINE, MUTED, RED, SURFACE, document, tag, text, wrap

QUARTERS = ("I", "II", "III", "IV")
NARROW_WIDTH = 560


@dataclass(frozen=True)
class Milestone:
    date: datetime.date
    label: str


@dataclass(frozen=True)
class Row:
    """One action. `state`: planned, running, done or late; `progress` 0-100 is drawn when running."""

    label: str
    start: datetime.date | None = None
    end: datetime.date | None = None
    state: str = "planned"
    progress: int = 0
    milestones: tuple[Milestone, ...] = ()


@dataclass(frozen=True)
class Gantt:
    """`state_labels` names the states for the legend; `milestone_label` and `today_label` too. All translated.

    `period` sets the axis (start of a quarter, start of the quarter after the last); without it the rows do.
    """

    id: str
    title: str
    description: str
    rows: Sequence[Row]
    today: datetime.date | None = None
    colour: str = "#12355b"
    tint: str = "#dfe8f2"
    width: float = 1136
    state_labels: dict[str, str] = field(default_factory=dict)
    milestone_label: str = ""
    today_label: str = ""
    period: tuple[datetime.date, datetime.date] | None = None


@dataclass(frozen=True)
class _Scale:
    first: datetime.date
    last: datetime.date
    left: float
    right: float

    def x(self, date: datetime.date) -> float:
        share = (date - self.first).days / max(1, (self.last - self.first).days)
        return self.left + share * (self.right - self.left)

    @property
    def quarters(self) -> list[datetime.date]:
        found, at = [], self.first
        while at < self.last:
            found.append(at)
            at = _next_quarter(at)
        return found


def _quarter_start(date: datetime.date) -> datetime.date:
    return date.replace(month=(date.month - 1) // 3 * 3 + 1, day=1)


def _next_quarter(date: datetime.date) -> datetime.date:
    start = _quarter_start(date)
    return start.replace(year=start.year + 1, month=1) if start.month == 10 else start.replace(month=start.month + 3)


def _scale(chart: Gantt, left: float) -> _Scale | None:
    dates = [date for row in chart.rows for date in (row.start, row.end) if date]
    dates += [milestone.date for row in chart.rows for milestone in row.milestones]
    if chart.period:
        return _Scale(*chart.period, left, chart.width - 8)
    if not dates:
        return None
    return _Scale(_quarter_start(min(dates)), _next_quarter(max(dates)), left, chart.width - 8)


def _axis(scale: _Scale, y: float) -> str:
    parts, quarters = [], scale.quarters
    step = (scale.right - scale.left) / len(quarters)
    every = max(1, round(34 / (step * 4) + 0.49))
    for at in quarters:
        x = scale.x(at)
        if (at.month == 1 or at == quarters[0]) and (at.year - quarters[0].year) % every == 0:
            room = min((13 - at.month) // 3 * step, scale.right - x)
            if room >= 34:
                parts.append(text(x + 4, y + 13, str(at.year), fill=INK, weight=600))
        if step >= 20:
            parts.append(text(x + 4, y + 31, QUARTERS[(at.month - 1) // 3], size=12, fill=MUTED))
    return "".join(parts)


def _grid_lines(scale: _Scale, top: float, bottom: float) -> str:
    quarters = scale.quarters
    crowded = (scale.right - scale.left) / len(quarters) < 8
    return "".join(
        tag("path", d=f"M{scale.x(at):.1f} {top:.1f}V{bottom:.1f}", stroke="#aab5c1" if at.month == 1 else LINE)
        for at in quarters
        if at.month == 1 or not crowded
    )


def _bar(chart: Gantt, row: Row, scale: _Scale, y: float) -> str:
    if not (row.start and row.end):
        return ""
    start, end = min(row.start, row.end), max(row.start, row.end)
    x, right = scale.x(start), scale.x(end + datetime.timedelta(days=1))
    return _bar_mark(chart, row.state, x, y, max(5.0, right - x), row.progress)


def _bar_mark(chart: Gantt, state: str, x: float, y: float, width: float, progress: int = 0) -> str:
    frame = {"x": x, "y": y, "width": float(width), "height": 20.0, "rx": 4}
    if state == "late":
        return tag("rect", **frame, fill="#fff", stroke=RED, stroke_width=2.5, stroke_dasharray="6 3")
    if state == "planned":
        return tag("rect", **frame, fill=chart.tint, stroke=chart.colour, stroke_width=1.5)
    bar = tag("rect", **frame, fill=chart.colour)
    if state == "done" and width >= 18:
        return bar + tag(
            "path", d=f"M{x + 6:.1f} {y + 10:.1f}l3.500 3.500 6-7", fill="none", stroke="#fff", stroke_width=2.2
        )
    if progress and width > 8:
        share = (width - 4) * min(100, progress) / 100
        bar += tag("rect", x=x + 2, y=y + 14.5, width=float(share), height=3.5, rx=1.5, fill="#fff", fill_opacity=0.65)
    return bar


def _milestones(row: Row, scale: _Scale, y: float) -> str:
    return "".join(
        shape("diamond", scale.x(item.date), y + 10, 6.5, INK, stroke="#fff", stroke_width=1.5)
        for item in row.milestones
    )


@dataclass(frozen=True)
class _Placed:
    """A row with its place: `y` and `height` of the band, `first` baseline of the words, `bar_y` top of the bar."""

    row: Row
    lines: list[str]
    y: float
    height: float
    first: float
    bar_y: float


def _place(rows: Sequence[Row], top: float, room: float, narrow: bool) -> list[_Placed]:
    placed, y = [], top
    for row in rows:
        lines = wrap(row.label, room, 13, lines=2)
        words = len(lines) * 17.0
        height = words + 38 if narrow else max(36.0, words + 12)
        first = y + 18 if narrow else y + (height - words) / 2 + 13
        placed.append(_Placed(row, lines, y, height, first, y + words + 10 if narrow else y + (height - 20) / 2))
        y += height
    return placed


def _bands_and_words(chart: Gantt, placed: list[_Placed], narrow: bool) -> tuple[str, str]:
    bands = (
        tag("rect", x=0.0, y=place.y, width=float(chart.width), height=place.height, fill=SURFACE)
        for place in placed[::2]
    )
    words = (
        text(8, place.first + index * 17, line, halo=None if not narrow else "#fff" if number % 2 else SURFACE)
        for number, place in enumerate(placed)
        for index, line in enumerate(place.lines)
    )
    return "".join(bands), "".join(words)


def _today(chart: Gantt, scale: _Scale, top: float, bottom: float) -> str:
    if not chart.today or not scale.first <= chart.today <= scale.last:
        return ""
    x = scale.x(chart.today)
    return tag("path", d=f"M{x:.1f} {top:.1f}V{bottom:.1f}", stroke=RED, stroke_width=2, stroke_dasharray="4 3")


def _legend(chart: Gantt, has_today: bool, y: float) -> tuple[str, float]:
    used = {row.state for row in chart.rows if row.start and row.end}
    entries = [
        (_bar_mark(chart, state, -10, -10, 20), label) for state, label in chart.state_labels.items() if state in used
    ]
    if chart.milestone_label and any(row.milestones for row in chart.rows):
        entries.append((shape("diamond", 0, 0, 6.5, INK), chart.milestone_label))
    if chart.today_label and has_today:
        line = tag("path", d="M0-9V9", stroke=RED, stroke_width=2, stroke_dasharray="4 3")
        entries.append((line, chart.today_label))
    return legend(entries, 0, y, chart.width)


def gantt(chart: Gantt) -> SafeString:
    """The picture; an empty text when no row has a date. Below 560 units of width words stand above their bars."""
    narrow = chart.width < NARROW_WIDTH
    left = 8 if narrow else min(300.0, chart.width * 0.32)
    scale = _scale(chart, left)
    if scale is None:
        return SafeString("")
    top = 40.0
    placed = _place(chart.rows, top, chart.width - 16 if narrow else left - 20, narrow)
    bottom = placed[-1].y + placed[-1].height
    bands, words = _bands_and_words(chart, placed, narrow)
    bars = "".join(
        _bar(chart, place.row, scale, place.bar_y) + _milestones(place.row, scale, place.bar_y) for place in placed
    )
    today = _today(chart, scale, top - 4, bottom)
    again = _axis(scale, bottom) if len(placed) > 15 else ""
    marks, marks_height = _legend(chart, bool(today), bottom + (48 if again else 14))
    body = bands + _grid_lines(scale, top - 8, bottom) + bars + today + words + _axis(scale, 0) + again + marks
    height = bottom + (40 if again else 8) + (marks_height + 10 if marks else 0)
    return document(
        id=chart.id, title=chart.title, description=chart.description, width=chart.width, height=height, body=body
    )


def gantt_pages(chart: Gantt, rows_per_page: int = 24) -> list[SafeString]:
    """The schedule cut into pictures that each fit a page, all on the same time axis."""
    scale = _scale(chart, 0)
    if scale is None:
        return []
    chunks = [chart.rows[at : at + rows_per_page] for at in range(0, len(chart.rows), rows_per_page)]
    return [
        gantt(replace(chart, id=f"{chart.id}-{number}", rows=rows, period=(scale.first, scale.last)))
        for number, rows in enumerate(chunks, 1)
    ]

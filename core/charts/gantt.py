"""The schedule: one row for each action, time across, milestones as diamonds, arrows of dependencies, today's line."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils.safestring import SafeString

from core.charts.marks import legend, shape
from core.charts.svg import INK, MUTED, RED, SURFACE, document, tag, text, text_width, wrap
from core.charts.timeline import Timeline, axis, grid_lines, next_quarter, quarter_start

NARROW_WIDTH = 560
#: room for words in a picture that is wider than the screen, so that they are read without scrolling
SEEN_AT_ONCE = 420


@dataclass(frozen=True)
class Milestone:
    date: datetime.date
    label: str


@dataclass(frozen=True)
class Row:
    """One action. `state`: planned, running, done or late; `progress` 0-100 is drawn when running.

    `after` are the keys of the rows that must end before this one begins, `waits_for` their names. `is_late` marks a
    row as late that does not call itself so.
    """

    label: str
    start: datetime.date | None = None
    end: datetime.date | None = None
    state: str = "planned"
    progress: int = 0
    milestones: tuple[Milestone, ...] = ()
    key: str = ""
    after: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()
    is_late: bool = False


@dataclass(frozen=True)
class Gantt:
    """`state_labels` names the states for the legend; `milestone_label`, `today_label` and so on too. All translated.

    `period` sets the axis (start of a quarter, start of the quarter after the last); without it the rows do, and the
    days of `within`.
    `month_width` sets the scale instead of `width`: the picture becomes as wide as its months need.
    `late_label` is the word beside a late bar.
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
    late_label: str = ""
    after_label: str = ""
    early_label: str = ""
    period: tuple[datetime.date, datetime.date] | None = None
    within: tuple[datetime.date, ...] = ()
    month_width: float = 0

    @property
    def has_links(self) -> bool:
        return any(row.waits_for for row in self.rows)


def _period(chart: Gantt) -> tuple[datetime.date, datetime.date] | None:
    """What the axis spans, in whole quarters; None when no row has a date."""
    dates = [date for row in chart.rows for date in (row.start, row.end) if date]
    dates += [milestone.date for row in chart.rows for milestone in row.milestones]
    if chart.period or not dates:
        return chart.period
    dates += chart.within
    return quarter_start(min(dates)), next_quarter(max(dates))


def _sized(chart: Gantt, period: tuple[datetime.date, datetime.date]) -> Gantt:
    """The chart with the width that `month_width` asks for."""
    if not chart.month_width:
        return chart
    months = len(Timeline(*period, 0, 1).months)
    return replace(chart, width=max(NARROW_WIDTH, 16 + months * chart.month_width))


def _ends(row: Row, line: Timeline) -> tuple[float, float] | None:
    """Where the bar of a row begins and ends; None without both dates."""
    if not (row.start and row.end):
        return None
    start, end = min(row.start, row.end), max(row.start, row.end)
    x = line.x(start)
    return x, max(x + 5, line.x(end + datetime.timedelta(days=1)))


def _look(row: Row) -> str:
    return "late" if row.is_late else row.state


def _bar(chart: Gantt, row: Row, line: Timeline, y: float) -> str:
    ends = _ends(row, line)
    if ends is None:
        return ""
    x, right = ends
    bar = _bar_mark(chart, _look(row), x, y, right - x, row.progress)
    return bar + (_late_word(chart, line, x, right, y) if _look(row) == "late" and chart.late_label else "")


def _late_word(chart: Gantt, line: Timeline, x: float, right: float, y: float) -> str:
    """The word beside the bar, on whichever side has room; inside when neither has."""
    wide = text_width(chart.late_label, 12)
    places = [right + 8, x - 8 - wide, x + 8]
    fits = [right + 8 + wide <= chart.width, x - 8 - wide >= line.left, True]
    at = places[fits.index(True)]
    return text(at, y + 14.5, chart.late_label, size=12, fill=RED, weight=600, halo="#fff")


def _bar_mark(chart: Gantt, state: str, x: float, y: float, width: float, progress: int = 0) -> str:
    frame = {"x": x, "y": y, "width": float(width), "height": 20.0, "rx": 4}
    if state == "late":
        bar = tag("rect", **frame, fill="#fff", stroke=RED, stroke_width=2.5, stroke_dasharray="6 3")
        return bar + _stripes(x, y, width)
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


def _stripes(x: float, y: float, width: float) -> str:
    """Slanting lines inside a late bar, for those who do not see its colour."""
    starts = range(3, int(width) - 10, 8)
    if not starts:
        return ""
    return tag("path", d="".join(f"M{x + at:.1f} {y + 17:.1f}l8-14" for at in starts), stroke=RED, stroke_width=1)


def _milestones(row: Row, line: Timeline, y: float) -> str:
    return "".join(
        shape("diamond", line.x(item.date), y + 10, 6.5, INK, stroke="#fff", stroke_width=1.5)
        for item in row.milestones
    )


@dataclass(frozen=True)
class _Placed:
    """A row with its place: `y` and `height` of the band, `bar_y` top of the bar.

    The words begin at `words_x`, their first line on `first`.
    """

    row: Row
    lines: list[str]
    y: float
    height: float
    first: float
    bar_y: float
    words_x: float


def _place(chart: Gantt, line: Timeline, top: float, narrow: bool) -> list[_Placed]:
    placed, y = [], top
    room = min(chart.width, SEEN_AT_ONCE if chart.month_width else chart.width) - 16 if narrow else line.left - 20
    for row in chart.rows:
        lines = wrap(row.label, room, 13, lines=2)
        words = len(lines) * 17.0
        height = words + 38 if narrow else max(36.0, words + 12)
        first = y + 18 if narrow else y + (height - words) / 2 + 13
        bar_y = y + words + 10 if narrow else y + (height - 20) / 2
        placed.append(_Placed(row, lines, y, height, first, bar_y, _words_at(chart, row, lines, line)))
        y += height
    return placed


def _words_at(chart: Gantt, row: Row, lines: list[str], line: Timeline) -> float:
    """Where the words of a row begin: at the left, or over the bar when the picture is to be scrolled."""
    ends = _ends(row, line)
    if not chart.month_width or ends is None:
        return 8
    widest = max(text_width(words, 13) for words in lines)
    return max(8.0, min(ends[0], chart.width - widest - 8))


def _arrows(placed: list[_Placed], line: Timeline) -> str:
    """From the end of what must come first to the beginning of what waits; red and broken where it begins too early."""
    known = {place.row.key: place for place in placed if place.row.key}
    return "".join(_arrow(known[key], place, line) for place in placed for key in place.row.after if key in known)


def _arrow(first: _Placed, then: _Placed, line: Timeline) -> str:
    source, target = _ends(first.row, line), _ends(then.row, line)
    if source is None or target is None:
        return ""
    below = then.y > first.y
    # Down (or up) along the edge between two rows, where no words stand.
    lane = first.bar_y + (25 if below else -5)
    x, to = source[1], target[0]
    middle = then.bar_y + 10
    way = f"M{x:.1f} {first.bar_y + 10:.1f}H{x + 6:.1f}V{lane:.1f}H{max(2.0, to - 9):.1f}V{middle:.1f}H{to - 4:.1f}"
    is_early = bool(then.row.start and first.row.end and then.row.start <= first.row.end)
    colour = RED if is_early else MUTED
    dashes = "4 3" if is_early else None
    path = tag("path", d=way, fill="none", stroke=colour, stroke_width=1.5, stroke_dasharray=dashes)
    return path + _arrow_head(to, middle, colour)


def _arrow_head(x: float, y: float, colour: str) -> str:
    return tag("path", d=f"M{x - 7:.1f} {y - 4:.1f}L{x:.1f} {y:.1f}L{x - 7:.1f} {y + 4:.1f}z", fill=colour)


def _bands_and_words(chart: Gantt, placed: list[_Placed], narrow: bool) -> tuple[str, str]:
    bands = (
        tag("rect", x=0.0, y=place.y, width=float(chart.width), height=place.height, fill=SURFACE)
        for place in placed[::2]
    )
    labels = (
        text(
            place.words_x,
            place.first + index * 17,
            words,
            halo=None if not narrow else "#fff" if number % 2 else SURFACE,
        )
        for number, place in enumerate(placed)
        for index, words in enumerate(place.lines)
    )
    return "".join(bands), "".join(labels)


def _today(chart: Gantt, line: Timeline, top: float, bottom: float) -> str:
    if not chart.today or not line.first <= chart.today <= line.last:
        return ""
    x = line.x(chart.today)
    return tag("path", d=f"M{x:.1f} {top:.1f}V{bottom:.1f}", stroke=RED, stroke_width=2, stroke_dasharray="4 3")


def _legend(chart: Gantt, has_today: bool, y: float) -> tuple[str, float]:
    used = {_look(row) for row in chart.rows if row.start and row.end}
    entries = [
        (_bar_mark(chart, state, -10, -10, 20), label) for state, label in chart.state_labels.items() if state in used
    ]
    if chart.milestone_label and any(row.milestones for row in chart.rows):
        entries.append((shape("diamond", 0, 0, 6.5, INK), chart.milestone_label))
    if chart.after_label and any(row.after for row in chart.rows):
        line = tag("path", d="M-10 0H5", stroke=MUTED, stroke_width=1.5)
        entries.append((line + _arrow_head(9, 0, MUTED), chart.after_label))
    if chart.early_label and _begins_early(chart):
        line = tag("path", d="M-10 0H5", stroke=RED, stroke_width=1.5, stroke_dasharray="4 3")
        entries.append((line + _arrow_head(9, 0, RED), chart.early_label))
    if chart.today_label and has_today:
        line = tag("path", d="M0-9V9", stroke=RED, stroke_width=2, stroke_dasharray="4 3")
        entries.append((line, chart.today_label))
    return legend(entries, 0, y, min(chart.width, 1136))


def _begins_early(chart: Gantt) -> bool:
    ends = {row.key: row.end for row in chart.rows if row.key and row.end}
    return any(row.start and key in ends and row.start <= ends[key] for row in chart.rows for key in row.after)


def gantt(chart: Gantt) -> SafeString:
    """The picture; an empty text when no row has a date. Below 560 units of width words stand above their bars."""
    period = _period(chart)
    if period is None:
        return SafeString("")
    chart = _sized(chart, period)
    narrow = bool(chart.month_width) or chart.width < NARROW_WIDTH
    left = 8 if narrow else min(300.0, chart.width * 0.32)
    line = Timeline(*period, left, chart.width - 8)
    top = 40.0
    placed = _place(chart, line, top, narrow)
    bottom = placed[-1].y + placed[-1].height
    bands, words = _bands_and_words(chart, placed, narrow)
    bars = "".join(
        _bar(chart, place.row, line, place.bar_y) + _milestones(place.row, line, place.bar_y) for place in placed
    )
    today = _today(chart, line, top - 4, bottom)
    again = axis(line, bottom) if len(placed) > 15 else ""
    marks, marks_height = _legend(chart, bool(today), bottom + (48 if again else 14))
    drawn = today + _arrows(placed, line) + bars
    body = bands + grid_lines(line, top - 8, bottom) + drawn + words + axis(line, 0) + again + marks
    height = bottom + (40 if again else 8) + (marks_height + 10 if marks else 0)
    return document(
        id=chart.id, title=chart.title, description=chart.description, width=chart.width, height=height, body=body
    )


def gantt_pages(chart: Gantt, rows_per_page: int = 24) -> list[SafeString]:
    """The schedule cut into pictures that each fit a page, all on the same time axis."""
    period = _period(chart)
    if period is None:
        return []
    chunks = [chart.rows[at : at + rows_per_page] for at in range(0, len(chart.rows), rows_per_page)]
    return [
        gantt(replace(chart, id=f"{chart.id}-{number}", rows=rows, period=period))
        for number, rows in enumerate(chunks, 1)
    ]

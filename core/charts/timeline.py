"""Time across a picture: where a day lies, and the axis of years, quarters and months above it."""

import datetime
from dataclasses import dataclass

from core.charts.svg import INK, LINE, MUTED, tag, text
from core.text import month_name

QUARTERS = ("I", "II", "III", "IV")
#: narrowest month, in units of the picture, that has room for its short name
NAMED_MONTH = 34


@dataclass(frozen=True)
class Timeline:
    """Days from `first` (start of a quarter) to `last` (start of the quarter after the end), between two edges."""

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
            at = next_quarter(at)
        return found

    @property
    def months(self) -> list[datetime.date]:
        return [quarter.replace(month=quarter.month + later) for quarter in self.quarters for later in range(3)]

    @property
    def month_width(self) -> float:
        return (self.right - self.left) / max(1, len(self.months))


def quarter_start(date: datetime.date) -> datetime.date:
    return date.replace(month=(date.month - 1) // 3 * 3 + 1, day=1)


def next_quarter(date: datetime.date) -> datetime.date:
    start = quarter_start(date)
    return start.replace(year=start.year + 1, month=1) if start.month == 10 else start.replace(month=start.month + 3)


def axis(line: Timeline, y: float) -> str:
    """Years, and under them quarters or, where there is room, months. Takes 36 units of height from `y`."""
    return _years(line, y) + (_months(line, y) if line.month_width >= NAMED_MONTH else _quarters(line, y))


def _years(line: Timeline, y: float) -> str:
    parts, quarters = [], line.quarters
    step = line.month_width * 3
    every = max(1, round(34 / (step * 4) + 0.49))
    for at in quarters:
        x = line.x(at)
        if (at.month == 1 or at == quarters[0]) and (at.year - quarters[0].year) % every == 0:
            room = min((13 - at.month) // 3 * step, line.right - x)
            if room >= 34:
                parts.append(text(x + 4, y + 13, str(at.year), fill=INK, weight=600))
    return "".join(parts)


def _quarters(line: Timeline, y: float) -> str:
    if line.month_width * 3 < 20:
        return ""
    return "".join(
        text(line.x(at) + 4, y + 31, QUARTERS[(at.month - 1) // 3], size=12, fill=MUTED) for at in line.quarters
    )


def _months(line: Timeline, y: float) -> str:
    return "".join(text(line.x(at) + 4, y + 31, month_name(at.month)[:3], size=12, fill=MUTED) for at in line.months)


def grid_lines(line: Timeline, top: float, bottom: float) -> str:
    """A line at the start of each quarter (each month where months are named), stronger at the start of a year."""
    starts = line.months if line.month_width >= NAMED_MONTH else line.quarters
    crowded = line.month_width * 3 < 8
    return "".join(
        tag("path", d=f"M{line.x(at):.1f} {top:.1f}V{bottom:.1f}", stroke="#aab5c1" if at.month == 1 else LINE)
        for at in starts
        if at.month == 1 or not crowded
    )

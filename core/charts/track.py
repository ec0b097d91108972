"""An indicator on its way: where it began, what was measured, where it should get, from left to right."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from core.charts.marks import shape
from core.charts.svg import INK, LINE, MUTED, Box, Crowd, document, fit, tag, text, text_width

BASELINE, MEASURED, TARGET = "baseline", "measured", "target"
TOP, BOTTOM, FOOT = 30.0, 120.0, 30.0
EDGE = 46.0
LONGEST = 110.0


@dataclass(frozen=True)
class Point:
    """`label` is read below the point (a year, a month), `words` above it (the value with its unit)."""

    label: str
    value: float
    words: str
    kind: str = MEASURED


@dataclass(frozen=True)
class Track:
    """Points in order; the baseline first and the target last where they are known."""

    id: str
    title: str
    description: str
    points: Sequence[Point]
    colour: str = "#12355b"
    width: float = 560


@dataclass(frozen=True)
class _Placed:
    point: Point
    x: float
    y: float


def track(chart: Track) -> SafeString:
    """The picture; an empty text with fewer than two points. Where labels would meet, the earlier one is left out."""
    if len(chart.points) < 2:
        return SafeString("")
    placed = _placed(chart)
    return document(
        id=chart.id,
        title=chart.title,
        description=chart.description,
        width=chart.width,
        height=BOTTOM + FOOT,
        body=_aim(placed, chart) + _line(placed, chart.colour) + _dots(placed, chart.colour) + _labels(placed, chart),
    )


def _placed(chart: Track) -> list[_Placed]:
    values = [point.value for point in chart.points]
    low, span = min(values), max(values) - min(values)
    step = (chart.width - 2 * EDGE) / (len(values) - 1)
    high = BOTTOM - 16 - TOP
    return [
        _Placed(point, EDGE + step * index, TOP + high * (1 - (point.value - low) / span if span else 0.5))
        for index, point in enumerate(chart.points)
    ]


def _aim(placed: list[_Placed], chart: Track) -> str:
    """The level of the target across the whole picture, and the ground on which the years stand."""
    parts = [tag("path", d=f"M0 {BOTTOM:g}H{chart.width:g}", stroke=LINE)]
    last = placed[-1]
    if last.point.kind == TARGET:
        parts.append(tag("path", d=f"M0 {last.y:.1f}H{chart.width:g}", stroke="#8b98a6", stroke_dasharray="2 4"))
    return "".join(parts)


def _line(placed: list[_Placed], colour: str) -> str:
    """Solid through what was measured, dashed to the target."""
    known = [one for one in placed if one.point.kind != TARGET]
    parts = []
    if len(known) > 1:
        steps = " ".join(f"{one.x:.1f},{one.y:.1f}" for one in known)
        parts.append(tag("polyline", points=steps, fill="none", stroke=colour, stroke_width=2.5))
    last = placed[-1]
    if last.point.kind == TARGET and known:
        way = f"M{known[-1].x:.1f} {known[-1].y:.1f}L{last.x:.1f} {last.y:.1f}"
        parts.append(tag("path", d=way, fill="none", stroke=colour, stroke_width=1.5, stroke_dasharray="5 4"))
    return "".join(parts)


def _dots(placed: list[_Placed], colour: str) -> str:
    return "".join(_dot(one, colour) for one in placed)


def _dot(one: _Placed, colour: str) -> str:
    if one.point.kind == TARGET:
        return shape("diamond", one.x, one.y, 6.5, "#fff", stroke=colour, stroke_width=2)
    if one.point.kind == BASELINE:
        return shape("circle", one.x, one.y, 5.5, "#fff", stroke=colour, stroke_width=2)
    return shape("circle", one.x, one.y, 5.5, colour, stroke="#fff", stroke_width=1.5)


def _labels(placed: list[_Placed], chart: Track) -> str:
    crowd, parts = Crowd(), []
    for one in sorted(placed, key=lambda one: (one.point.kind == MEASURED, -one.x)):
        parts.append(_label(one.point.words, one.x, one.y - 11, crowd, chart.width, weight=600, fill=INK))
        parts.append(_label(one.point.label, one.x, BOTTOM + 19, crowd, chart.width, fill=MUTED))
    return "".join(parts)


def _label(words: str, x: float, y: float, crowd: Crowd, room: float, **look: object) -> str:
    """The words centred at `x`, kept inside the picture; nothing where they would meet others."""
    words = fit(words, LONGEST, 12)
    wide = text_width(words, 12)
    left = min(max(x - wide / 2, 0), room - wide)
    box = Box(left - 3, y - 11, wide + 6, 14)
    if not words or not crowd.is_free(box):
        return ""
    crowd.add(box)
    return text(left + wide / 2, y, words, size=12, anchor="middle", **look)  # type: ignore[arg-type]

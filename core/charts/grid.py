"""Stakeholders by influence (up) and interest (right), each from 1 to 5; labels do not run into each other.

The quadrants meet between 3 and 4: four and five are great.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from core.charts.marks import shape
from core.charts.svg import INK, MUTED, Box, Crowd, document, fit, one_or_two_lines, tag, text, text_width, wrap

NARROW_WIDTH = 480
RADIUS = 7.0
LABEL_ROOM = 200.0
LINE_HEIGHT = 15.0
LONGEST_LABEL = 120
SMALL_CELLS = 3
STRIP, NARROW_STRIP = 22.0, 38.0
QUADRANTS = ((0, 0, "#e9eef4"), (1, 0, "#d3deea"), (0, 1, "#f2f5f8"), (1, 1, "#e9eef4"))


@dataclass(frozen=True)
class Stakeholder:
    label: str
    influence: int
    interest: int


@dataclass(frozen=True)
class Grid:
    """`quadrants`: words for low interest + high influence, high + high, low + low, high interest + low influence."""

    id: str
    title: str
    description: str
    stakeholders: Sequence[Stakeholder]
    influence_label: str
    interest_label: str
    quadrants: tuple[str, str, str, str]
    low_label: str = ""
    high_label: str = ""
    colour: str = "#12355b"
    width: float = 720

    @property
    def narrow(self) -> bool:
        return self.width < NARROW_WIDTH

    @property
    def strip(self) -> float:
        """How high the words of a quadrant are, which points keep clear of."""
        return NARROW_STRIP if self.narrow else STRIP


@dataclass(frozen=True)
class _Frame:
    """The field of the picture."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def box(self) -> Box:
        return Box(self.left, self.top, self.right - self.left, self.bottom - self.top)


def _frame(chart: Grid) -> _Frame:
    left = 30.0 if chart.narrow else 52.0
    width = chart.width - left - 8
    return _Frame(left, 8.0, left + width, 8.0 + width * (0.95 if chart.narrow else 0.667))


def _inner(frame: _Frame, strip: float) -> _Frame:
    """Where points stand: the words of the quadrants keep their strips above and below."""
    return _Frame(frame.left, frame.top + strip, frame.right, frame.bottom - strip)


@dataclass(frozen=True)
class _Point:
    stakeholder: Stakeholder
    x: float
    y: float


def _clamp(value: int) -> int:
    return min(5, max(1, value))


def _points(stakeholders: Sequence[Stakeholder], frame: _Frame) -> list[_Point]:
    """Each one in its cell; those who share a cell stand under one another, then in further columns."""
    cells: dict[tuple[int, int], list[Stakeholder]] = defaultdict(list)
    for one in stakeholders:
        cells[_clamp(one.interest), _clamp(one.influence)].append(one)
    wide, high = (frame.right - frame.left) / 5, (frame.bottom - frame.top) / 5
    points = []
    for (interest, influence), group in sorted(cells.items()):
        per_column = min(len(group), max(4, -(-len(group) // 5)))
        gap = min(20.0, (high - 2 * RADIUS) / max(1, per_column - 1))
        columns = -(-len(group) // per_column)
        for index, one in enumerate(group):
            column, row = divmod(index, per_column)
            in_column = min(per_column, len(group) - column * per_column)
            x = frame.left + wide * (interest - 0.5) + (column - (columns - 1) / 2) * 24
            y = frame.bottom - high * (influence - 0.5) + (row - (in_column - 1) / 2) * gap
            points.append(_Point(one, x, y))
    return points


def _places(point: _Point, width: float, lines: int, frame: _Frame) -> list[tuple[Box, float, float, str | None]]:
    """Where a label may stand: its box, x, first baseline and anchor, the best place first."""
    x, y, near = point.x, point.y, RADIUS + 6
    high, lift = LINE_HEIGHT * lines, LINE_HEIGHT * (lines - 1) / 2
    beside: list[tuple[Box, float, float, str | None]] = [
        (Box(x + near, y - high / 2, width, high), x + near, y + 4.5 - lift, None),
        (Box(x - near - width, y - high / 2, width, high), x - near, y + 4.5 - lift, "end"),
    ]
    if x >= frame.middle[0] + 60:
        beside.reverse()
    above, below = y - near - high + 2, y + near - 2
    return [
        *beside,
        (Box(x - width / 2, above, width, high), x, above + LINE_HEIGHT - 4, "middle"),
        (Box(x - width / 2, below, width, high), x, below + LINE_HEIGHT - 4, "middle"),
    ]


def _label(point: _Point, crowd: Crowd, frame: _Frame) -> str:
    """The label at the first free place, which is then taken; an empty text when there is none."""
    for given in one_or_two_lines(point.stakeholder.label[:LONGEST_LABEL]):
        lines = [fit(line, LABEL_ROOM, 13) for line in given]
        if len(given) == 1 and lines != given:
            continue
        width = max(text_width(line, 13) for line in lines)
        for box, x, y, anchor in _places(point, width, len(lines), frame):
            if frame.box.holds(box) and crowd.is_free(box):
                crowd.add(box)
                return "".join(
                    text(x, y + number * LINE_HEIGHT, line, weight=600, anchor=anchor)
                    for number, line in enumerate(lines)
                )
    return ""


def _labels(points: list[_Point], taken: Sequence[Box], frame: _Frame) -> tuple[str, list[_Point]]:
    """Markup of the labels that found room, and the points that did not, in the best of several orders."""

    def size(point: _Point) -> int:
        return len(point.stakeholder.label)

    orders = (
        points,
        points[::-1],
        sorted(points, key=size),
        sorted(points, key=size, reverse=True),
        sorted(points, key=lambda point: -abs(point.x - frame.middle[0])),
    )
    return min((_labels_in_order(order, taken, frame) for order in orders), key=lambda found: len(found[1]))


def _labels_in_order(points: Sequence[_Point], taken: Sequence[Box], frame: _Frame) -> tuple[str, list[_Point]]:
    crowd = Crowd()
    for box in taken:
        crowd.add(box)
    labels = [_label(point, crowd, frame) for point in points]
    homeless = [point for point, label in zip(points, labels, strict=True) if not label]
    return "".join(labels), homeless


def _background(chart: Grid, frame: _Frame) -> tuple[str, list[Box]]:
    """The four fields with their words, and the boxes that the words take up."""
    parts, boxes = [], []
    inner = _inner(frame, chart.strip)
    across = frame.left + (inner.right - inner.left) * SMALL_CELLS / 5
    down = inner.bottom - (inner.bottom - inner.top) * SMALL_CELLS / 5
    for (column, row, fill), words in zip(QUADRANTS, chart.quadrants, strict=True):
        x, y = (across if column else frame.left), (down if row else frame.top)
        wide, high = (frame.right if column else across) - x, (frame.bottom if row else down) - y
        parts.append(tag("rect", x=x + 2, y=y + 2, width=wide - 4, height=high - 4, rx=4, fill=fill))
        lines = wrap(words, wide - 20, 12.5, lines=2 if chart.narrow else 1)
        first = y + (high - 12 - LINE_HEIGHT * (len(lines) - 1) if row else 20)
        for number, line in enumerate(lines):
            baseline = first + number * LINE_HEIGHT
            parts.append(text(x + 12, baseline, line, size=12.5, fill=MUTED))
            boxes.append(Box(x + 12, baseline - 11, text_width(line, 12.5), 12))
    return "".join(parts), boxes


def _axes(chart: Grid, frame: _Frame) -> str:
    middle_x, middle_y = frame.middle
    aside = frame.left - (14 if chart.narrow else 30)
    turned = f"rotate(-90 {aside:g} {middle_y:.1f})"
    parts = [
        text(middle_x, frame.bottom + 28, f"{chart.interest_label} →", anchor="middle", weight=600),
        text(aside, middle_y, f"{chart.influence_label} →", anchor="middle", weight=600, transform=turned),
    ]
    if chart.low_label and chart.high_label:
        parts += [
            text(frame.left + 4, frame.bottom + 28, chart.low_label, size=12, fill=MUTED),
            text(frame.right - 4, frame.bottom + 28, chart.high_label, size=12, fill=MUTED, anchor="end"),
        ]
    return "".join(parts)


def _numbered(chart: Grid, homeless: list[_Point], frame: _Frame) -> tuple[str, float]:
    """Points without room for a label carry a number; the numbers are explained below."""
    parts = []
    columns = 1 if chart.narrow else 2
    rows = -(-len(homeless) // columns)
    room = (frame.right - frame.left) / columns
    for index, point in enumerate(homeless):
        parts.append(text(point.x, point.y + 4, str(index + 1), size=10.5, fill="#fff", weight=600, anchor="middle"))
        column, row = divmod(index, rows)
        words = fit(f"{index + 1}. {point.stakeholder.label}", room - 12, 13)
        parts.append(text(frame.left + column * room, frame.bottom + 62 + row * 20, words, fill=INK))
    return "".join(parts), rows * 20.0 + 14 if homeless else 0.0


def grid(chart: Grid) -> SafeString:
    """The picture; below 480 units of width every point has a number. Values outside 1-5 stand at the edge."""
    frame = _frame(chart)
    background, taken = _background(chart, frame)
    points = _points(chart.stakeholders, _inner(frame, chart.strip))
    taken += [Box(p.x - RADIUS - 1, p.y - RADIUS - 1, 2 * RADIUS + 2, 2 * RADIUS + 2) for p in points]
    labels, homeless = ("", points) if chart.narrow else _labels(points, taken, frame)
    numbers, extra = _numbered(chart, homeless, frame)
    dots = "".join(
        shape(
            "circle", p.x, p.y, RADIUS + 2 if p in homeless else RADIUS, chart.colour, stroke="#fff", stroke_width=1.5
        )
        for p in points
    )
    return document(
        id=chart.id,
        title=chart.title,
        description=chart.description,
        width=chart.width,
        height=frame.bottom + 40 + extra,
        body=background + _axes(chart, frame) + dots + labels + numbers,
    )

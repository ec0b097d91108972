"""The map of Poland with cities as points: voivodeship borders, shapes of networks, labels that do not overlap."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import atan2, atanh, cos, cosh, radians, sin, sinh, sqrt
from pathlib import Path
from typing import Any

from django.utils.safestring import SafeString

from core.charts.marks import legend, shape
from core.charts.svg import Box, Crowd, clean, document, one_or_two_lines, tag, text, text_width

MARGIN = 26.0
RADIUS = 7.0
LABEL_SIZE = 13.5
LINE_HEIGHT = 14.0
MOST_LABELS = 80
#: shades of voivodeships by the least number of cities, all light enough for names on them
SHADES = ((6, "#a9c3de"), (4, "#bdd1e6"), (2, "#d1dfed"), (1, "#dfe8f1"), (0, "#eef2f6"))
SEMI_MAJOR, FLATTENING = 6378137.0, 1 / 298.257222101


@dataclass(frozen=True)
class City:
    """A point. `label` is read out for its link, e.g. `Uniejów, Sieć Zielona`; without coordinates it is left out.

    `is_chosen` draws a ring around it.
    """

    name: str
    lat: float | None
    lon: float | None
    shape: str = ""
    colour: str = "#505a64"
    href: str = ""
    label: str = ""
    is_chosen: bool = False


@dataclass(frozen=True)
class Region:
    """A voivodeship as a link. `label` is read out, e.g. `łódzkie: 3 miasta`; `count` sets its shade."""

    teryt: str
    href: str
    label: str
    count: int
    is_chosen: bool = False


@dataclass(frozen=True)
class Poland:
    """`legend`: (shape, colour, words) for each network on the map. `regions` makes links of the voivodeships."""

    id: str
    title: str
    description: str
    cities: tuple[City, ...]
    legend: tuple[tuple[str, str, str], ...] = ()
    highlight: frozenset[str] = frozenset()
    regions: tuple[Region, ...] = ()


@cache
def geometry() -> dict[str, Any]:
    """The outlines and how they were projected (docs/vendoring.md)."""
    return json.loads((Path(__file__).parent / "poland.json").read_text(encoding="utf-8"))


def to_epsg2180(lat: float, lon: float) -> tuple[float, float]:
    """Degrees (GRS80) to metres east and north in EPSG:2180, by Krüger's series; under a centimetre inside Poland."""
    how = geometry()["projection"]
    n = FLATTENING / (2 - FLATTENING)
    alpha = (n / 2 - 2 / 3 * n**2 + 5 / 16 * n**3, 13 / 48 * n**2 - 3 / 5 * n**3, 61 / 240 * n**3)
    phi, turn = radians(lat), radians(lon - how["central_meridian"])
    k = 2 * sqrt(n) / (1 + n)
    t = sinh(atanh(sin(phi)) - k * atanh(k * sin(phi)))
    xi, eta = atan2(t, cos(turn)), atanh(sin(turn) / sqrt(1 + t * t))
    x = eta + sum(a * cos(2 * j * xi) * sinh(2 * j * eta) for j, a in enumerate(alpha, 1))
    y = xi + sum(a * sin(2 * j * xi) * cosh(2 * j * eta) for j, a in enumerate(alpha, 1))
    scale = how["scale_factor"] * SEMI_MAJOR / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
    return how["false_easting"] + scale * x, how["false_northing"] + scale * y


def place(lat: float, lon: float) -> tuple[float, float]:
    """Where on the picture a city stands."""
    how = geometry()["projection"]
    east, north = to_epsg2180(lat, lon)
    unit = how["units_per_metre"]
    return MARGIN + (east - how["west"]) * unit, MARGIN + (how["north"] - north) * unit


Spot = tuple[City, float, float]
Place = tuple[Box, float, float, str | None]


def _label_places(x: float, y: float, width: float, lines: int) -> list[Place]:
    """Boxes around a point where its name may stand, with the first baseline and anchor; the best first."""
    near, high, drop = RADIUS + 4, LINE_HEIGHT * lines, LABEL_SIZE * 0.36
    lift = LINE_HEIGHT * (lines - 1) / 2
    places: list[Place] = []
    for dy in (0.0, -9.0, 9.0):
        top, baseline = y + dy - high / 2, y + dy + drop - lift
        places.append((Box(x + near, top, width, high), x + near, baseline, None))
        places.append((Box(x - near - width, top, width, high), x - near, baseline, "end"))
    for shift in (0.0, -width / 3, width / 3):
        left, above, below = x - width / 2 + shift, y - near - high + 2, y + near - 2
        places.append((Box(left, above, width, high), x + shift, above + LINE_HEIGHT - 3, "middle"))
        places.append((Box(left, below, width, high), x + shift, below + LINE_HEIGHT - 3, "middle"))
    return places


def _label(city: City, x: float, y: float, crowd: Crowd, field: Box) -> str:
    """The name at the first free place, which is then taken; an empty text when there is none."""
    for lines in one_or_two_lines(city.name):
        width = max(text_width(line, LABEL_SIZE) for line in lines) + 2
        for box, label_x, label_y, anchor in _label_places(x, y, width, len(lines)):
            if field.holds(box) and crowd.is_free(box):
                crowd.add(box)
                return "".join(
                    text(
                        label_x,
                        label_y + n * LINE_HEIGHT,
                        line,
                        size=LABEL_SIZE,
                        weight=600,
                        anchor=anchor,
                        halo="#fff",
                    )
                    for n, line in enumerate(lines)
                )
    return ""


def _labels(spots: list[Spot], field: Box) -> dict[City, str]:
    """The names that found room, in the order that leaves the fewest cities without one."""

    def neighbours(spot: Spot) -> int:
        return sum(abs(spot[1] - x) < 90 and abs(spot[2] - y) < 45 for _city, x, y in spots)

    def wide_first(spot: Spot) -> float:
        return -text_width(spot[0].name, LABEL_SIZE)

    orders = (sorted(spots, key=neighbours, reverse=True), sorted(spots, key=wide_first), spots)
    return max((_labels_in_order(order, field) for order in orders), key=len)


def _labels_in_order(spots: list[Spot], field: Box) -> dict[City, str]:
    crowd = Crowd()
    for _city, x, y in spots:
        crowd.add(Box(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS))
    found = {city: _label(city, x, y, crowd, field) for city, x, y in spots}
    return {city: label for city, label in found.items() if label}


def _land(highlight: frozenset[str]) -> str:
    shapes = geometry()
    lit = "".join(
        tag("path", d=one["path"], fill="#cddbeb") for one in shapes["voivodeships"] if one["teryt"] in highlight
    )
    return tag(
        "g",
        tag("path", d=shapes["outline"], fill="#d5dee8", transform="translate(0 5)"),
        tag("path", d=shapes["outline"], fill="#e7edf4"),
        lit,
        tag("path", d=shapes["borders"], fill="none", stroke="#fff", stroke_width=1.6, stroke_linejoin="round"),
        transform=f"translate({MARGIN:g} {MARGIN:g})",
        aria_hidden="true",
    )


def _regions(regions: tuple[Region, ...]) -> str:
    """The voivodeships as links, the darker the more cities; the chosen ones have a strong border and come last."""
    paths = {one["teryt"]: one["path"] for one in geometry()["voivodeships"]}
    links = "".join(
        _region(one, paths[one.teryt]) for one in sorted(regions, key=lambda one: one.is_chosen) if one.teryt in paths
    )
    return tag("g", links, transform=f"translate({MARGIN:g} {MARGIN:g})") if links else ""


def _region(region: Region, path: str) -> str:
    shade = next(colour for least, colour in SHADES if region.count >= least)
    border = {"stroke": "#12355b", "stroke_width": 3} if region.is_chosen else {"stroke": "#fff", "stroke_width": 1.6}
    area = tag("path", d=path, fill=shade, stroke_linejoin="round", class_="map-region", **border)
    current = "true" if region.is_chosen else None
    words = tag("title", clean(region.label))
    return tag("a", words, area, href=region.href, aria_label=region.label, aria_current=current)


def _city(city: City, x: float, y: float, label: str) -> str:
    mark = shape(city.shape, x, y, RADIUS, city.colour, stroke="#fff", stroke_width=1.5, class_="map-point")
    if city.is_chosen:
        mark = tag("circle", cx=x, cy=y, r=RADIUS + 6, fill="#fff", stroke="#1b1b1b", stroke_width=2.5) + mark
    said = city.label or city.name
    if not city.href:
        return tag("g", tag("title", clean(said)), mark, label)
    around = tag("circle", cx=x, cy=y, r=12, fill="#fff", fill_opacity=0)
    return tag("a", tag("title", clean(said)), around, mark, label, href=city.href, aria_label=said)


@lru_cache(maxsize=64)
def poland(chart: Poland) -> SafeString:
    """The picture, 652 units wide. Past 80 cities only points are drawn, each with its name as a title."""
    shapes = geometry()
    width, height = shapes["width"] + 2 * MARGIN, shapes["height"] + 2 * MARGIN
    spots = [
        (city, *place(city.lat, city.lon)) for city in chart.cities if city.lat is not None and city.lon is not None
    ]
    spots = [spot for spot in spots if 0 < spot[1] < width and 0 < spot[2] < height]
    labels = _labels(spots, Box(0, 0, width, height)) if len(spots) <= MOST_LABELS else {}
    points = "".join(
        _city(city, x, y, tag("g", labels[city], class_="map-label") if city in labels else "")
        for city, x, y in sorted(spots, key=lambda spot: spot[2])
    )
    marks, marks_height = legend(
        [(shape(kind, 0, 0, RADIUS, colour), words) for kind, colour, words in chart.legend], 8, height, width - 16
    )
    return document(
        id=chart.id,
        title=chart.title,
        description=chart.description,
        width=width,
        height=height + marks_height,
        body=_land(chart.highlight)
        + _regions(chart.regions)
        + points
        + (tag("g", marks, class_="map-legend") if marks else ""),
        interactive=bool(chart.regions) or any(city.href for city in chart.cities),
    )


def cities_on_map(cities: Sequence[City]) -> list[City]:
    """Those with coordinates, in the given order."""
    return [city for city in cities if city.lat is not None and city.lon is not None]

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
from core.charts.svg import Box, Crowd, clean, document, tag, text, text_width

MARGIN = 26.0
RADIUS = 7.0
LABEL_SIZE = 13.5
MOST_LABELS = 80
SEMI_MAJOR, FLATTENING = 6378137.0, 1 / 298.257222101


@dataclass(frozen=True)
class City:
    """A point. `label` is read out for its link, e.g. `Uniejów, Sieć Zielona`; without coordinates it is left out."""

    name: str
    lat: float | None
    lon: float | None
    shape: str = ""
    colour: str = "#505a64"
    href: str = ""
    label: str = ""


@dataclass(frozen=True)
class Poland:
    """`legend`: (shape, colour, words) for each network on the map."""

    id: str
    title: str
    description: str
    cities: tuple[City, ...]
    legend: tuple[tuple[str, str, str], ...] = ()
    highlight: frozenset[str] = frozenset()


@cache
def geometry() -> dict[str, Any]:
    """The outlines and how they were projected (docs/vendoring.md)."""
    return json.loads((Path(__file__).parent / "poland.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


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


def _label_places(x: float, y: float, width: float) -> list[tuple[Box, float, float, str | None]]:
    """Boxes around a point where its name may stand, the best first."""
    near, high, up = RADIUS + 4, 14.0, LABEL_SIZE * 0.36
    places = []
    for dy in (0.0, -9.0, 9.0):
        places.append((Box(x + near, y + dy - 7, width, high), x + near, y + dy + up, None))
        places.append((Box(x - near - width, y + dy - 7, width, high), x - near, y + dy + up, "end"))
    for shift in (0.0, -width / 3, width / 3):
        left = x - width / 2 + shift
        places.append((Box(left, y - near - 12, width, high), x + shift, y - near - 1.5, "middle"))
        places.append((Box(left, y + near - 2, width, high), x + shift, y + near + 9.5, "middle"))
    return places


Spot = tuple[City, float, float]


def _labels(spots: list[Spot], width: float, height: float) -> dict[City, str]:
    """The names that found room, those with the most neighbours placed first."""
    crowd = Crowd()
    for _city, x, y in spots:
        crowd.add(Box(x - RADIUS - 1, y - RADIUS - 1, 2 * RADIUS + 2, 2 * RADIUS + 2))

    def neighbours(spot: Spot) -> int:
        return sum(abs(spot[1] - x) < 80 and abs(spot[2] - y) < 40 for _c, x, y in spots)

    found = {}
    for city, x, y in sorted(spots, key=neighbours, reverse=True):
        for box, label_x, label_y, anchor in _label_places(x, y, text_width(city.name, LABEL_SIZE)):
            inside = box.x >= 0 and box.x + box.width <= width and box.y >= 0 and box.y + box.height <= height
            if inside and crowd.is_free(box):
                crowd.add(box)
                found[city] = text(label_x, label_y, city.name, size=LABEL_SIZE, weight=600, anchor=anchor, halo="#fff")
                break
    return found


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


def _city(city: City, x: float, y: float, label: str) -> str:
    mark = shape(city.shape, x, y, RADIUS, city.colour, stroke="#fff", stroke_width=1.5, class_="map-point")
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
    labels = _labels(spots, width, height) if len(spots) <= MOST_LABELS else {}
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
        body=_land(chart.highlight) + points + (tag("g", marks, class_="map-legend") if marks else ""),
        interactive=any(city.href for city in chart.cities),
    )


def cities_on_map(cities: Sequence[City]) -> list[City]:
    """Those with coordinates, in the given order."""
    return [city for city in cities if city.lat is not None and city.lon is not None]

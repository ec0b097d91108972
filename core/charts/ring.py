"""Completeness as a ring with the percentage in it."""

from dataclasses import dataclass
from math import pi

from django.utils.safestring import SafeString

from core.charts.svg import INK, document, tag, text

RADIUS, STROKE = 42.0, 12


@dataclass(frozen=True)
class Ring:
    """`share` is 0-100; `text` is what stands in the middle, e.g. `67%`."""

    id: str
    title: str
    description: str
    share: float
    text: str
    colour: str = "#12355b"


def ring(chart: Ring) -> SafeString:
    """A picture of 108 x 108 units."""
    share = min(100.0, max(0.0, chart.share))
    length = 2 * pi * RADIUS
    circle = {"cx": 54, "cy": 54, "r": RADIUS, "fill": "none", "stroke_width": STROKE}
    body = tag("circle", **circle, stroke="#dfe6ee")
    if share:
        body += tag(
            "circle",
            **circle,
            stroke=chart.colour,
            stroke_linecap="round" if share < 100 else None,
            stroke_dasharray=f"{length * share / 100:.1f} {length:.1f}",
            transform="rotate(-90 54 54)",
        )
    body += text(54, 61, chart.text, size=22, weight=700, anchor="middle", fill=INK)
    return document(id=chart.id, title=chart.title, description=chart.description, width=108, height=108, body=body)

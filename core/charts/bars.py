"""Funding by year and source: one stacked bar for each year, the total above it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10

from django.utils.safestring import SafeString, mark_safe

from core.charts.marks import legend
from core.charts.svg import INK, LINE, MUTED, document, tag, text, text_width
from core.text import short_money

COLOURS = ("#12355b", "#5aa9e6", "#3f7d20", "#b5d99c", "#7d1e4f", "#e3a8c6", "#8a5a00", "#f0c869")
OTHER_COLOUR = "#8b98a6"


@dataclass(frozen=True)
class Source:
    """A source of funding and its amounts, one for each year of the chart, in złoty."""

    label: str
    amounts: tuple[Decimal, ...]


@dataclass(frozen=True)
class Bars:
    """Past eight sources the smallest are drawn together under `other_label`."""

    id: str
    title: str
    description: str
    years: tuple[str, ...]
    sources: Sequence[Source]
    other_label: str = "…"
    width: float = 820
    format_amount: Callable[[Decimal], str] = short_money


def _merged(chart: Bars) -> list[tuple[Source, str]]:
    """Sources with their colours, in the given order; those that did not fit are added up at the end."""
    used = [source for source in chart.sources if any(source.amounts)]
    if len(used) <= len(COLOURS):
        return list(zip(used, COLOURS, strict=False))
    largest = sorted(used, key=lambda source: sum(source.amounts), reverse=True)[: len(COLOURS)]
    rest = [source for source in used if source not in largest]
    other = Source(
        chart.other_label, tuple(sum(column, Decimal(0)) for column in zip(*(s.amounts for s in rest), strict=True))
    )
    kept = [source for source in used if source in largest]
    return [*zip(kept, COLOURS, strict=True), (other, OTHER_COLOUR)]


def nice_step(maximum: float, wanted: int = 4) -> float:
    """A round step (1, 2, 2.5 or 5 times a power of ten) that cuts `maximum` into about `wanted` parts."""
    raw = maximum / wanted
    power = 10.0 ** floor(log10(raw))
    return next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= raw)


def _axis(chart: Bars, step: float, steps: int, left: float, top: float, bottom: float) -> str:
    parts = []
    for number in range(steps + 1):
        y = bottom - (bottom - top) * number / steps
        parts.append(tag("path", d=f"M{left:.1f} {y:.1f}H{chart.width:g}", stroke=LINE if number else "#8b98a6"))
        label = chart.format_amount(Decimal(str(step * number)))
        parts.append(text(left - 10, y + 4.5, label, size=12, fill=MUTED, anchor="end"))
    return "".join(parts)


def _column(
    chart: Bars, index: int, sources: list[tuple[Source, str]], x: float, width: float, unit: float, bottom: float
) -> str:
    parts, y = [], bottom
    for source, colour in sources:
        height = float(source.amounts[index]) * unit
        if height <= 0:
            continue
        y -= height
        parts.append(tag("rect", x=x, y=y, width=width, height=height, fill=colour, stroke="#fff", stroke_width=1))
    total = sum((source.amounts[index] for source, _colour in sources), Decimal(0))
    middle = x + width / 2
    parts.append(text(middle, bottom + 20, chart.years[index], anchor="middle", weight=600))
    if total:
        parts.append(text(middle, y - 7, chart.format_amount(total), anchor="middle", size=12, fill=INK, weight=600))
    return "".join(parts)


def bars(chart: Bars) -> SafeString:
    """The picture; an empty text when there is no money at all."""
    sources = _merged(chart)
    totals = [sum((source.amounts[i] for source, _c in sources), Decimal(0)) for i in range(len(chart.years))]
    highest = float(max(totals, default=0))
    if highest <= 0:
        return SafeString("")
    step = nice_step(highest)
    steps = ceil(highest / step)
    top, bottom = 30.0, 270.0
    left = 14 + max(text_width(chart.format_amount(Decimal(str(step * n))), 12) for n in range(steps + 1))
    pitch = (chart.width - left) / len(chart.years)
    width = min(72.0, pitch * 0.62)
    unit = (bottom - top) / (step * steps)
    body = _axis(chart, step, steps, left, top, bottom)
    for index in range(len(chart.years)):
        body += _column(chart, index, sources, left + pitch * index + (pitch - width) / 2, width, unit, bottom)
    swatch = [(tag("rect", x=-8, y=-8, width=16, height=16, fill=colour), source.label) for source, colour in sources]
    marks, marks_height = legend(swatch, left, bottom + 38, chart.width - left)
    return document(
        id=chart.id,
        title=chart.title,
        description=chart.description,
        width=chart.width,
        height=bottom + 44 + marks_height,
        body=body + marks,
    )


def share_bar(share: float, colour: str) -> SafeString:
    """A thin bar whose length is a share of its cell, from 0 to 1. The figure beside it says the same."""
    length = max(0.6, min(1.0, share) * 100)
    track = tag("rect", x=0, y=0, width=100, height=6, fill="#e3e8ee")
    bar = tag("rect", x=0, y=0, width=float(length), height=6, fill=colour)
    return mark_safe(  # noqa: S308
        tag(
            "svg",
            track,
            bar,
            viewBox="0 0 100 6",
            preserveAspectRatio="none",
            class_="portal-share",
            aria_hidden="true",
            focusable="false",
        )
    )


def stacked_bar(parts: Sequence[tuple[float, str]]) -> SafeString:
    """A bar as wide as its place, cut into shares (from 0 to 1, with their colours). Figures beside it say the same."""
    drawn, at = [], 0.0
    for share, colour in parts:
        if share > 0:
            drawn.append(tag("rect", x=at, y=0, width=share * 100, height=10, fill=colour))
            at += share * 100
    return mark_safe(  # noqa: S308
        tag(
            "svg",
            tag("rect", x=0, y=0, width=100, height=10, fill="#e3e8ee"),
            *drawn,
            viewBox="0 0 100 10",
            preserveAspectRatio="none",
            class_="portal-stacked",
            aria_hidden="true",
            focusable="false",
        )
    )


def swatch(colour: str) -> SafeString:
    """The colour of a share, beside its name."""
    square = tag("rect", x=0, y=0, width=12, height=12, fill=colour)
    made = tag("svg", square, viewBox="0 0 12 12", width=12, height=12, aria_hidden="true", focusable="false")
    return mark_safe(made)  # noqa: S308

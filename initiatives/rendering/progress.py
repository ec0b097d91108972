"""How far indicators are: the way from the baseline over what was measured to the target."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from functools import cached_property
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core import text
from core.charts.track import BASELINE, MEASURED, TARGET, Point, Track, track
from documents.rendering import Panel
from initiatives.queries.snapshot import Row, amount, colour_of, day, label, rows

NARROW = 300


@dataclass(frozen=True)
class Reading:
    """One measurement, with its words."""

    id: str
    date: date
    value: Decimal
    words: str
    note: str

    @property
    def when(self) -> str:
        return text.long_date(self.date)


@dataclass(frozen=True)
class Progress:
    """One indicator with its measurements by date, a sentence that says how far it is, and the picture."""

    id: str
    code: str
    name: str
    readings: tuple[Reading, ...]
    sentence: str
    chart: Track

    @cached_property
    def picture(self) -> SafeString:
        return track(self.chart)

    @cached_property
    def narrow_picture(self) -> SafeString:
        return track(replace(self.chart, id=f"{self.chart.id}-narrow", width=NARROW))


def progress_panel(content: dict[str, Any]) -> Panel | None:
    """What was measured; None while nothing was."""
    measured = _by_indicator(content)
    indicators = rows(content, "indicator")
    shown = [_progress(row, measured[row["id"]], colour_of(content)) for row in indicators if row["id"] in measured]
    if not shown:
        return None
    return Panel(
        name="progress",
        title=_("What has been measured"),
        template="initiatives/reading/progress.html",
        data={
            "indicators": shown,
            "waiting": [label(row, "name") for row in indicators if row["id"] not in measured],
        },
        workbench="initiatives/workbench/progress.html",
    )


def _by_indicator(content: dict[str, Any]) -> dict[str, list[Row]]:
    """Measurements that have a day and a value, by the id of their indicator and by date."""
    found: dict[str, list[Row]] = {}
    for row in rows(content, "measurement"):
        if day(row, "date") and amount(row, "value") is not None:
            found.setdefault(row["values"].get("indicator") or "", []).append(row)
    return {key: sorted(mine, key=lambda row: row["values"]["date"]) for key, mine in found.items()}


def _progress(indicator: Row, measured: list[Row], colour: str) -> Progress:
    unit = indicator["values"].get("unit") or ""
    readings = tuple(_reading(row, unit) for row in measured)
    sentence = progress_sentence(indicator, [one.value for one in readings])
    chart = Track(
        id=f"track-{indicator['id']}",
        title=label(indicator, "name"),
        description=sentence,
        points=_points(indicator, readings),
        colour=colour,
    )
    return Progress(
        id=indicator["id"],
        code=indicator.get("code") or "",
        name=indicator["values"].get("name") or "",
        readings=readings,
        sentence=sentence,
        chart=chart,
    )


def _reading(row: Row, unit: str) -> Reading:
    when, value = day(row, "date"), amount(row, "value")
    assert when is not None  # noqa: S101 - rows without a day or a value were left out
    assert value is not None  # noqa: S101
    return Reading(row["id"], when, value, _with_unit(value, unit), row["values"].get("note") or "")


def _with_unit(value: Decimal, unit: str) -> str:
    return f"{text.number(value)}{text.NBSP}{unit}".strip()


def _points(indicator: Row, readings: tuple[Reading, ...]) -> list[Point]:
    measured = [Point(_short(one.date), float(one.value), text.number(one.value), MEASURED) for one in readings]
    return [
        *_end(indicator, "baseline", BASELINE, pgettext("picture", "start")),
        *measured,
        *_end(indicator, "target", TARGET, pgettext("picture", "target")),
    ]


def _short(when: date) -> str:
    return f"{when:%m.%Y}"


def _end(indicator: Row, name: str, kind: str, words: str) -> list[Point]:
    """The baseline or the target as a point; none while it is not known."""
    value = amount(indicator, name)
    if value is None:
        return []
    year = indicator["values"].get(f"{name}_year")
    return [Point(f"{words} {year}" if year else words, float(value), text.number(value), kind)]


def progress_sentence(indicator: Row, measured: list[Decimal]) -> str:
    """How far an indicator is after its measurements, given by date: `After 2 measurements: 40% of the way …`."""
    unit = indicator["values"].get("unit") or ""
    baseline, target = amount(indicator, "baseline"), amount(indicator, "target")
    last = measured[-1]
    after = ngettext("After %(count)d measurement", "After %(count)d measurements", len(measured)) % {
        "count": len(measured)
    }
    words = {
        "after": after,
        "now": _with_unit(last, unit),
        "target": "" if target is None else _with_unit(target, unit),
        "baseline": "" if baseline is None else _with_unit(baseline, unit),
    }
    if target is None:
        return _("%(after)s: %(now)s. The target is not known.") % words
    if baseline is None:
        return _("%(after)s: %(now)s, the target is %(target)s. Without a baseline the way cannot be counted.") % words
    if baseline == target:
        kept = _("%(after)s: %(now)s. The aim is to keep this value, and it is kept.")
        left = _("%(after)s: %(now)s. The aim is to keep %(target)s.")
        return (kept if last == target else left) % words
    share = (last - baseline) / (target - baseline) * 100
    return _way(share) % {**words, "share": text.percent(share.to_integral_value(ROUND_FLOOR))}


def _way(share: Decimal) -> str:
    """The sentence of a share of the way, in percent, still to be filled in."""
    if share >= 100:
        return _("%(after)s: the target is reached (%(now)s, the target is %(target)s).")
    if share < 0:
        return _("%(after)s: further from the target than at the beginning (%(now)s, it was %(baseline)s).")
    return _("%(after)s: %(share)s of the way to the target (%(now)s, the target is %(target)s).")

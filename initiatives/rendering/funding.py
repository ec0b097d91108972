"""Funding by year and source, counted exactly from the actions and their sources of funding."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import ROUND_DOWN, Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import text
from core.charts.bars import Bars, Source, bars
from documents.rendering import Panel
from initiatives.enums import FundingSource, FundingStatus
from initiatives.queries.snapshot import Row, amount, day, label, month_index, rows

ZLOTY, GROSZ = Decimal(1), Decimal("0.01")
NOTHING = Decimal(0)
UNDATED = 0
WIDE, NARROW = 640, 320


@dataclass(frozen=True)
class Gap:
    """An action whose sources do not add up to its cost: `difference` is cost minus sources, in PLN."""

    label: str
    id: str
    cost: Decimal
    funded: Decimal

    @property
    def difference(self) -> Decimal:
        return self.cost - self.funded


@dataclass
class Funding:
    """Sums in PLN. `by_source[source][year]`, where year 0 stands for amounts of actions without dates."""

    by_source: dict[str, dict[int, Decimal]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(Decimal)))
    by_status: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    gaps: list[Gap] = field(default_factory=list)
    unknown_cost: list[Row] = field(default_factory=list)
    unknown_amount: list[Row] = field(default_factory=list)
    cost: Decimal = NOTHING
    funded: Decimal = NOTHING

    @property
    def years(self) -> list[int]:
        """Years with money, in order; the undated ones last."""
        found = {year for years in self.by_source.values() for year in years}
        return sorted(found - {UNDATED}) + ([UNDATED] if UNDATED in found else [])


def spread(total: Decimal, months: int) -> list[Decimal]:
    """Divide an amount evenly over months, in whole złoty (grosze when it has any); the last month takes the rest."""
    unit = GROSZ if total % 1 else ZLOTY
    share = (total / months).quantize(unit, rounding=ROUND_DOWN)
    return [share] * (months - 1) + [total - share * (months - 1)]


def count_funding(content: dict[str, Any]) -> Funding:
    """Add up the actions of a snapshot."""
    actions = {row["id"]: row for row in rows(content, "action")}
    found = Funding()
    per_action: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows(content, "action_funding"):
        action, money = actions.get(row["values"].get("action")), amount(row, "amount")
        if action is None:
            continue
        if money is None:
            found.unknown_amount.append(action)
            continue
        for year, share in _by_year(row, action, money):
            found.by_source[row["values"]["source"]][year] += share
        found.by_status[row["values"].get("status") or ""] += money
        found.funded += money
        per_action[action["id"]] += money
    for key, action in actions.items():
        _compare(found, action, per_action.get(key, NOTHING))
    return found


def _by_year(row: Row, action: Row, money: Decimal) -> Iterator[tuple[int, Decimal]]:
    year = row["values"].get("year")
    start, end = day(action, "start"), day(action, "end")
    if year or not (start and end) or end < start:
        yield year or UNDATED, money
        return
    first = month_index(start)
    for offset, share in enumerate(spread(money, month_index(end) - first + 1)):
        yield (first + offset) // 12, share


def _compare(found: Funding, action: Row, funded: Decimal) -> None:
    cost = amount(action, "cost")
    if cost is None:
        found.unknown_cost.append(action)
        return
    found.cost += cost
    if cost != funded:
        found.gaps.append(Gap(label(action), action["id"], cost, funded))


def funding_gap(content: dict[str, Any]) -> Decimal:
    """Known cost minus known funding of the whole plan, in PLN."""
    found = count_funding(content)
    return found.cost - found.funded


def funding_panel(content: dict[str, Any]) -> Panel | None:
    """Picture, table and notes; None when no action has a cost or a source yet."""
    found = count_funding(content)
    if not found.cost and not found.funded:
        return None
    chart = _chart(found)
    return Panel(
        name="funding",
        title=chart.title,
        template="initiatives/reading/funding_panel.html",
        data={
            "chart": chart,
            "picture": bars(chart),
            "narrow_picture": bars(replace(chart, id="bars-funding-narrow", width=NARROW)),
            "cost": cost_in_words(found),
            "funded": _funded_in_words(found),
            "balance": balance(found),
            "statuses": [
                (str(words), found.by_status[value])
                for value, words in FundingStatus.choices
                if found.by_status.get(value)
            ],
            "gaps": found.gaps,
            "unknown_cost": [_named(action) for action in found.unknown_cost],
            "unknown_amount": [_named(action) for action in found.unknown_amount],
            "communication": _communication(content),
        },
        workbench="initiatives/workbench/funding_panel.html",
    )


def _named(action: Row) -> dict[str, str]:
    return {"label": label(action), "id": action["id"]}


def cost_in_words(found: Funding) -> str:
    """The cost of the whole plan: `at least PLN 3,000,000 (the cost of 2 actions is not known)` where some is not."""
    unknown = len(found.unknown_cost)
    if not unknown:
        return text.money(found.cost)
    return ngettext(
        "at least %(sum)s (the cost of %(count)d action is not known)",
        "at least %(sum)s (the cost of %(count)d actions is not known)",
        unknown,
    ) % {"sum": text.money(found.cost), "count": unknown}


def _funded_in_words(found: Funding) -> str:
    unknown = len(found.unknown_amount)
    if not unknown:
        return text.money(found.funded)
    return ngettext(
        "at least %(sum)s (the amount of %(count)d source is not known)",
        "at least %(sum)s (the amounts of %(count)d sources are not known)",
        unknown,
    ) % {"sum": text.money(found.funded), "count": unknown}


def balance(found: Funding) -> str:
    """What sources and the known cost say together."""
    missing = found.cost - found.funded
    words = {"sum": text.money(abs(missing))}
    if missing < 0 and found.unknown_cost:
        return _("The sources give %(sum)s more than the known cost; some costs are not known yet.") % words
    if missing < 0:
        return _("The sources give %(sum)s more than the plan costs.") % words
    if not missing:
        return _("The sources cover the whole known cost.")
    share = (found.funded / found.cost * 100).to_integral_value(ROUND_DOWN)
    return _("The sources cover %(share)s of the known cost; %(sum)s is missing.") % {
        **words,
        "share": text.percent(share),
    }


def _communication(content: dict[str, Any]) -> Decimal:
    """What communication activities cost, as far as it is known, in PLN; it belongs to no action."""
    return sum((amount(row, "cost") or NOTHING for row in rows(content, "communication")), NOTHING)


def _chart(found: Funding) -> Bars:
    years = found.years
    sources = [
        Source(str(words), tuple(found.by_source[value].get(year, NOTHING) for year in years))
        for value, words in FundingSource.choices
        if value in found.by_source
    ]
    return Bars(
        id="bars-funding",
        title=_("Funding by year and source"),
        description=_("Sources of funding together: %(sum)s.") % {"sum": text.money(found.funded)},
        years=tuple(_("no year") if year == UNDATED else str(year) for year in years),
        sources=sources,
        other_label=_("other sources"),
        width=WIDE,
    )

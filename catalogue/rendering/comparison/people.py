"""Whom the plans concern, and how the cities will know that they work."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from catalogue.rendering.comparison.shapes import Block, Cell, Entry, Plan, line, list_cell, with_bars
from catalogue.rendering.digest import Item
from core import text
from initiatives.enums import GREAT, IndicatorKind, StakeholderKind


def stakeholders_block(plans: Sequence[Plan]) -> Block:
    """A line for each kind of stakeholder; those of great influence are marked."""
    counts = [len(plan.digest.stakeholders) for plan in plans]
    together = [Cell(text.number(count)) if count else Cell() for count in counts]
    lines = [line(_("Stakeholders together"), with_bars(together, counts, plans), plans)]
    for kind in StakeholderKind:
        cells = [_cell(plan, plan.digest.stakeholders, kind, _influence, "interesariusze") for plan in plans]
        if any(not cell.is_missing for cell in cells):
            lines.append(line(str(kind.label).capitalize(), cells, plans, verdict=True))
    return Block("stakeholders", _("Stakeholders"), lines)


def indicators_block(plans: Sequence[Plan]) -> Block:
    """A line for each kind of indicator, with where each starts and where it should get."""
    counts = [len(plan.digest.indicators) for plan in plans]
    together = [Cell(text.number(count)) if count else Cell() for count in counts]
    lines = [line(_("Indicators together"), with_bars(together, counts, plans), plans)]
    for kind in IndicatorKind:
        cells = [_cell(plan, plan.digest.indicators, kind, _way, "wskazniki") for plan in plans]
        if any(not cell.is_missing for cell in cells):
            lines.append(line(str(kind.label).capitalize(), cells, plans, verdict=True))
    return Block("indicators", _("Indicators"), lines)


def _cell(plan: Plan, items: Sequence[Item], kind: str, note: Any, section: str) -> Cell:
    found = [item for item in items if item.values.get("kind") == kind]
    entries = [Entry(item.title, f"{plan.path}#{item.anchor}", note(item.values)) for item in found]
    cell = list_cell(entries, more_url=f"{plan.path}#sekcja-{section}")
    return Cell(missing=_("none")) if cell.is_missing else cell


def _influence(values: dict[str, Any]) -> str:
    return _("great influence") if (values.get("influence") or 0) >= GREAT else ""


def _way(values: dict[str, Any]) -> str:
    """`12 → 40 szt. (2029)`; what is not given stays out."""
    figures = [text.number(Decimal(values[name])) for name in ("baseline", "target") if values.get(name) is not None]
    if not figures:
        return ""
    words = f"{' → '.join(figures)}{text.NBSP}{values.get('unit') or ''}".strip()
    return f"{words} ({values['target_year']})" if values.get("target_year") else words

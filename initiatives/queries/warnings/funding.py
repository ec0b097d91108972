"""Warnings about money: actions whose sources of funding and cost do not fit together."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from core import text
from documents.parts import PlanWarning
from initiatives.queries.snapshot import Row, amount, label, live_actions, rows

NOTHING = Decimal(0)


def cost_without_sources(content: dict[str, Any]) -> Iterator[PlanWarning]:
    for action, cost, sources in _funded(content):
        if cost and not sources:
            yield _warning(
                "cost_without_sources",
                action,
                _("%(action)s costs %(cost)s, but no source of funding is named.")
                % {"action": label(action), "cost": text.money(cost)},
                _("Name where the money should come from, even if it is only sought. Each source has its state."),
            )


def sources_and_cost(content: dict[str, Any]) -> Iterator[PlanWarning]:
    """Sources that pay less or more than the cost. An amount that is not known yet leaves the sum open."""
    for action, cost, sources in _funded(content):
        if cost is None or not sources or None in sources:
            continue
        funded = sum((one for one in sources if one is not None), NOTHING)
        words = {
            "action": label(action),
            "cost": text.money(cost),
            "funded": text.money(funded),
            "difference": text.money(abs(cost - funded)),
        }
        if funded < cost:
            yield _warning(
                "sources_short",
                action,
                _("%(action)s costs %(cost)s, its sources give %(funded)s: %(difference)s is missing.") % words,
                _("Add the missing source or correct an amount. A source that is only sought counts too."),
            )
        elif funded > cost:
            yield _warning(
                "sources_over",
                action,
                _("%(action)s costs %(cost)s, its sources give %(funded)s: %(difference)s too much.") % words,
                _("More than the whole cost cannot be funded. Correct the cost or one of the amounts."),
            )


def sources_without_cost(content: dict[str, Any]) -> Iterator[PlanWarning]:
    for action, cost, sources in _funded(content):
        if cost is None and sources:
            yield _warning(
                "sources_without_cost",
                action,
                _("%(action)s has sources of funding, but its cost is not known.") % {"action": label(action)},
                _("Without the cost nobody sees whether the money is enough. An estimate will do."),
            )


def _funded(content: dict[str, Any]) -> Iterator[tuple[Row, Decimal | None, list[Decimal | None]]]:
    """Each action with its cost and the amounts of its sources; None is an amount that is not known."""
    sources: dict[str, list[Decimal | None]] = {}
    for row in rows(content, "action_funding"):
        sources.setdefault(row["values"].get("action") or "", []).append(amount(row, "amount"))
    for action in live_actions(content):
        yield action, amount(action, "cost"), sources.get(action["id"], [])


def _warning(code: str, action: Row, words: str, why: str) -> PlanWarning:
    return PlanWarning(
        code=code, section="funding", text=words, why=why, kind="action", row_id=action["id"], field="cost"
    )

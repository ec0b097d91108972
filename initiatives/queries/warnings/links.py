"""Warnings about rows that nothing leads to: aims, stakeholders, risks, indicators."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from core import text
from documents.parts import PlanWarning
from initiatives.enums import GREAT
from initiatives.queries.snapshot import amount, label, live_actions, rows


def aim_without_action(content: dict[str, Any]) -> Iterator[PlanWarning]:
    served = {action["values"].get("aim") for action in live_actions(content)}
    for aim in rows(content, "aim"):
        if aim["id"] not in served:
            yield PlanWarning(
                code="aim_without_action",
                section="aims",
                text=_("No action leads to the aim %(aim)s.") % {"aim": label(aim, "text")},
                why=_(
                    "Readers will ask how the city means to reach it. Add an action, choose this aim in one or drop it."
                ),
                kind="aim",
                row_id=aim["id"],
            )


def strong_stakeholder_untold(content: dict[str, Any]) -> Iterator[PlanWarning]:
    """Great influence, and no communication that names the stakeholder by a link or by the words of its audience."""
    activities = rows(content, "communication")
    linked = {key for row in activities for key in row["values"].get("stakeholders") or ()}
    audiences = {_folded(row["values"].get("audience")) for row in activities} - {""}
    for one in rows(content, "stakeholder"):
        influence = one["values"].get("influence") or 0
        if influence < GREAT or one["id"] in linked or _folded(one["values"].get("name")) in audiences:
            continue
        yield PlanWarning(
            code="strong_stakeholder_untold",
            section="communication",
            text=_("No communication reaches %(name)s, whose influence is great (%(influence)d of 5).")
            % {"name": label(one, "name"), "influence": influence},
            why=_("Whoever can stop the plan should hear of it from the city first. Add a row, or tick it in one."),
            kind="communication",
        )


def dearest_without_risk(content: dict[str, Any]) -> Iterator[PlanWarning]:
    """The action that costs most (each of them when several cost the same) and has no risk."""
    costs = [(amount(action, "cost") or 0, action) for action in live_actions(content)]
    most = max((cost for cost, _action in costs), default=0)
    known = {risk["id"] for risk in rows(content, "risk")}
    for cost, action in costs:
        if not most or cost != most or known & set(action["values"].get("risks") or ()):
            continue
        yield PlanWarning(
            code="dearest_without_risk",
            section="risks",
            text=_("%(action)s costs most (%(cost)s) and no risk is named for it.")
            % {"action": label(action), "cost": text.money(cost)},
            why=_("A delay or a higher price hurts most here. Name a risk and what the city will do, then tick it."),
            kind="action" if known else "risk",
            row_id=action["id"] if known else "",
            field="risks" if known else "",
        )


def indicator_without_baseline(content: dict[str, Any]) -> Iterator[PlanWarning]:
    for indicator in rows(content, "indicator"):
        if amount(indicator, "baseline") is None:
            yield PlanWarning(
                code="indicator_without_baseline",
                section="indicators",
                text=_("%(name)s has no baseline.") % {"name": label(indicator, "name")},
                why=_("Without today’s value nobody can say later whether anything has changed. Zero is a value too."),
                kind="indicator",
                row_id=indicator["id"],
                field="baseline",
            )


def _folded(words: Any) -> str:
    """Words to compare: without case and needless spaces."""
    return " ".join(str(words or "").casefold().split())

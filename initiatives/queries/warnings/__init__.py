"""What the logic of a plan finds weak in a snapshot. Hints only: nothing here keeps a plan from being submitted."""

from collections.abc import Callable, Iterable
from typing import Any

from documents.parts import PlanWarning
from initiatives.queries.warnings.funding import cost_without_sources, sources_and_cost, sources_without_cost
from initiatives.queries.warnings.links import (
    aim_without_action,
    dearest_without_risk,
    indicator_without_baseline,
    strong_stakeholder_untold,
)
from initiatives.queries.warnings.schedule import (
    action_outside_period,
    begins_too_early,
    idle_months,
    milestone_outside_action,
)

CHECKS: tuple[Callable[[dict[str, Any]], Iterable[PlanWarning]], ...] = (
    aim_without_action,
    strong_stakeholder_untold,
    dearest_without_risk,
    action_outside_period,
    begins_too_early,
    idle_months,
    milestone_outside_action,
    cost_without_sources,
    sources_and_cost,
    sources_without_cost,
    indicator_without_baseline,
)


def warnings_of(content: dict[str, Any]) -> list[PlanWarning]:
    """Every warning about a snapshot of a MID, in the active language. No queries."""
    return [warning for check in CHECKS for warning in check(content)]

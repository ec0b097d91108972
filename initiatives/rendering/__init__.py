"""What a MID computes for reading: the schedule, the stakeholder grid, the funding table, the level of a risk.

Everything works from the JSON of a snapshot and asks the database nothing.
"""

from django.utils.translation import gettext_lazy as _

from documents.rendering import register_computed, register_panel
from initiatives.rendering.communication import communication_panel, reached
from initiatives.rendering.dates import dates_panel
from initiatives.rendering.funding import funding_gap, funding_panel
from initiatives.rendering.measures import baseline_of, figure_of, source_of, target_of
from initiatives.rendering.progress import progress_panel
from initiatives.rendering.risks import risk_level
from initiatives.rendering.schedule import period_of, schedule_panel
from initiatives.rendering.stakeholders import stakeholder_panel


def register() -> None:
    """Make the panels and computed fields of a MID known. Called once, from `AppConfig.ready()`."""
    register_panel("mid", "schedule", schedule_panel)
    register_panel("mid", "stakeholder_grid", stakeholder_panel)
    register_panel("mid", "funding", funding_panel)
    register_panel("mid", "key_dates", dates_panel)
    register_panel("mid", "progress", progress_panel)
    register_panel("mid", "communication_calendar", communication_panel)
    register_computed("mid", "action", "period", _("Period"), period_of)
    register_computed("mid", "communication", "period", _("Period"), period_of)
    register_computed("mid", "communication", "reached", _("Reaches"), reached)
    register_computed("mid", "data_item", "figure", _("Value"), figure_of)
    register_computed("mid", "data_item", "source_link", _("Source of data"), source_of)
    register_computed("mid", "indicator", "baseline_with_year", _("Baseline"), baseline_of)
    register_computed("mid", "indicator", "target_with_year", _("Target"), target_of)
    register_computed("mid", "risk", "level", _("Level of risk"), risk_level)


__all__ = ["funding_gap", "register"]

"""The stakeholder grid: influence and interest, as a picture and a sentence; the table above it says the same."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.charts.grid import Grid, Stakeholder, grid
from documents.rendering import Panel
from initiatives.rendering.snapshot import label, rows

STRONG = 4


def stakeholder_panel(content: dict[str, Any]) -> Panel | None:
    """The grid of a snapshot; None without stakeholders."""
    stakeholders = [
        Stakeholder(label(row, "name"), row["values"].get("influence") or 3, row["values"].get("interest") or 3)
        for row in rows(content, "stakeholder")
    ]
    if not stakeholders:
        return None
    chart = Grid(
        id="grid-stakeholders",
        title=_("Stakeholders by influence and interest"),
        description=_describe(stakeholders),
        stakeholders=stakeholders,
        influence_label=_("Influence"),
        interest_label=_("Interest"),
        quadrants=(_("Keep satisfied"), _("Work closely together"), _("Monitor"), _("Keep informed")),
        low_label=_("small"),
        high_label=_("great"),
        colour=_colour(content),
    )
    return Panel(
        name="stakeholder_grid",
        title=chart.title,
        template="initiatives/reading/stakeholder_grid.html",
        data={"chart": chart, "picture": grid(chart), "sentence": chart.description},
    )


def _describe(stakeholders: list[Stakeholder]) -> str:
    key = [one.label for one in stakeholders if one.influence >= STRONG and one.interest >= STRONG]
    counted = ngettext("%(count)d stakeholder.", "%(count)d stakeholders.", len(stakeholders)) % {
        "count": len(stakeholders)
    }
    if not key:
        return counted
    strongest = _("Great influence and great interest: %(names)s.") % {"names": ", ".join(key)}
    return f"{counted} {strongest}"


def _colour(content: dict[str, Any]) -> str:
    return ((content.get("facts") or {}).get("network") or {}).get("colour") or "#12355b"

"""The stakeholder grid: influence and interest, as a picture, as a board on the workbench, and in words."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.charts.grid import Grid, Stakeholder, grid
from documents.rendering import Panel
from initiatives.enums import GREAT, Quadrant
from initiatives.queries.snapshot import colour_of
from initiatives.rendering.engagement import MEANINGS, Engaged, Review

NARROW = 340
SCALE = (1, 2, 3, 4, 5)
#: more than this many in one cell show their codes only
CROWD = 4
#: how many the sentence names
MOST_NAMES = 6
READING_ORDER = (Quadrant.CLOSE, Quadrant.SATISFY, Quadrant.INFORM, Quadrant.WATCH)


@dataclass(frozen=True)
class Group:
    """The stakeholders of one quadrant; `meaning` says how to treat them."""

    key: str
    label: str
    meaning: str
    people: tuple[Engaged, ...]


@dataclass(frozen=True)
class Cell:
    """One field of the board."""

    influence: int
    interest: int
    quadrant: Quadrant
    people: tuple[Engaged, ...]

    @property
    def corner(self) -> str:
        """The words of the quadrant in the cell where it begins."""
        return str(self.quadrant.label) if self.influence in (5, GREAT - 1) and self.interest in (1, GREAT) else ""

    @property
    def is_crowded(self) -> bool:
        return len(self.people) > CROWD


@dataclass(frozen=True)
class Line:
    """One row of the board: the places of one influence."""

    influence: int
    cells: tuple[Cell, ...]

    @property
    def is_empty(self) -> bool:
        return not any(cell.people for cell in self.cells)


def stakeholder_panel(content: dict[str, Any]) -> Panel | None:
    """The grid of a snapshot; None without stakeholders."""
    review = Review(content)
    if not review.people:
        return None
    chart = _chart(review.people, colour_of(content))
    return Panel(
        name="stakeholder_grid",
        title=chart.title,
        template="initiatives/reading/stakeholder_grid.html",
        data={
            "chart": chart,
            # Drawn only where a template asks: the other sections of the workbench read the whole document too.
            "picture": partial(grid, chart),
            "narrow_picture": partial(grid, replace(chart, id="grid-stakeholders-narrow", width=NARROW)),
            "sentence": chart.description,
            "groups": groups(review.people),
            "board": board(review.people),
            "review": review,
        },
        workbench="initiatives/workbench/stakeholder_panel.html",
    )


def groups(people: list[Engaged]) -> list[Group]:
    """The four quadrants with their people, the most important first; empty ones are left out."""
    found = [
        Group(key.value, str(key.label), str(MEANINGS[key]), tuple(one for one in people if one.quadrant == key))
        for key in READING_ORDER
    ]
    return [group for group in found if group.people]


def board(people: list[Engaged]) -> list[Line]:
    """All places, the greatest influence first."""
    return [
        Line(influence, tuple(_cell(people, influence, interest) for interest in SCALE))
        for influence in reversed(SCALE)
    ]


def _cell(people: list[Engaged], influence: int, interest: int) -> Cell:
    here = tuple(one for one in people if (one.influence, one.interest) == (influence, interest))
    return Cell(influence, interest, Quadrant.of(influence, interest), here)


def _chart(people: list[Engaged], colour: str) -> Grid:
    stakeholders = [Stakeholder(f"{one.code} {one.name}".strip(), one.influence, one.interest) for one in people]
    return Grid(
        id="grid-stakeholders",
        title=_("Stakeholders by influence and interest"),
        description=_describe(people),
        stakeholders=stakeholders,
        influence_label=_("Influence"),
        interest_label=_("Interest"),
        quadrants=tuple(str(key.label) for key in (Quadrant.SATISFY, Quadrant.CLOSE, Quadrant.WATCH, Quadrant.INFORM)),  # type: ignore[arg-type]
        low_label=_("small"),
        high_label=_("great"),
        colour=colour,
    )


def _describe(people: list[Engaged]) -> str:
    key = [f"{one.code} {one.name}".strip() for one in people if one.quadrant == Quadrant.CLOSE]
    counted = ngettext("%(count)d stakeholder.", "%(count)d stakeholders.", len(people)) % {"count": len(people)}
    if not key:
        return counted
    if len(key) > MOST_NAMES:
        more = len(key) - MOST_NAMES
        key = [*key[:MOST_NAMES], ngettext("%(count)d more", "%(count)d more", more) % {"count": more}]
    strongest = _("Great influence and great interest: %(names)s.") % {"names": ", ".join(key)}
    return f"{counted} {strongest}"

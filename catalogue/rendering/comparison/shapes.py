"""What a comparison is made of: blocks with lines, and in each line one cell for each plan."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from catalogue.models import Publication
from catalogue.rendering.digest import Digest
from core.charts.bars import share_bar

#: titles shown in one cell; the rest is behind a link to the plan
MOST_ITEMS = 6
NOTHING = SafeString("")


@dataclass(frozen=True)
class Plan:
    """A plan that is compared: `people` lives in its city, as far as it is known; `path` is its page."""

    publication: Publication
    digest: Digest
    path: str
    people: int | None

    @property
    def name(self) -> str:
        return self.publication.city.name if self.publication.city else self.publication.title

    @property
    def colour(self) -> str:
        return self.publication.network.colour if self.publication.network else "#505a64"


@dataclass(frozen=True)
class Entry:
    """One thing in a cell: words of the plan, with a link to their place."""

    text: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Cell:
    """What one plan says in a line: a figure or text, entries, or nothing. `more` counts entries that are not shown.

    `is_polish`: the words are the plan's own, not the portal's. `more_url` leads to the entries that are not shown.
    """

    text: str = ""
    entries: Sequence[Entry] = ()
    more: int = 0
    more_url: str = ""
    note: str = ""
    bar: SafeString = NOTHING
    is_polish: bool = False
    missing: str = ""

    @property
    def is_missing(self) -> bool:
        return not (self.text or self.entries)

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two cells the same."""
        return (self.text, *(entry.text for entry in self.entries), self.more)


@dataclass(frozen=True)
class Line:
    """One aspect of all plans, in their order."""

    label: str
    cells: Sequence[Cell]
    verdict: str = ""

    @property
    def is_same(self) -> bool:
        """All plans say the very same, and something."""
        return not self.cells[0].is_missing and len({cell.key for cell in self.cells}) == 1

    @property
    def is_blank(self) -> bool:
        return all(cell.is_missing for cell in self.cells)


@dataclass(frozen=True)
class Block:
    """A section of the comparison; `picture` and `narrow_picture` stand above its table."""

    key: str
    title: str
    lines: Sequence[Line]
    picture: SafeString = NOTHING
    narrow_picture: SafeString = NOTHING
    note: str = ""


def line(label: object, cells: Sequence[Cell], plans: Sequence[Plan], *, verdict: bool = False) -> Line:
    """A line; with `verdict` it says which plans alone have it, or that all say the same."""
    made = Line(str(label), cells)
    return replace(made, verdict=_verdict(made, plans)) if verdict else made


def _verdict(made: Line, plans: Sequence[Plan]) -> str:
    having = [plan.name for plan, cell in zip(plans, made.cells, strict=True) if not cell.is_missing]
    if made.is_same:
        return _("the same in all")
    if len(having) == 1:
        return _("only %(city)s") % {"city": having[0]}
    return _("all have it") if len(having) == len(plans) else ""


def text_cell(value: object) -> Cell:
    """Words of the plan."""
    return Cell(text=" ".join(str(value or "").split()), is_polish=True)


def list_cell(entries: Sequence[Entry], *, more_url: str = "", text: str = "") -> Cell:
    """The first entries, and how many more there are."""
    return Cell(
        text=text,
        entries=entries[:MOST_ITEMS],
        more=max(0, len(entries) - MOST_ITEMS),
        more_url=more_url,
        is_polish=True,
    )


def with_bars(cells: Sequence[Cell], values: Sequence[float | None], plans: Sequence[Plan]) -> list[Cell]:
    """The cells with bars whose lengths compare their values; a missing value has no bar."""
    highest = max((value for value in values if value), default=0)
    return [
        replace(cell, bar=share_bar(value / highest, plan.colour)) if value and highest else cell
        for cell, value, plan in zip(cells, values, plans, strict=True)
    ]

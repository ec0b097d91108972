"""What a comparison is made of: blocks with lines, and in each line one cell for each plan."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from catalogue.models import Publication
from catalogue.rendering.digest import Digest
from core.charts.bars import share_bar
from core.templatetags.portal import network_shape

#: titles shown in one cell; the rest is behind a link to the plan
MOST_ITEMS = 6
#: characters of a cell that fits beside the name of its city on a narrow screen
SHORT = 20
NOTHING = SafeString("")


@dataclass(frozen=True, eq=False)
class Plan:
    """A plan that is compared: `people` live in its city, as far as it is known; `path` is its page.

    `theme` is the class that brings the colour of its network, `mark` its network's shape and its name. Two are equal
    when they say the same: then what was made from one serves the other.
    """

    publication: Publication
    digest: Digest
    path: str
    people: int | None

    @cached_property
    def state(self) -> tuple[object, ...]:
        """Changes with everything that a comparison shows of the plan."""
        publication = self.publication
        city, network = publication.city, publication.network
        own = (publication.pk, publication.version_id, publication.updated_at, self.people, self.path)
        return (*own, city and city.updated_at, network and network.updated_at)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Plan) and self.state == other.state

    def __hash__(self) -> int:
        return hash(self.state)

    @cached_property
    def theme(self) -> str:
        return f"theme-{self.publication.network.slug}" if self.publication.network else ""

    @cached_property
    def mark(self) -> SafeString:
        shape = self.publication.network.shape if self.publication.network else ""
        return format_html("{} {}", network_shape(shape, 10), self.name)

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
    plan: Plan | None = None

    @property
    def is_missing(self) -> bool:
        return not (self.text or self.entries)

    @property
    def is_short(self) -> bool:
        """It fits beside the name of its city on a narrow screen."""
        return not self.entries and len(self.text) + len(self.note) <= SHORT

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
    """A line; with `verdict` it says which plan alone has it, or lacks it. That all say the same it says by itself."""
    made = Line(str(label), [replace(cell, plan=plan) for cell, plan in zip(cells, plans, strict=True)])
    if made.is_same:
        return replace(made, verdict=_("the same in all"))
    return replace(made, verdict=_verdict(made, plans)) if verdict else made


def _verdict(made: Line, plans: Sequence[Plan]) -> str:
    having = [plan.name for plan, cell in zip(plans, made.cells, strict=True) if not cell.is_missing]
    lacking = [plan.name for plan in plans if plan.name not in having]
    if len(having) == 1:
        return _("only %(city)s") % {"city": having[0]}
    return _("all but %(city)s") % {"city": lacking[0]} if len(lacking) == 1 else ""


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


def with_bars(
    cells: Sequence[Cell], values: Sequence[float | None], plans: Sequence[Plan], *, whole: float = 0
) -> list[Cell]:
    """The cells with bars whose lengths compare their values with the highest, or with `whole`; none for no value."""
    highest = whole or max((value for value in values if value), default=0)
    return [
        replace(cell, bar=share_bar(value / highest, plan.colour)) if value and highest else cell
        for cell, value, plan in zip(cells, values, plans, strict=True)
    ]

"""What an import would change: a list's rows compared with what is stored."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.utils.translation import gettext as _

from cities.models import City, PopulationFigure
from cities.queries import latest_figures, voivodeship_names
from core.names import fold
from networks.exchange.rows import BadRow, ParticipationRow, column_name, parse
from networks.exchange.tables import read_table
from networks.models import Edition, Participation, ThematicNetwork


class Outcome(Enum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Difference:
    """One value that an import would set. `before` and `after` are texts for a reader."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class PlannedRow:
    """A good row, what is stored for it now, and what would change."""

    row: ParticipationRow
    city: City | None
    participation: Participation | None
    differences: tuple[Difference, ...]

    @property
    def outcome(self) -> Outcome:
        if self.participation is None:
            return Outcome.NEW
        return Outcome.CHANGED if self.differences else Outcome.UNCHANGED


@dataclass(frozen=True)
class ImportPlan:
    """`rows` would be written; with any `bad` row nothing is. `untouched` counts participations that the list lacks."""

    rows: tuple[PlannedRow, ...]
    bad: tuple[BadRow, ...]
    untouched: int
    fingerprint: str = field(init=False, default="")

    def __post_init__(self) -> None:
        shown = [(planned.row.teryt, planned.outcome.value, planned.differences) for planned in self.rows]
        digest = hashlib.sha256(repr((shown, self.bad, self.untouched)).encode()).hexdigest()
        object.__setattr__(self, "fingerprint", digest)

    def count(self, outcome: Outcome) -> int:
        return sum(planned.outcome is outcome for planned in self.rows)

    @property
    def changes_something(self) -> bool:
        return any(planned.outcome is not Outcome.UNCHANGED for planned in self.rows)


def plan_import(edition: Edition, content: bytes) -> ImportPlan:
    """Read a list and compare it with the edition. Writes nothing. Raises InvalidInput when the file cannot be read."""
    good, bad = parse(read_table(content), edition.networks.all(), voivodeship_names())
    cities = _cities()
    participations = {
        participation.city_id: participation
        for participation in edition.participations.select_related("network", "city")
    }
    rows: list[PlannedRow] = []
    for row in good:
        city = cities.get(row.teryt)
        reasons = _conflicts(row, city, cities)
        if reasons:
            bad.append(BadRow(row.line, row.city, tuple(reasons)))
            continue
        participation = participations.get(city.pk) if city else None
        differences = tuple(_differences(row, city, participation))
        rows.append(PlannedRow(row, city, participation, differences))
    touched = {planned.participation.pk for planned in rows if planned.participation}
    untouched = sum(participation.pk not in touched for participation in participations.values())
    return ImportPlan(tuple(rows), tuple(sorted(bad, key=lambda one: one.line)), untouched)


def _cities() -> dict[str, City]:
    """All stored cities by TERYT, with their figures. Two queries."""

    return {city.teryt: city for city in City.objects.prefetch_related(latest_figures())}


def _conflicts(row: ParticipationRow, city: City | None, cities: dict[str, City]) -> list[str]:
    if city is not None:
        if fold(city.name) == fold(row.city):
            return []
        return [
            _("TERYT %(teryt)s belongs to %(right)s, not to %(wrong)s.")
            % {"teryt": row.teryt, "right": city.name, "wrong": row.city}
        ]
    for other in cities.values():
        if other.teryt[:2] == row.teryt[:2] and fold(other.name) == fold(row.city):
            return [_("%(city)s has the TERYT code %(teryt)s.") % {"city": other.name, "teryt": other.teryt}]
    return []


def _differences(row: ParticipationRow, city: City | None, participation: Participation | None) -> Iterable[Difference]:
    if city is None:
        yield Difference(column_name("city"), "", row.city)
    if "network" in row.given:
        before = participation.network if participation else None
        if before != row.network:
            yield Difference(column_name("network"), _network(before), _network(row.network))
    for column in ("joined", "left", "source"):
        yield from _difference(column, getattr(participation, column, None), getattr(row, column))
    for column in ("latitude", "longitude"):
        yield from _difference(column, getattr(city, column, None), getattr(row, column))
    figure = _figure(city, row.population_year)
    yield from _difference("population", figure.value if figure else None, row.population)
    if row.population is not None:
        yield from _difference("population_source", figure.source if figure else None, row.population_source)


def _difference(column: str, before: Any, after: Any) -> Iterable[Difference]:
    """Nothing when the list does not say (None, empty) or says what is stored."""
    if after in (None, "") or before == after:
        return
    yield Difference(column_name(column), "" if before is None else str(before), str(after))


def _figure(city: City | None, year: int | None) -> PopulationFigure | None:
    if city is None:
        return None
    return next((figure for figure in city.population_figures.all() if figure.year == year), None)


def _network(network: ThematicNetwork | None) -> str:
    return network.name if network else _("assignment unknown")

"""A table -> rows of cities and participations, and for each bad row its line and every reason."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import InvalidOperation
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cities.policies import teryt_problem
from core.exceptions import InvalidInput
from core.forms.fields import parse_number
from core.names import fold
from networks.exchange.tables import Table
from networks.models import ThematicNetwork

#: headings of a column, as `fold` leaves them; the first of each is the one that we write ourselves
HEADINGS: dict[str, tuple[str, ...]] = {
    "city": ("miasto", "city", "name", "nazwa", "nazwa miasta", "gmina"),
    "teryt": ("teryt", "kod teryt", "teryt code", "terc"),
    "voivodeship": ("wojewodztwo", "voivodeship"),
    "network": ("siec", "network", "siec tematyczna", "thematic network"),
    "population": ("liczba mieszkancow", "population", "ludnosc", "mieszkancy", "inhabitants"),
    "population_year": ("rok", "population year", "rok liczby mieszkancow", "year"),
    "population_source": ("zrodlo liczby mieszkancow", "population source"),
    "latitude": ("szerokosc", "latitude", "lat", "szerokosc geograficzna"),
    "longitude": ("dlugosc", "longitude", "lon", "lng", "dlugosc geograficzna"),
    "joined": ("dolaczylo", "joined", "data dolaczenia", "od"),
    "left": ("odeszlo", "left", "data odejscia", "do"),
    "source": ("zrodlo", "source"),
}
REQUIRED = ("city", "teryt")
UNKNOWN = frozenset({"", "unknown", "nieznany", "nieznana", "nieznane", "brak danych", "przydzial nieznany"})
DATE_FORMATS = ("%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y")
LONGEST_NAME, LONGEST_SOURCE = 80, 300
LATITUDES, LONGITUDES = (48.9, 54.9), (14.0, 24.2)
FIRST_YEAR = 1990
MOST_PEOPLE = 5_000_000


@dataclass(frozen=True)
class ParticipationRow:
    """A good row. `given` names the columns that the file has; None in the others means: leave what is stored."""

    line: int
    city: str
    teryt: str
    network: ThematicNetwork | None = None
    population: int | None = None
    population_year: int | None = None
    population_source: str = ""
    latitude: float | None = None
    longitude: float | None = None
    joined: datetime.date | None = None
    left: datetime.date | None = None
    source: str = ""
    given: frozenset[str] = frozenset()


@dataclass(frozen=True)
class BadRow:
    line: int
    city: str
    reasons: tuple[str, ...]


@dataclass
class _Reader:
    """Takes values out of one row and collects what is wrong with them."""

    cells: dict[str, str]
    reasons: list[str] = field(default_factory=list)

    def text(self, column: str, longest: int = LONGEST_SOURCE) -> str:
        value = self.cells.get(column, "")
        if len(value) > longest:
            self.reasons.append(
                _("“%(column)s” is longer than %(limit)d characters.")
                % {"column": column_name(column), "limit": longest}
            )
        return value

    def number(self, column: str, low: float, high: float, sentence: str) -> float | None:
        value = self.cells.get(column, "")
        if fold(value) in UNKNOWN:
            return None
        try:
            found = float(parse_number(value))
        except InvalidOperation:
            self.reasons.append(_("“%(value)s” is not a number.") % {"value": value[:40]})
            return None
        if not low <= found <= high:
            self.reasons.append(sentence)
            return None
        return found

    def whole(self, column: str, low: int, high: int, sentence: str) -> int | None:
        found = self.number(column, low, high, sentence)
        if found is not None and found != int(found):
            self.reasons.append(sentence)
        return None if found is None else int(found)

    def date(self, column: str) -> datetime.date | None:
        value = self.cells.get(column, "")
        if fold(value) in UNKNOWN:
            return None
        for pattern in DATE_FORMATS:
            try:
                return datetime.datetime.strptime(value, pattern).replace(tzinfo=datetime.UTC).date()
            except ValueError:
                continue
        self.reasons.append(_("“%(value)s” is not a date. Write it as 2022-01-28.") % {"value": value[:40]})
        return None


def column_name(column: str) -> str:
    """The name of a column for a reader, in the active language."""
    names: dict[str, Any] = {
        "city": _("city"),
        "teryt": _("TERYT"),
        "voivodeship": _("voivodeship"),
        "network": _("network"),
        "population": _("population"),
        "population_year": _("population year"),
        "population_source": _("population source"),
        "latitude": _("latitude"),
        "longitude": _("longitude"),
        "joined": _("joined"),
        "left": _("left"),
        "source": _("source"),
    }
    return names[column]


def parse(
    table: Table, networks: Iterable[ThematicNetwork], voivodeships: Mapping[str, str]
) -> tuple[list[ParticipationRow], list[BadRow]]:
    """Good and bad rows of a list, in order. `networks` are those of the edition, `voivodeships` names by code.

    Raises InvalidInput when a heading is missing or stands twice.
    """
    columns = _columns(table.header)
    names = _network_names(networks)
    good: list[ParticipationRow] = []
    bad: list[BadRow] = []
    lines: dict[str, int] = {}
    for line, cells in table.rows:
        reader = _Reader({column: cells[place] for column, place in columns.items() if place < len(cells)})
        row = _row(reader, line, names, dict(voivodeships), frozenset(columns))
        first = lines.setdefault(row.teryt or f"line {line}", line)
        if first != line:
            reader.reasons.append(_("The same TERYT code stands in line %(line)d already.") % {"line": first})
        if reader.reasons:
            bad.append(BadRow(line, row.city, tuple(reader.reasons)))
        else:
            good.append(row)
    return good, bad


def _columns(header: tuple[str, ...]) -> dict[str, int]:
    known = {heading: column for column, headings in HEADINGS.items() for heading in headings}
    columns: dict[str, int] = {}
    for place, heading in enumerate(header):
        column = known.get(fold(heading.replace("_", " ")))
        if column is None:
            continue
        if column in columns:
            raise InvalidInput(_("The column “%(column)s” stands twice.") % {"column": column_name(column)})
        columns[column] = place
    for column in REQUIRED:
        if column not in columns:
            raise InvalidInput(
                _("The column “%(column)s” is missing. The first row must hold headings.")
                % {"column": column_name(column)}
            )
    return columns


def _network_names(networks: Iterable[ThematicNetwork]) -> dict[str, ThematicNetwork]:
    names: dict[str, ThematicNetwork] = {}
    for network in networks:
        for name in (network.name, network.name_en, network.topic, network.topic_en, network.slug, network.code):
            names[fold(name)] = network
    return names


def _row(
    reader: _Reader,
    line: int,
    networks: dict[str, ThematicNetwork],
    voivodeships: dict[str, str],
    given: frozenset[str],
) -> ParticipationRow:
    city = reader.text("city", LONGEST_NAME)
    if not city:
        reader.reasons.append(_("The name of the city is missing."))
    teryt = _teryt(reader, voivodeships)
    latitude, longitude = _coordinates(reader)
    joined, left = reader.date("joined"), reader.date("left")
    if joined and left and left < joined:
        reader.reasons.append(_("The city left before it joined."))
    population, year = _population(reader)
    source = reader.text("source")
    return ParticipationRow(
        line=line,
        city=city,
        teryt=teryt,
        network=_network(reader, networks),
        population=population,
        population_year=year,
        population_source=reader.text("population_source") or source,
        latitude=latitude,
        longitude=longitude,
        joined=joined,
        left=left,
        source=source,
        given=given,
    )


def _teryt(reader: _Reader, voivodeships: dict[str, str]) -> str:
    value = reader.cells.get("teryt", "").replace(" ", "")
    # Spreadsheets drop a leading zero: 202033 is 0202033.
    teryt = value.zfill(7) if len(value) == 6 and value.isdigit() else value
    problem = teryt_problem(teryt, voivodeships)
    if problem:
        reader.reasons.append(problem)
        return teryt
    named = reader.cells.get("voivodeship", "")
    if named and fold(named) != fold(voivodeships[teryt[:2]]):
        reader.reasons.append(
            _("TERYT %(teryt)s lies in %(right)s, not in %(wrong)s.")
            % {"teryt": teryt, "right": voivodeships[teryt[:2]], "wrong": named[:40]}
        )
    return teryt


def _coordinates(reader: _Reader) -> tuple[float | None, float | None]:
    outside = _("The coordinates lie outside Poland.")
    before = len(reader.reasons)
    latitude = reader.number("latitude", *LATITUDES, outside)
    longitude = reader.number("longitude", *LONGITUDES, outside)
    if reader.reasons[before:] == [outside, outside]:
        reader.reasons.pop()
    if len(reader.reasons) == before and (latitude is None) != (longitude is None):
        reader.reasons.append(_("Give both coordinates or neither."))
    return latitude, longitude


def _population(reader: _Reader) -> tuple[int | None, int | None]:
    population = reader.whole("population", 1, MOST_PEOPLE, _("The population must be a whole number above zero."))
    this_year = timezone.localdate().year
    year = reader.whole(
        "population_year",
        FIRST_YEAR,
        this_year,
        _("The year of the population must lie between %(first)d and %(last)d.")
        % {"first": FIRST_YEAR, "last": this_year},
    )
    return population, year


def _network(reader: _Reader, networks: dict[str, ThematicNetwork]) -> ThematicNetwork | None:
    value = reader.cells.get("network", "")
    if fold(value) in UNKNOWN:
        return None
    found = networks.get(fold(value))
    if found is None:
        reader.reasons.append(_("This edition has no network “%(name)s”.") % {"name": value[:60]})
    return found

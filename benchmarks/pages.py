"""Public pages: processor time and queries with the sample programme of 30 cities, and with ten times as many.

A page is made for its first visitor and kept for the next ones; both are measured. What it is made of (rows, cards,
tables, maps) each process keeps by its values; making a page where nothing of that is kept is measured as well.
"""

import time
from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.server import own_database
from catalogue.models import Publication
from catalogue.rendering import maps
from cities.models import City
from core import drawing
from core.charts.poland import poland
from networks.models import Participation

TITLE = "Public pages: milliseconds of processor time (median of the requests) and queries"
HEADERS = (
    "page",
    "ms at 30",
    "ms at 300",
    "queries at 30",
    "queries at 300",
    "ms, kept",
    "ms at 30 and 300, all drawn anew",
)
PAGES = (
    "/",
    "/miasta/",
    "/miasta/zyrardow/",
    "/miasta/mapa/",
    "/sieci/",
    "/sieci/zielona/",
    "/edycje/2021-2023/",
    "/mid/",
    "/mid/zyrardow-2021-2023/",
    "/dzialania/",
    "/plany-ulepszen/",
    "/plany-ulepszen/cyfrowa/",
    "/rekomendacje/",
    "/rekomendacje/CYF-R03/",
    "/dobre-praktyki/",
    "/dobre-praktyki/CYF-D01/",
    "/szukaj/?q=drzewa",
    "/deklaracja-dostepnosci/",
)
REQUESTS = 15
DRAWINGS = (drawing._drawn, maps._map_of, maps._map_of_cities, poland)
TIMES = 10


class Spent(NamedTuple):
    """Milliseconds of processor time for a page that is made, all of it drawn anew, and kept; queries of the first."""

    made: float
    drawn: float
    kept: float
    queries: int


def measure() -> list[tuple[str, ...]]:
    """One row per page. Works in a database of its own that is dropped afterwards."""
    settings.SAMPLE_MODE, settings.SAMPLE_PASSWORD = True, "a-password-for-measuring"
    with own_database():
        call_command("load_sample", verbosity=0)
        few = {page: _measure(page) for page in PAGES}
        _multiply_cities()
        many = {page: _measure(page) for page in PAGES}
    return [(page, *_row(few[page], many[page])) for page in PAGES]


def _row(few: Spent, many: Spent) -> tuple[str, ...]:
    times = f"{few.made:.1f}", f"{many.made:.1f}"
    drawn = f"{few.drawn:.1f}, {many.drawn:.1f}"
    return *times, str(few.queries), str(many.queries), f"{few.kept:.1f}", drawn


def _measure(page: str) -> Spent:
    client = Client()
    for _ in range(2):
        if client.get(page).status_code != 200:
            raise ValueError(f"{page} does not answer 200")
    made = _median(client, page, cache.clear)
    drawn = _median(client, page, _forget)
    kept = _median(client, page, lambda: None)
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        client.get(page)
    return Spent(made, drawn, kept, len(queries))


def _median(client: Client, page: str, before: Callable[[], None]) -> float:
    """Milliseconds of a request; `before` is called before each and not counted."""
    spent = []
    for _ in range(REQUESTS):
        before()
        started = time.process_time()
        client.get(page)
        spent.append(time.process_time() - started)
    return sorted(spent)[REQUESTS // 2] * 1000


def _forget() -> None:
    cache.clear()
    for kept in DRAWINGS:
        kept.cache_clear()


def _multiply_cities() -> None:
    """Copy every participation of the sample, its city and its published plan until there are TIMES as many."""
    taken = set(City.objects.values_list("teryt", flat=True))
    codes = (f"{number:06d}1" for number in range(200_000, 999_999))
    participations = list(Participation.objects.filter(edition__is_current=True).select_related("city"))
    publications = {found.city_id: found for found in Publication.objects.filter(kind="mid").select_related("document")}
    for number in range(1, TIMES):
        for participation in participations:
            original = participation.city_id
            city = participation.city
            code = next(code for code in codes if code not in taken)
            fields = {"slug": f"{city.slug}-{number}", "name": f"{city.name} {number}", "teryt": code}
            copied = _copy(city, **fields)
            _copy(participation, city=copied)
            if original in publications:
                _copy_publication(publications[original], copied, number)


def _copy_publication(publication: Publication, city: City, number: int) -> None:
    document = _copy(publication.document, slug=f"{publication.slug}-{number}")
    _copy(publication, document=document, slug=document.slug, city=city)


def _copy(row, **changes):  # type: ignore[no-untyped-def]
    """A new row with the same values but for `changes`; `row` itself is left as it was."""
    values = {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key
    }
    values.update({row._meta.get_field(name).attname: getattr(value, "pk", value) for name, value in changes.items()})
    return type(row)._default_manager.create(**values)

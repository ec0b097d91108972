"""Public pages: processor time and queries with the sample programme of 30 cities, and with ten times as many.

A page is made for its first visitor and kept for the next ones; both are measured.
"""

import time
from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.server import own_database
from catalogue.models import Publication
from cities.models import City
from networks.models import Participation

TITLE = "Public pages: milliseconds of processor time (median of the requests) and queries"
HEADERS = ("page", "ms at 30", "ms at 300", "queries at 30", "queries at 300", "ms, kept")
PAGES = (
    "/",
    "/miasta/",
    "/miasta/zyrardow/",
    "/sieci/",
    "/sieci/zielona/",
    "/mid/",
    "/mid/zyrardow-2021-2023/",
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
TIMES = 10


class Spent(NamedTuple):
    """Milliseconds of processor time for a page that is made and for one that was kept; queries of the former."""

    made: float
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
    return f"{few.made:.1f}", f"{many.made:.1f}", str(few.queries), str(many.queries), f"{few.kept:.1f}"


def _measure(page: str) -> Spent:
    client = Client()
    for _ in range(2):
        if client.get(page).status_code != 200:
            raise ValueError(f"{page} does not answer 200")
    made = sorted(_spend(client, page, anew=True) for _ in range(REQUESTS))
    kept = sorted(_spend(client, page) for _ in range(REQUESTS))
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        client.get(page)
    return Spent(made[REQUESTS // 2] * 1000, kept[REQUESTS // 2] * 1000, len(queries))


def _spend(client: Client, page: str, *, anew: bool = False) -> float:
    if anew:
        cache.clear()
    started = time.process_time()
    client.get(page)
    return time.process_time() - started


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

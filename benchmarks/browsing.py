"""Browsing recommendations: 3 editions x 3 plans x 60, and 10,000; all facets counted, and the list as a workbook."""

import time
from collections.abc import Iterator

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.server import own_database
from improvement_plans.models import Institution
from tests import factories
from tests.tracking.many import many_recommendations

TITLE = "Browsing recommendations: milliseconds (median of the requests), queries, kB"
HEADERS = (
    "recommendations",
    "page",
    "from question to answer",
    "of processor time",
    "of the database",
    "queries",
    "kB",
)
LIST = "/praca/rekomendacje/"
QUERIES = ("", "kind=law", "mine=on&sort=planned", "kind=law&priority=1&status=new&late=on", "view=cards&page=2")
FEW, MANY = 60, 1112
REQUESTS = 21


def measure() -> Iterator[tuple[str, ...]]:
    """One row per page. Works in databases of its own that are dropped afterwards."""
    for each in (FEW, MANY):
        with own_database():
            many_recommendations(each)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            yield from _pages(each * 9)


def _pages(count: int) -> Iterator[tuple[str, ...]]:
    client = Client()
    client.force_login(factories.ministry_member(Institution.objects.earliest("pk")))
    for query in QUERIES:
        yield f"{count:,}", query or "all", *_timed(client, f"{LIST}?{query}")


def _timed(client: Client, path: str) -> tuple[str, ...]:
    answer = client.get(path)
    if answer.status_code != 200:
        raise ValueError(f"{path} does not answer")
    walls, processor = [], []
    for _ in range(REQUESTS):
        began, worked = time.perf_counter(), time.process_time()
        client.get(path)
        walls.append(time.perf_counter() - began)
        processor.append(time.process_time() - worked)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    database = sum(float(one["time"]) for one in queries)
    figures = sorted(walls)[REQUESTS // 2], sorted(processor)[REQUESTS // 2], database
    return *(f"{figure * 1000:.1f}" for figure in figures), str(len(queries)), f"{len(answer.content) / 1000:.0f}"

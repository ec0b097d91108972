"""Browsing recommendations: 3 editions x 3 plans x 60, and 10,000; all facets counted, and the list as a workbook."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.server import database_url, own_database
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
WORKBOOK = """
import django, re, time
from pathlib import Path
django.setup()
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from tracking.exchange import courses_table, xlsx_of
from tracking.forms import TrackedFilter
from tracking.queries import listed
peak = lambda: int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
filters = TrackedFilter(QueryDict(""), queryset=listed())
xlsx_of(courses_table(filters.rows[:1]), "")
Path("/proc/self/clear_refs").write_text("5")
before, began, worked = peak(), time.perf_counter(), time.process_time()
with CaptureQueriesContext(connection) as queries:
    body = xlsx_of(courses_table(filters.rows), "")
times = (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000
print(*(f"{one:.0f}" for one in times), len(queries), len(body) // 1000, (peak() - before) // 1024)
"""


def measure() -> Iterator[tuple[str, ...]]:
    """One row per page. Works in databases of its own that are dropped afterwards."""
    for each in (FEW, MANY):
        with own_database():
            many_recommendations(each)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            yield from _pages(each * 9)
            yield _workbook(each * 9)


def _pages(count: int) -> Iterator[tuple[str, ...]]:
    client = Client()
    client.force_login(factories.ministry_member(Institution.objects.earliest("pk")))
    for query in QUERIES:
        yield f"{count:,}", query or "all", *_timed(client, f"{LIST}?{query}")


def _workbook(count: int) -> tuple[str, ...]:
    """The whole list as XLSX, in a process of its own: time, and how much its memory grew at most."""
    address = {**os.environ, "DATABASE_URL": database_url()}
    made = subprocess.run([sys.executable, "-c", WORKBOOK], env=address, capture_output=True, text=True, check=True)
    wall, processor, queries, kilobytes, grown = made.stdout.split()
    return f"{count:,}", f"plik.xlsx, at most {grown} MB more memory", wall, processor, "", queries, kilobytes


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

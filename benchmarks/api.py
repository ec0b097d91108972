"""The API: a list of 100 records with 300 published plans, an unchanged answer, and whole tables as files."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment

from benchmarks.pages import _copy, _multiply_cities
from catalogue.models import Publication, PublishedRow

TITLE = "API with 300 plans: milliseconds from question to answer (median, 95 of 100), of processor time, queries, kB"
HEADERS = ("what", "median", "p95", "processor", "queries", "kB")
LISTS = (
    "/api/v1/initiatives/?page_size=100",
    "/api/v1/actions/?page_size=100",
    "/api/v1/actions/?page_size=100&page=10",
    "/api/v1/actions/?page_size=100&kind=investment&network=zielona",
    "/api/v1/stakeholders/?page_size=100",
    "/api/v1/cities/?page_size=100",
    "/api/v1/recommendations/?page_size=100",
)
FILES = ("/dane/dzialania.csv", "/dane/dzialania.json", "/dane/dzialania.xlsx", "/dane/katalog.ttl")
REQUESTS = 40


def measure() -> list[tuple[str, ...]]:
    """One row per question. Works in a database of its own that is dropped afterwards."""
    settings.SAMPLE_MODE, settings.SAMPLE_PASSWORD = True, "a-password-for-measuring"
    settings.CELERY_TASK_ALWAYS_EAGER = False
    settings.PORTAL_API_REQUESTS = settings.PORTAL_FILE_REQUESTS = 10_000_000
    setup_test_environment(debug=False)
    connection.creation.create_test_db(verbosity=0)
    try:
        call_command("load_sample", verbosity=0)
        _multiply_cities()
        _multiply_rows()
        return [*(_row(path) for path in LISTS), _unchanged(LISTS[1]), *(_file(path) for path in FILES)]
    finally:
        connection.creation.destroy_test_db(settings.DATABASES["default"]["NAME"], verbosity=0)


def _multiply_rows() -> None:
    """Give the copied plans the rows of those that they were copied from."""
    rows: dict[str, list[PublishedRow]] = {}
    for row in PublishedRow.objects.filter(publication__kind="mid").select_related("publication"):
        rows.setdefault(row.publication.slug, []).append(row)
    for publication in Publication.objects.filter(kind="mid", rows=None):
        for row in rows.get(publication.slug.rpartition("-")[0], []):
            _copy(row, publication=publication)


def _row(path: str) -> tuple[str, ...]:
    client = Client()
    return _timed(path, lambda: client.get(path), REQUESTS)


def _unchanged(path: str) -> tuple[str, ...]:
    client = Client()
    tag = client.get(path)["ETag"]
    return _timed(f"{path} (304)", lambda: client.get(path, HTTP_IF_NONE_MATCH=tag), REQUESTS)


def _file(path: str) -> tuple[str, ...]:
    """The file made anew: an address with a query is not kept."""
    client = Client()
    return _timed(f"{path} (made)", lambda: client.get(f"{path}?new=1"), 3)


def _timed(name: str, ask: Callable[[], Any], times: int) -> tuple[str, ...]:
    if ask().status_code not in (200, 304):
        raise ValueError(f"{name} does not answer")
    walls, processor = [], []
    for _try in range(times):
        began, worked = time.perf_counter(), time.process_time()
        answer = ask()
        walls.append(time.perf_counter() - began)
        processor.append(time.process_time() - worked)
    with CaptureQueriesContext(connection) as queries:
        ask()
    walls.sort()
    processor.sort()
    figures = (walls[times // 2], walls[int(times * 0.95) - 1], processor[times // 2])
    size = f"{len(answer.content) / 1000:.0f}"
    return name, *(f"{figure * 1000:.1f}" for figure in figures), str(len(queries)), size

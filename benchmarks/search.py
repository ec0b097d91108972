"""Search over 300 MIDs and 2,000 recommendations: what the published queries find, and how long a page takes.

`search_queries.json` has the queries: each names a concept, whose sentences are planted in known places, or the entries
that it should find. Recall is over everything found, precision over the first ten; a result counts once where it
stands first. Seconds are of the whole page by Django's test client, each query asked in Polish and in English.
"""

import json
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.search_programme import Planted, build, keys_of
from benchmarks.server import own_database
from catalogue.models import SearchEntry, SearchPassage
from catalogue.queries import answer
from catalogue.queries.search import Hit
from catalogue.rendering.results import grouped

TITLE = "Search over 300 MIDs and 2,000 recommendations"
HEADERS = ("queries", "number", "recall", "precision@10", "MRR")
FILE = Path(__file__).with_name("search_queries.json")
FIRST = 10


def measure() -> Iterator[tuple[str, ...]]:
    """A row for each way of asking, then rows of size and time. Works in a database of its own."""
    settings.SAMPLE_MODE, settings.SAMPLE_PASSWORD = True, "a-password-for-measuring"
    asked = json.loads(FILE.read_text())
    with own_database():
        build(planted(asked))
        with connection.cursor() as cursor:
            cursor.execute("analyze")
        yield from _quality(asked)
        yield from _speed([one["query"] for one in asked["queries"]])


def planted(asked: dict[str, Any]) -> Planted:
    """The sentences of the concepts by the place where they are planted."""
    found: Planted = {}
    for concept in asked["concepts"].values():
        for number, place in enumerate(concept["planted"]):
            found.setdefault(place, []).append(concept["sentences"][number % len(concept["sentences"])])
    return found


def expected(one: dict[str, Any], asked: dict[str, Any]) -> set[str]:
    """The entries that a query should find, as `kind:key`."""
    if "expected" in one:
        return set(one["expected"])
    return {key for place in asked["concepts"][one["concept"]]["planted"] for key in keys_of(place)}


def _quality(asked: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    names = {pk: f"{kind}:{key}" for pk, kind, key in SearchEntry.objects.values_list("pk", "kind", "key")}
    scores: dict[str, list[tuple[float, float, float]]] = {}
    for one in asked["queries"]:
        found = answer(one["query"])
        score = _score([names[hit.pk] for hit in _as_shown(found.hits)], expected(one, asked))
        scores.setdefault(one["way"], []).append(score)
        if score[0] < 1:
            print(f"{one['query']!r}: recall {score[0]:.2f}, looked for {found.question.text!r}")
    for way, rows in scores.items():
        yield way, str(len(rows)), *_means(rows)
    every = [row for rows in scores.values() for row in rows]
    yield "all", str(len(every)), *_means(every)


def _as_shown(hits: list[Hit]) -> list[Hit]:
    """Hits in the order in which the page shows them: by document."""
    return [hit for group in grouped(hits) for hit in (*([group.head] if group.head else []), *group.inner)]


def _score(found: list[str], wanted: set[str]) -> tuple[float, float, float]:
    first = found[:FIRST]
    recall = len(wanted & set(found)) / len(wanted)
    precision = len(wanted & set(first)) / len(first) if first else 0.0
    rank = next((place for place, key in enumerate(found, 1) if key in wanted), 0)
    return recall, precision, 1 / rank if rank else 0.0


def _means(rows: list[tuple[float, float, float]]) -> tuple[str, ...]:
    return tuple(f"{statistics.fmean(column):.3f}" for column in zip(*rows, strict=True))


def _speed(queries: list[str]) -> Iterator[tuple[str, ...]]:
    client = Client()
    for text in queries[:10]:
        client.get("/szukaj/", {"q": text})
    seconds, spent, counts = [], [], []
    for text in queries:
        for path in ("/szukaj/", "/en/szukaj/"):
            started, begun = time.perf_counter(), time.process_time()
            client.get(path, {"q": text})
            seconds.append((time.perf_counter() - started) * 1000)
            spent.append((time.process_time() - begun) * 1000)
        with CaptureQueriesContext(connection) as captured:
            client.get("/szukaj/", {"q": text})
        counts.append(len(captured))
    typing = [_typed(client, text) for text in queries]
    yield "entries / passages", f"{SearchEntry.objects.count()} / {SearchPassage.objects.count()}", "", "", ""
    yield "a page, ms: p50 / p95", _two(seconds), "", "", ""
    yield "of it processor ms of the portal", _two(spent), "", "", ""
    yield "database queries: median / most", f"{statistics.median(counts):.0f} / {max(counts)}", "", "", ""
    yield "suggestions, ms: p50 / p95", _two(typing), "", "", ""


def _typed(client: Client, text: str) -> float:
    started = time.perf_counter()
    client.get("/szukaj/podpowiedzi/", {"q": text[:4]}, headers={"HX-Request": "true"})
    return (time.perf_counter() - started) * 1000


def _two(values: list[float]) -> str:
    ordered = sorted(values)
    return f"{ordered[len(ordered) // 2]:.0f} / {ordered[len(ordered) * 95 // 100]:.0f}"

"""The editor of a full plan (20 actions, 15 stakeholders): processor time and queries of its pages, and their weight.

Times are medians in one process with Django's test client; weights are what a browser loads, after gzip.
"""

import datetime
import time
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from playwright.sync_api import sync_playwright

from benchmarks.server import own_database, running_server
from documents.queries import rows
from tests import factories
from tests.browser.weight import shipped
from tests.conftest import FOUND_BROWSER
from tests.documents.factories import Team, team

TITLE = "The editor of a plan with 20 actions and 15 stakeholders"
HEADERS = ("page", "CPU ms", "queries", "script kB", "style kB")
ACTIONS, STAKEHOLDERS, OTHER_ROWS = 20, 15, 12
REQUESTS = 15
WORDS = "Miasto sadzi drzewa i zwija asfalt, żeby latem było chłodniej na podwórkach. " * 6


def measure() -> Iterator[tuple[str, ...]]:
    """One row per page. Works in a database of its own that is dropped afterwards."""
    with own_database():
        our = full_plan()
        client = Client()
        client.force_login(our.anna)
        spent = {path: _measure(client, path) for path in _paths(our)}
        with running_server() as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=FOUND_BROWSER, args=["--no-sandbox"])
            weights = {path: _weigh(browser, client, address, path) for path in [*spent, "/", "/mid/", "/praca/"]}
            browser.close()
    for path, weight in weights.items():
        milliseconds, queries = spent.get(path, ("", ""))
        yield path, milliseconds, queries, f"{weight['script'] / 1000:.0f}", f"{weight['stylesheet'] / 1000:.0f}"


def full_plan() -> Team:
    """A team whose plan has every list filled."""
    our = team()
    factories.fill_mid(our.document, by=our.anna)
    aim = rows(our.document, our.kind("aim"))[0]
    month = datetime.date(2024, 1, 1)
    _fill(our, "stakeholder", STAKEHOLDERS, name="Rada osiedla", kind="residents", influence=3, interest=4)
    _fill(our, "action", ACTIONS, title="Sadzenie drzew", kind="investment", lead="Zieleń Miejska", aim=aim,
          description=f"<p>{WORDS}</p>" * 3, start=month, end=month.replace(year=2025), cost=250_000,
          outputs=["120 drzew", "3 podwórka"], partners=["Spółdzielnia"])  # fmt: skip
    _fill(our, "milestone", OTHER_ROWS, date=month, text="Pierwsze drzewo")
    _fill(our, "indicator", OTHER_ROWS, name="Drzewa", kind="output", unit="szt.", target=100, target_year=2026)
    _fill(our, "risk", OTHER_ROWS, text="Susza", kind="environment", probability=3, impact=3)
    _fill(our, "communication", OTHER_ROWS, audience="Mieszkańcy", message="Sadzimy.", channel="website")
    for action in rows(our.document, our.kind("action")):
        _fill(our, "action_funding", 2, action=action, source="own", amount=125_000)
    return our


def _fill(our: Team, key: str, count: int, **values: Any) -> None:
    """Rows straight into the table until there are `count` of them (funding: that many more)."""
    model = our.kind(key).model
    present = 0 if key == "action_funding" else model._default_manager.filter(document=our.document).count()
    model._default_manager.bulk_create(
        [model(document=our.document, position=place + 1, **values) for place in range(present, count)]
    )


def _paths(our: Team) -> list[str]:
    slug = our.document.slug
    sections = ("diagnoza", "interesariusze", "dzialania", "harmonogram", "finansowanie", "wskazniki", "komunikacja")
    action = rows(our.document, our.kind("action"))[0]
    return [
        reverse("initiative_workbench", args=[slug]),
        *(reverse("initiative_section", args=[slug, section]) for section in sections),
        reverse("initiative_part_edit", args=[slug, "action", action.pk]),
        reverse("initiative_part_add", args=[slug, "action"]),
    ]


def _measure(client: Client, path: str) -> tuple[str, str]:
    for _ in range(2):
        if client.get(path).status_code != 200:
            raise ValueError(f"{path} does not answer 200")
    spent = sorted(_spend(client, path) for _ in range(REQUESTS))
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return f"{spent[REQUESTS // 2] * 1000:.1f}", str(len(queries))


def _spend(client: Client, path: str) -> float:
    started = time.process_time()
    client.get(path)
    return time.process_time() - started


def _weigh(browser: Any, client: Client, address: str, path: str) -> Any:
    context = browser.new_context()
    url = f"http://{address}"
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}])
    try:
        return shipped(context.new_page(), url + path)
    finally:
        context.close()

"""Typing in a rich text of 30 kB in a real browser: how long the page's one thread is busy for a key.

The browser's own trace is read: tasks of the main thread, and in them calls of functions from our files. Everything is
in it: the save that follows each pause, the pulse, the counter. `PORTAL_CHROMIUM` names the browser.
"""

import statistics
from collections.abc import Iterator
from typing import Any

from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, sync_playwright

from benchmarks.server import own_database, running_server
from tests.conftest import FOUND_BROWSER
from tests.documents.factories import team

TITLE = "Typing in a rich text of 30 kB: milliseconds that the page's thread is busy"
HEADERS = ("what", "count", "p50", "p95", "longest")
PARAGRAPHS = 75
KEYS = "Miasto sadzi drzewa na podworkach. " * 6
PAUSE_MS = 90
#: a save follows a pause of the hands
LONG_PAUSE_MS, KEYS_BEFORE_PAUSE = 2500, 40
OURS = "/static/js/"
END = "end of the trace"
CATEGORIES = "devtools.timeline,disabled-by-default-devtools.timeline,toplevel"


def measure() -> Iterator[tuple[str, ...]]:
    """One row per sort of work. Works in a database of its own that is dropped afterwards."""
    with own_database():
        our = team()
        words = " ".join(f"wyraz{number}" for number in range(40))
        our.save(our.anna, "diagnosis", our.single("diagnosis"), 1, text=f"<p>{words}</p>" * PARAGRAPHS)
        # Before Playwright's event loop runs in this thread: in it Django would open another connection.
        client = Client()
        client.force_login(our.anna)
        path = reverse("initiative_section", args=[our.document.slug, "diagnoza"])
        with running_server() as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=FOUND_BROWSER, args=["--no-sandbox"])
            events = _type(browser.new_page(), client, f"http://{address}", path)
            browser.close()
    yield _row("keys and what follows them, whole tasks", _tasks_with_keys(events))
    yield _row("calls into our code, all of them", _calls(events, OURS))
    yield _row("calls into the editor's library", _calls(events, "django_prose_editor"))


def _type(page: Page, client: Client, address: str, path: str) -> list[dict[str, Any]]:
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}])
    page.goto(address + path)
    place = page.locator("[contenteditable=true] p").nth(PARAGRAPHS // 2)
    place.click()
    page.keyboard.type("Rozgrzewka ", delay=PAUSE_MS)
    page.wait_for_timeout(LONG_PAUSE_MS)
    session = page.context.new_cdp_session(page)
    events: list[dict[str, Any]] = []
    session.on("Tracing.dataCollected", lambda data: events.extend(data["value"]))
    session.send("Tracing.start", {"categories": CATEGORIES, "transferMode": "ReportEvents"})
    for start in range(0, len(KEYS), KEYS_BEFORE_PAUSE):
        page.keyboard.type(KEYS[start : start + KEYS_BEFORE_PAUSE], delay=PAUSE_MS)
        page.wait_for_timeout(LONG_PAUSE_MS)
    session.once("Tracing.tracingComplete", lambda _data: events.append({"name": END}))
    session.send("Tracing.end")
    while not events or events[-1]["name"] != END:
        page.wait_for_timeout(100)
    return events


def _tasks_with_keys(events: list[dict[str, Any]]) -> list[float]:
    """Milliseconds of the main thread's tasks in which a key or an input was handled."""
    handled = [
        one
        for one in events
        if one.get("name") == "EventDispatch" and one["args"]["data"]["type"] in ("keydown", "keypress", "input")
    ]
    threads = {(one["pid"], one["tid"]) for one in handled}
    tasks = [
        one
        for one in events
        if one.get("name") in ("RunTask", "ThreadControllerImpl::RunTask") and (one["pid"], one["tid"]) in threads
    ]
    return [
        task["dur"] / 1000
        for task in tasks
        if "dur" in task and any(task["ts"] <= one["ts"] < task["ts"] + task["dur"] for one in handled)
    ]


def _calls(events: list[dict[str, Any]], place: str) -> list[float]:
    return [
        one["dur"] / 1000
        for one in events
        if one.get("name") == "FunctionCall" and "dur" in one and place in one["args"]["data"].get("url", "")
    ]


def _row(what: str, times: list[float]) -> tuple[str, ...]:
    spent = sorted(times) or [0.0]
    figures = (statistics.median(spent), spent[int(len(spent) * 0.95)], spent[-1])
    return what, str(len(times)), *(f"{one:.1f}" for one in figures)

"""Two people who write one plan in two windows, and what goes wrong between a window and the portal."""

import contextlib
import re
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Error, Locator, Page, Route, expect

from accounts.models import User
from documents.models import Document
from documents.parts import document_kind
from documents.queries import single
from documents.services import add_part, save_part
from tests import factories
from tests.browser.conftest import Visitor
from tests.browser.pages import drawn, editor

SAVES = "**/zapis/"
PULSES = "**/puls/?*"


class Pair:
    """One draft and its two authors."""

    def __init__(self) -> None:
        participation = factories.participation()
        self.document: Document = factories.initiative(participation).document
        self.anna: User = factories.member(participation, 1, name="Anna Nowak", password=factories.PASSWORD)
        self.bartek: User = factories.member(participation, 2, name="Bartek Lis", password=factories.PASSWORD)

    def path(self, place: str, language: str = "pl") -> str:
        prefix = "" if language == "pl" else "/en"
        return f"{prefix}/praca/mid/{self.document.slug}/{place}/"

    def diagnosis(self) -> Any:
        return single(self.document, document_kind("mid").part_kind("diagnosis"))

    def text(self) -> str:
        return self.diagnosis().text

    def add(self, key: str, **values: Any) -> Any:
        kind = document_kind("mid").part_kind(key)
        return add_part(by=self.anna, document=self.document, kind=kind, new_values=values)

    def save_as_bartek(self, part: Any, **values: Any) -> None:
        """What the colleague saves meanwhile, without a window."""
        kind = document_kind("mid").part_kind("diagnosis")
        save_part(
            by=self.bartek,
            document=self.document,
            kind=kind,
            part_id=part.pk,
            base_version=part.version,
            new_values=values,
        )

    def open(self, visitor: Visitor, user: User, place: str = "diagnoza", language: str = "pl") -> Page:
        """A signed-in window at a section or row, ready to be written in."""
        visitor.sign_in(user)
        page = visitor.go(self.path(place, language))
        status(page).wait_for()
        if page.locator("textarea[data-rich-text]").count():
            page.locator(".editor-text").first.wait_for()
        return page


def status(page: Page) -> Locator:
    """The line that says what happens with the texts."""
    return page.locator("#workbench-status[data-key]")


def expect_state(page: Page, state: str) -> None:
    expect(page.locator("#workbench-status")).to_have_attribute("data-state", state, timeout=20_000)


def expect_saved(page: Page) -> None:
    """All that was typed so far is saved; a line that still speaks of an earlier save does not count."""
    drawn(page)
    expect_state(page, "saved")
    expect(page.locator("#workbench-status [data-text]")).to_contain_text(re.compile(r" \d\d:\d\d$"))


def append(page: Page, field: str, words: str) -> None:
    """Type at the end of a rich text field."""
    place = editor(page, field)
    place.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def look_again(page: Page) -> None:
    """What coming back to the window does: the page asks at once what is new."""
    page.evaluate("window.dispatchEvent(new Event('focus'))")


def expect_text(page: Page, field: str, text: str) -> None:
    expect(editor(page, field)).to_have_text(text, timeout=20_000)


def wait_until(is_so: Callable[[], bool], seconds: float = 15) -> None:
    """For what the portal does after the page that asked for it is gone."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.1)


class Fault:
    """Answers of the portal's saves by hand: each request that comes is noted; `answer` decides what becomes of it."""

    def __init__(self, page: Page, answer: Callable[[Route], None], pattern: str = SAVES) -> None:
        self.page, self.pattern = page, pattern
        self.requests: list[dict[str, Any]] = []
        self.answer = answer
        page.route(pattern, self._handle)

    def _handle(self, route: Route) -> None:
        self.requests.append(route.request.post_data_json if route.request.method == "POST" else {})
        self.answer(route)

    def end(self) -> None:
        self.page.unroute(self.pattern, self._handle)


def broken(route: Route) -> None:
    route.fulfill(status=500, content_type="text/html", body="<h1>Server error</h1>")


def unreachable(route: Route) -> None:
    route.abort("connectionrefused")


def lost_answer(route: Route) -> None:
    """The portal carries the request out, and its answer never arrives."""
    with contextlib.suppress(Error):  # the page may be gone by then
        route.fetch()
        route.abort("connectionreset")

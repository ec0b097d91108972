"""A headless browser on the running portal. Tasks run at once, in the server's own thread."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from accounts.models import User
from tests.browser.pages import answered, next_page, settle
from tests.factories import PASSWORD


@pytest.fixture
def portal(transactional_db: None, live_server: Any, settings: Any, tmp_path: Any) -> Iterator[str]:
    """The address of the running portal, with files kept in a folder of the test."""
    settings.CELERY_TASK_ALWAYS_EAGER = True
    settings.MEDIA_ROOT = tmp_path
    settings.PORTAL_FORCE_SECOND_FACTOR = False
    settings.PORTAL_ADDRESS = live_server.url
    with answered():
        yield live_server.url


#: htmx asks for nothing more, so that a part that asks again and again stays as it is; and the end of that
HOLD_STILL = "() => addEventListener('htmx:beforeRequest', window.held = (event) => event.preventDefault())"
LET_GO = "() => removeEventListener('htmx:beforeRequest', window.held)"


class Visitor:
    """A person at a browser: one window, its own cookies. Script errors fail the test when the window closes."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.page.set_default_timeout(15_000)
        self.address = address
        self.problems: list[str] = []
        self.page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        self.page.on("console", self._note)

    def _note(self, message: Any) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            self.problems.append(f"{self.page.url}: {message.text}")

    def go(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def sign_in(self, user: User) -> None:
        """Give the window a session of the user, as signing in would."""
        client = Client()
        client.force_login(user)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": self.address}
        self.page.context.add_cookies([cookie])

    def sign_in_by_form(self, user: User) -> Page:
        """Sign in as a person does, with the password of the factories. Ends on the desk."""
        page = self.go("/konto/zaloguj/")
        page.fill("#id_login", user.email)
        page.fill("#id_password", PASSWORD)
        with next_page(page):
            page.press("#id_password", "Enter")
        expect(page).to_have_url(self.address + "/praca/")
        return page

    def violations(self) -> list[str]:
        """What axe finds wrong on the present page, in WCAG 2.2 A and AA and best practices."""
        found = Axe().run(self.page).response["violations"]
        return [f"{item['id']}: {node['html'][:160]}" for item in found for node in item["nodes"]]

    def wider_than_window(self) -> bool:
        return self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")

    def faults(self, name: str = "") -> list[str]:
        """All that is wrong with the loaded page: at this width for axe, at 320 pixels for scrolling sideways."""
        self.page.locator("body.govuk-frontend-supported").wait_for()
        settle(self.page)
        self.page.evaluate(HOLD_STILL)
        settle(self.page)
        found = self.violations()
        width = self.page.viewport_size
        self.page.set_viewport_size({"width": 320, "height": 900})
        if self.wider_than_window():
            found.append("scrolls sideways at 320 pixels")
        self.page.set_viewport_size(width)
        self.page.evaluate(LET_GO)
        return [f"{name or self.page.url}: {fault}" for fault in found]


@pytest.fixture
def visitors(browser: Browser, portal: str) -> Iterator[Any]:
    """A function that opens a window for a new visitor: `visitors(width=1280)`."""
    opened: list[tuple[BrowserContext, Visitor]] = []

    def open_window(width: int = 1280, **options: Any) -> Visitor:
        context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce", **options)
        visitor = Visitor(context, portal)
        opened.append((context, visitor))
        return visitor

    yield open_window
    for context, _ in opened:
        context.close()
    assert [problem for _, visitor in opened for problem in visitor.problems] == []

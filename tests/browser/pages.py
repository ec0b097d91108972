"""What tests of pages share: words of the interface in Polish, waiting for the next page, and the rich text editor.

A click or a key is over before the page that it opens is there, and a read right after it may find the old page, or
the new one half parsed. So what leads to another page goes through `follow` or `next_page`; what changes a page in its
place is followed by an `expect` of something that the page did not have before. Never `wait_for_function`: our content
policy refuses what it evaluates whenever its first look was too early.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urljoin

import pytest
from django.core.signals import request_finished, request_started
from django.utils.translation import gettext, override
from playwright.sync_api import Locator, Page, expect

#: seconds that a page or an answer may take on a busy machine
PATIENCE = 15
expect.set_options(timeout=PATIENCE * 1000)

#: A test with a browser: the server writes in a thread of its own.
BROWSER = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def polish(message: str, **values: Any) -> str:
    """A sentence of the interface as a Polish reader sees it."""
    with override("pl"):
        return gettext(message) % values if values else gettext(message)


def button(page: Page, message: str) -> Locator:
    return page.get_by_role("button", name=polish(message), exact=True)


def visit(page: Page, path: str) -> None:
    """Go to another address of the portal."""
    page.goto(urljoin(page.url, path))


@contextmanager
def next_page(page: Page) -> Iterator[None]:
    """What is done inside leads to another page. On leaving, that page is loaded and its scripts have started.

    A jump inside the same page does not count.
    """
    with page.expect_event("load"):
        yield


def follow(control: Locator) -> None:
    """Click a link, or a button that sends a form, and wait for the page that it leads to."""
    with next_page(control.page):
        control.click()


def settle(page: Page) -> None:
    """Wait until all that htmx has asked for is in its place, as the parts that a page asks for when it opens."""
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)


def drawn(page: Page) -> None:
    """Wait until the browser has drawn the page anew: what scripts write once a frame is written."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


@contextmanager
def answered() -> Iterator[None]:
    """On leaving, the server has answered all that it was asked inside: no request outlives its test."""
    working: set[int] = set()
    change = threading.Condition()

    def begin(**about: Any) -> None:
        with change:
            working.add(threading.get_ident())

    def end(**about: Any) -> None:
        with change:
            working.discard(threading.get_ident())
            change.notify_all()

    request_started.connect(begin)
    request_finished.connect(end)
    try:
        yield
        with change:
            assert change.wait_for(lambda: not working, PATIENCE), "the server is still at work on a request"
    finally:
        request_started.disconnect(begin)
        request_finished.disconnect(end)


def editor(page: Page, field: str) -> Locator:
    """The place to type in of a rich text field, named by the id of its text area."""
    return page.locator(f"#{field} ~ .editor [contenteditable=true]")


def write(page: Page, field: str, text: str) -> None:
    """Replace the text of a rich field by typing."""
    place = editor(page, field)
    place.click()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)

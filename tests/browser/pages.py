"""What tests of pages share: words of the interface in Polish, and the rich text editor."""

from typing import Any
from urllib.parse import urljoin

import pytest
from django.utils.translation import gettext, override
from playwright.sync_api import Locator, Page

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


def editor(page: Page, field: str) -> Locator:
    """The place to type in of a rich text field, named by the id of its text area."""
    return page.locator(f"#{field} ~ .editor [contenteditable=true]")


def write(page: Page, field: str, text: str) -> None:
    """Replace the text of a rich field by typing."""
    place = editor(page, field)
    place.click()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)

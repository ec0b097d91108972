"""Filters with scripts: the list changes in its place, the address follows, and the way back leads back."""

from typing import Any

from tests import factories
from tests.browser.conftest import Visitor
from tests.browser.pages import BROWSER

pytestmark = BROWSER


def test_a_choice_changes_the_list_without_a_reload(portal: str, visitors: Any) -> None:
    chosen = factories.participation()
    other = factories.participation(edition=chosen.edition)
    visitor: Visitor = visitors()
    page = visitor.go("/miasta/")
    page.locator("body.govuk-frontend-supported").wait_for()
    page.evaluate("window.sameDocument = true")
    page.select_option("#id_network", chosen.network.slug)
    hidden = page.locator(f"#results a[href='/miasta/{other.city.slug}/']")
    hidden.wait_for(state="detached")
    assert page.locator(f"#results a[href='/miasta/{chosen.city.slug}/']").is_visible()
    assert f"network={chosen.network.slug}" in page.url
    assert page.evaluate("window.sameDocument") is True
    page.go_back()
    hidden.wait_for()


def test_search_answers_in_its_place(portal: str, visitors: Any) -> None:
    city = factories.participation().city
    visitor: Visitor = visitors()
    page = visitor.go("/szukaj/")
    page.locator("body.govuk-frontend-supported").wait_for()
    page.evaluate("window.sameDocument = true")
    page.fill("#q", "nie ma takiego słowa")
    page.press("#q", "Enter")
    page.wait_for_url("**/szukaj/?q=*")
    assert page.evaluate("window.sameDocument") is True
    assert page.locator(f"#results a[href='/miasta/{city.slug}/']").count() == 0

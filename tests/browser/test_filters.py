"""Filters with scripts: the list changes in its place, the address follows, and the way back leads back."""

import re
from typing import Any

from playwright.sync_api import expect

from tests import factories
from tests.browser.conftest import Visitor
from tests.browser.pages import BROWSER, polish, settle

pytestmark = BROWSER


def test_a_choice_changes_the_list_without_a_reload(portal: str, visitors: Any) -> None:
    chosen = factories.participation()
    other = factories.participation(edition=chosen.edition)
    visitor: Visitor = visitors()
    page = visitor.go("/miasta/")
    page.locator("body.govuk-frontend-supported").wait_for()
    page.evaluate("window.sameDocument = true")
    page.check(f"#facet-network input[value='{chosen.network.slug}']")
    hidden = page.locator(f"#results a[href='/miasta/{other.city.slug}/']")
    expect(hidden).to_have_count(0)
    expect(page.locator(f"#results a[href='/miasta/{chosen.city.slug}/']")).to_be_visible()
    expect(page).to_have_url(re.compile(f"network={chosen.network.slug}"))
    settle(page)
    assert page.evaluate("window.sameDocument") is True
    page.go_back()
    expect(hidden).to_be_visible()


def test_search_answers_in_its_place(portal: str, visitors: Any) -> None:
    city = factories.participation().city
    visitor: Visitor = visitors()
    page = visitor.go("/szukaj/")
    page.locator("body.govuk-frontend-supported").wait_for()
    page.evaluate("window.sameDocument = true")
    page.fill("#q", "nie ma takiego słowa")
    page.press("#q", "Enter")
    expect(page).to_have_url(re.compile(r"/szukaj/\?q="))
    expect(page.locator("#results")).to_contain_text(polish("Nothing was found"))
    assert page.evaluate("window.sameDocument") is True
    expect(page.locator(f"#results a[href='/miasta/{city.slug}/']")).to_have_count(0)

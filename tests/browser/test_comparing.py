"""Plans ticked in the list stay ticked through filters, orders and the way back, with scripts and without."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from catalogue.models import Publication
from tests import factories
from tests.browser.conftest import Visitor
from tests.browser.pages import BROWSER, next_page, settle
from tests.catalogue.factories import published_initiative

pytestmark = BROWSER


@pytest.fixture
def plans(portal: str) -> list[Publication]:
    network = factories.network()
    return [published_initiative(factories.participation(network=network)) for _number in range(3)]


def box(plan: Publication) -> str:
    return f"#tick-{plan.slug}"


def open_list(visitor: Visitor) -> Page:
    page = visitor.go("/mid/")
    page.locator("body.govuk-frontend-supported").wait_for()
    settle(page)
    return page


def test_what_is_ticked_stays_ticked(plans: list[Publication], visitors: Any) -> None:
    first, second, _third = plans
    page = open_list(visitors())
    page.check(box(first))
    expect(page).to_have_url(re.compile(f"mid={first.slug}"))
    page.check(f"#facet-network input[value='{first.network.slug}']")
    expect(page).to_have_url(re.compile(f"network={first.network.slug}.*mid={first.slug}"))
    settle(page)
    expect(page.locator(box(first))).to_be_checked()
    expect(page.locator(f"#facet-network input[value='{first.network.slug}']")).to_be_focused()
    page.check(box(second))
    page.locator(".catalogue-sorts a").first.click()
    expect(page).to_have_url(re.compile("sort="))
    settle(page)
    expect(page.locator(box(second))).to_be_checked()
    with next_page(page):
        page.locator("#basket button").click()
    expect(page).to_have_url(re.compile(rf"/mid/porownanie/\?mid={first.slug}&mid={second.slug}$"))
    expect(page.locator("#actions table")).to_be_visible()


def test_plans_are_compared_without_scripts(plans: list[Publication], visitors: Any) -> None:
    first, second, _third = plans
    page = visitors(java_script_enabled=False).go("/mid/")
    page.check(box(first))
    page.check(f"#facet-network input[value='{first.network.slug}']")
    with next_page(page):
        page.locator("#filters button[type=submit]").click()
    expect(page.locator(box(first))).to_be_checked()
    page.check(box(second))
    with next_page(page):
        page.locator("#basket button").click()
    expect(page.locator("#actions table")).to_be_visible()


def test_a_comparison_is_accessible_on_any_screen(plans: list[Publication], visitors: Any) -> None:
    query = "&".join(f"mid={plan.slug}" for plan in plans)
    for prefix in ("", "/en"):
        visitor: Visitor = visitors()
        visitor.go(f"{prefix}/mid/porownanie/?{query}")
        assert visitor.faults() == []


def test_the_map_answers_the_keyboard(plans: list[Publication], visitors: Any) -> None:
    code = plans[0].city.voivodeship_id
    page = visitors().go("/miasta/mapa/")
    with next_page(page):
        page.locator(f".portal-figure svg a[href*='voivodeship={code}']").focus()
        page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"voivodeship={code}"))
    expect(page.locator(".portal-figure svg a[aria-current]")).to_have_count(1)

"""Suggestions while typing: by keyboard alone, said aloud, closed by Escape; a plain list of links without scripts."""

import re
from typing import Any

from playwright.sync_api import expect

from catalogue.services import index_places
from tests import factories
from tests.browser.conftest import Visitor
from tests.browser.pages import BROWSER, next_page

pytestmark = BROWSER


def test_suggestions_are_chosen_by_keyboard(portal: str, visitors: Any) -> None:
    city = factories.participation(city=factories.city(name="Łomża", slug="lomza")).city
    index_places()
    visitor: Visitor = visitors()
    page = visitor.go("/szukaj/")
    field = page.get_by_role("combobox", name=re.compile("szukają", re.IGNORECASE))
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press_sequentially("lom")
    option = page.get_by_role("option", name=re.compile("Łomża"))
    expect(option).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#portal-status")).to_contain_text(re.compile(r"\d"))
    expect(option).to_have_attribute("aria-selected", "false")
    field.press("ArrowUp")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", option.get_attribute("id") or "")
    field.press("ArrowDown")
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile("."))
    field.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("lom")
    field.press("ArrowDown")
    field.press("ArrowUp")
    field.press("ArrowUp")
    expect(option).to_have_attribute("aria-selected", "true")
    with next_page(page):
        field.press("Enter")
    expect(page).to_have_url(re.compile(f"/miasta/{city.slug}/"))


def test_enter_without_a_choice_searches_for_what_is_typed(portal: str, visitors: Any) -> None:
    factories.participation(city=factories.city(name="Łomża", slug="lomza"))
    index_places()
    visitor: Visitor = visitors()
    page = visitor.go("/")
    with_script = page.get_by_role("combobox")
    with_script.press_sequentially("lomza")
    expect(page.get_by_role("option", name=re.compile("Łomża"))).to_be_visible()
    with next_page(page):
        with_script.press("Enter")
    expect(page).to_have_url(re.compile(r"/szukaj/\?q=lomza"))

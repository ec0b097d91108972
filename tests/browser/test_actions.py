"""Actions and the schedule in a browser: dates by keyboard, rows by mouse, organisations with suggestions."""

import datetime

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from cities.services import create_organisation
from documents.queries import rows
from initiatives.models import Action
from tests import factories
from tests.browser.conftest import Visitor
from tests.browser.pages import BROWSER, follow, polish
from tests.documents.factories import ACTION, Team, team

pytestmark = BROWSER

LONG = "Zagospodarowanie i zazielenienie podwórek między blokami przy ulicy Długiej i Krótkiej " * 3


def address(our: Team, page: str, *arguments) -> str:
    return reverse(f"initiative_{page}", args=[our.document.slug, *arguments])


def action(our: Team, title: str, start: int = 3, **fields) -> Action:
    dates = {"start": datetime.date(2024, start, 1), "end": datetime.date(2024, 12, 1)}
    return our.add("action", **{**ACTION, "title": title, **dates, **fields})


def titles(our: Team) -> list[str]:
    return [row.title for row in rows(our.document, our.kind("action"))]


@pytest.fixture
def our(portal: str) -> Team:
    return team()


def opened(visitors, our: Team, page: str, *arguments, width: int = 1280, **options) -> Visitor:
    visitor = visitors(width=width, **options)
    visitor.sign_in(our.anna)
    visitor.go(address(our, page, *arguments))
    return visitor


def tall(page: Page) -> Page:
    """The same window, in which the mouse reaches all rows without scrolling."""
    page.set_viewport_size({"width": 1280, "height": 3000})
    return page


def status(page: Page):
    return page.locator("#portal-status")


def test_dates_move_by_keyboard_keep_the_focus_and_are_spoken(visitors, our):
    one = action(our, "Drzewa")
    page = opened(visitors, our, "schedule").page
    button = page.locator(f"#end-later-{one.pk}")
    button.focus()
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text("Drzewa: marzec 2024 – styczeń 2025.")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text("Drzewa: marzec 2024 – luty 2025.")
    expect(button).to_be_focused()
    one.refresh_from_db()
    assert one.end == datetime.date(2025, 2, 1)


def test_dates_move_without_scripts(visitors, our):
    one = action(our, "Drzewa")
    page = opened(visitors, our, "schedule", java_script_enabled=False).page
    follow(page.locator(f"#both-earlier-{one.pk}"))
    page.wait_for_url("**#termin-*")
    expect(page.locator("body")).to_contain_text("Drzewa: luty–listopad 2024.")


def test_the_picture_scrolls_by_keyboard_on_a_narrow_screen(visitors, our):
    action(our, "Drzewa", end=datetime.date(2027, 12, 1))
    visitor = opened(visitors, our, "schedule", width=320)
    visitor.go(f"{address(our, 'schedule')}?skala=miesiac")
    region = visitor.page.locator(".schedule-scroll")
    region.focus()
    for _press in range(5):
        visitor.page.keyboard.press("ArrowRight")
    expect(region).not_to_have_js_property("scrollLeft", 0)
    assert not visitor.wider_than_window()


def test_a_row_is_dragged_to_another_place(visitors, our):
    for title in ("Pierwsze", "Drugie", "Trzecie"):
        action(our, title)
    page = tall(opened(visitors, our, "actions").page)
    grip = page.locator(".workbench-row .workbench-grip").first
    expect(grip).to_be_visible()
    start, last = grip.bounding_box(), page.locator("[data-list=action] > ol > li").last.bounding_box()
    assert start is not None
    assert last is not None
    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(start["x"] + 5, last["y"] + last["height"] - 4, steps=8)
    page.mouse.up()
    expect(status(page)).to_contain_text("3")
    expect(page.locator("[data-list=action] > ol > li").last).to_contain_text("Pierwsze")
    assert titles(our) == ["Drugie", "Trzecie", "Pierwsze"]


def test_escape_gives_a_dragged_row_back(visitors, our):
    for title in ("Pierwsze", "Drugie"):
        action(our, title)
    page = tall(opened(visitors, our, "actions").page)
    start = page.locator(".workbench-row .workbench-grip").first.bounding_box()
    assert start is not None
    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(start["x"] + 5, start["y"] + 400, steps=5)
    expect(page.locator("[data-list=action] > ol > li").first).to_contain_text("Drugie")
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator("[data-list=action] > ol > li").first).to_contain_text("Pierwsze")
    assert titles(our) == ["Pierwsze", "Drugie"]


def test_organisations_are_suggested_and_added_by_keyboard(visitors, our):
    create_organisation(by=factories.coordinator(), name="Zieleń Miejska sp. z o.o.", city=None)
    one = action(our, "Drzewa")
    page = opened(visitors, our, "part_edit", "action", one.pk).page
    expect(page.locator("#organisation-names option")).to_have_count(1)
    box = page.locator("#action_partners-new")
    expect(box).to_be_visible()
    box.fill("zieleń miejska sp z o o")
    box.press("Enter")
    expect(page.locator("#action_partners")).to_have_value("zieleń miejska sp z o o")
    expect(box).to_be_focused()
    box.fill("Rada Osiedla")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#action_partners")).to_have_value("zieleń miejska sp z o o\nRada Osiedla")
    follow(page.locator(".workbench-form button[type=submit]").first)
    page.wait_for_url("**/dzialania/**")
    one.refresh_from_db()
    assert one.partners == ["Zieleń Miejska sp. z o.o.", "Rada Osiedla"]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("language", ["pl", "en"])
def test_no_state_of_the_pages_has_faults(visitors, our, language):
    prefix = "" if language == "pl" else "/en"
    visitor = opened(visitors, our, "schedule")
    sections = [address(our, "schedule"), address(our, "actions")]
    empty = [fault for path in sections for fault in _faults(visitor, prefix + path)]
    first = action(our, LONG[:200], lead=LONG[:200], partners=[LONG[:200]] * 3)
    for number in range(19):
        action(our, LONG[: 200 - number], start=1 + number % 12, lead=LONG[:200], after=[first], state="late")
    full = [
        *sections,
        f"{address(our, 'schedule')}?skala=kwartal",
        f"{address(our, 'schedule')}?skala=miesiac",
        f"{address(our, 'actions')}?widok=karty",
        address(our, "schedule_months", first.pk),
        address(our, "part_edit", "action", first.pk),
    ]
    assert empty + [fault for path in full for fault in _faults(visitor, prefix + path)] == []


def _faults(visitor: Visitor, path: str) -> list[str]:
    visitor.go(path)
    return visitor.faults(path)


def test_the_words_of_the_buttons_name_the_action(visitors, our):
    action(our, "Drzewa")
    page = opened(visitors, our, "schedule").page
    name = polish("%(name)s: beginning one month earlier", name="D1")
    expect(page.get_by_role("button", name=name)).to_have_count(1)

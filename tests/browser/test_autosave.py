"""Saving by itself: what is typed is in the document without a button, and appears at the colleague's."""

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from documents.models import Change, SavedRequest
from tests.browser.pages import BROWSER, button, editor, polish, write
from tests.browser.writers import (
    Fault,
    Pair,
    append,
    broken,
    expect_saved,
    expect_state,
    expect_text,
    look_again,
    lost_answer,
    status,
    wait_until,
)

pytestmark = BROWSER

TEXT = "diagnosis_text"


@pytest.fixture
def pair(portal: str) -> Pair:
    return Pair()


@pytest.fixture
def anna(pair: Pair, visitors: Any) -> Page:
    return pair.open(visitors(), pair.anna)


def test_typing_is_saved_without_a_button(pair: Pair, anna: Page) -> None:
    append(anna, TEXT, "Miasto się nagrzewa.")
    expect_saved(anna)
    assert pair.text() == "<p>Miasto się nagrzewa.</p>"
    append(anna, TEXT, " Brakuje drzew.")
    expect_state(anna, "saving")
    expect_saved(anna)
    assert pair.text() == "<p>Miasto się nagrzewa. Brakuje drzew.</p>"


def test_it_is_said_once_and_not_at_every_key(anna: Page) -> None:
    anna.evaluate("""() => {
      window.spoken = [];
      const region = document.querySelector("[data-spoken]");
      new MutationObserver(() => window.spoken.push(region.textContent)).observe(region, { childList: true });
    }""")
    for words in ("Raz.", " Dwa.", " Trzy."):
        append(anna, TEXT, words)
        expect_state(anna, "saving")
        expect_saved(anna)
    assert len(anna.evaluate("window.spoken")) == 1


def test_leaving_a_field_saves_at_once(pair: Pair, anna: Page) -> None:
    anna.fill("#diagnosis_strengths", "Park\nRzeka")
    anna.press("#diagnosis_strengths", "Tab")
    expect_saved(anna)
    assert pair.diagnosis().strengths == ["Park", "Rzeka"]


def test_only_what_was_changed_is_sent(pair: Pair, anna: Page) -> None:
    fault = Fault(anna, lambda route: route.continue_())
    anna.fill("#diagnosis_strengths", "Park")
    anna.press("#diagnosis_strengths", "Tab")
    expect_saved(anna)
    assert [(one["op"], one["fields"], one["data"]) for one in fault.requests] == [
        ("save", ["strengths"], [["strengths", "Park"]])
    ]


def test_going_to_another_page_saves_the_last_keys(pair: Pair, anna: Page) -> None:
    append(anna, TEXT, "Ostatnie słowa.")
    anna.goto(anna.url.replace("/diagnoza/", "/"))
    status(anna).wait_for()
    wait_until(lambda: pair.text() == "<p>Ostatnie słowa.</p>")


def test_the_button_saves_and_goes_on(pair: Pair, anna: Page) -> None:
    write(anna, TEXT, "Miasto się nagrzewa.")
    button(anna, "Save and go on").first.click()
    anna.wait_for_url(lambda url: not url.endswith("/diagnoza/"))
    assert pair.text() == "<p>Miasto się nagrzewa.</p>"


def test_the_colleagues_text_appears(pair: Pair, anna: Page, visitors: Any) -> None:
    bartek = pair.open(visitors(), pair.bartek)
    append(anna, TEXT, "Brakuje drzew.")
    expect_saved(anna)
    look_again(bartek)
    expect_text(bartek, TEXT, "Brakuje drzew.")
    mark = bartek.locator(f"#{TEXT}-mark")
    expect(mark).to_contain_text("Anna Nowak")
    append(bartek, TEXT, " I wody.")
    expect_saved(bartek)
    assert pair.text() == "<p>Brakuje drzew. I wody.</p>"


def test_who_writes_where_is_shown(pair: Pair, anna: Page, visitors: Any) -> None:
    editor(anna, TEXT).click()
    look_again(anna)
    bartek = pair.open(visitors(), pair.bartek)
    expect(bartek.locator("[data-people]")).to_contain_text("Anna Nowak", timeout=15_000)
    expect(bartek.locator(f"#{TEXT}-near")).to_contain_text("Anna Nowak")


def test_typing_while_a_merged_answer_is_on_its_way(pair: Pair, anna: Page, visitors: Any) -> None:
    """Bartek types on while his save is answered with Anna's words in it: all three texts are kept, without a clash."""
    append(anna, TEXT, "Pierwszy akapit.")
    anna.keyboard.press("Enter")
    anna.keyboard.type("Drugi akapit.")
    expect_saved(anna)
    bartek = pair.open(visitors(), pair.bartek)
    editor(anna, TEXT).locator("p").first.click()
    anna.keyboard.press("End")
    anna.keyboard.type(" Słowa Anny.")
    expect_state(anna, "saving")
    expect_saved(anna)
    typed_on = []

    def slowly(route: Route) -> None:
        answer = route.fetch()
        if not typed_on:
            typed_on.append(True)
            bartek.keyboard.type(" I jeszcze dalej.")
        route.fulfill(response=answer)

    Fault(bartek, slowly)
    append(bartek, TEXT, " Słowa Bartka.")
    expect_saved(bartek)
    assert pair.text() == "<p>Pierwszy akapit. Słowa Anny.</p><p>Drugi akapit. Słowa Bartka. I jeszcze dalej.</p>"
    expect_text(bartek, TEXT, "Pierwszy akapit. Słowa Anny.Drugi akapit. Słowa Bartka. I jeszcze dalej.")
    look_again(anna)
    expect_text(anna, TEXT, "Pierwszy akapit. Słowa Anny.Drugi akapit. Słowa Bartka. I jeszcze dalej.")


def test_a_wrong_value_is_told_at_its_field(pair: Pair, anna: Page) -> None:
    action = pair.add("action", title="Sadzenie drzew", kind="investment")
    anna.goto(anna.url.replace("diagnoza/", f"action/{action.pk}/"))
    status(anna).wait_for()
    anna.fill("#action_cost", "dużo")
    anna.press("#action_cost", "Tab")
    expect(anna.locator("#action_cost_error")).to_be_visible(timeout=15_000)
    assert "action_cost_error" in (anna.get_attribute("#action_cost", "aria-describedby") or "")
    assert anna.evaluate("document.activeElement.id") != "action_cost"
    expect_state(anna, "error")
    anna.fill("#action_cost", "120000,5")
    anna.press("#action_cost", "Tab")
    expect_saved(anna)
    expect(anna.locator("#action_cost_error")).to_have_count(0)
    action.refresh_from_db()
    assert str(action.cost) == "120000.50"


def test_an_error_that_comes_does_not_take_the_click_away(pair: Pair, anna: Page) -> None:
    """Leaving a wrong field by a slow press of the mouse: the page grows only when the button is up again."""
    first = pair.add("action", title="Sadzenie drzew", kind="investment")
    second = pair.add("action", title="Studnia", kind="investment", after=[first])
    anna.goto(anna.url.replace("diagnoza/", f"action/{first.pk}/"))
    status(anna).wait_for()
    choice = anna.locator(f"[data-field=after] input[value='{second.pk}']")
    choice.check()
    look_again(anna)
    expect_state(anna, "error")
    expect(anna.locator("#action_after_error")).to_have_count(0)
    anna.locator("[data-field=after] label", has_text="Studnia").click(delay=600)
    expect(choice).not_to_be_checked()
    expect(anna.locator("#action_after_error")).to_have_count(0)
    anna.fill("#action_title", "Sadzenie krzewów")
    anna.press("#action_title", "Tab")
    expect_saved(anna)


def test_months_that_depend_on_each_other(pair: Pair, anna: Page) -> None:
    """A new beginning after the old end is wrong until the end follows it; then both are saved."""
    action = pair.add("action", title="Sadzenie drzew", kind="investment")
    anna.goto(anna.url.replace("diagnoza/", f"action/{action.pk}/"))
    status(anna).wait_for()
    for name, month, year in (("end", "5", "2024"), ("start", "3", "2025"), ("end", "10", "2026")):
        anna.fill(f"#action_{name}_0", month)
        anna.fill(f"#action_{name}_1", year)
        anna.press(f"#action_{name}_1", "Tab")
    expect_saved(anna)
    action.refresh_from_db()
    assert (str(action.start), str(action.end)) == ("2025-03-01", "2026-10-01")


def test_a_portal_that_fails_is_asked_again(pair: Pair, anna: Page) -> None:
    fault = Fault(anna, broken)
    append(anna, TEXT, "Wytrwale.")
    expect_state(anna, "failing")
    fault.answer = lambda route: route.continue_()
    expect_saved(anna)
    assert pair.text() == "<p>Wytrwale.</p>"
    assert len({one["request"] for one in fault.requests}) == 1


def test_a_lost_answer_changes_nothing_twice(pair: Pair, anna: Page) -> None:
    fault = Fault(anna, lost_answer)
    append(anna, TEXT, "Raz.")
    expect_state(anna, "offline")
    fault.end()
    expect_saved(anna)
    assert pair.text() == "<p>Raz.</p>"
    assert Change.objects.filter(document=pair.document, field="text").count() == 1
    assert SavedRequest.objects.filter(document=pair.document).count() == 1


def test_rows_of_the_colleague_appear_in_the_list(pair: Pair, visitors: Any) -> None:
    bartek = pair.open(visitors(), pair.bartek, "dzialania")
    pair.add("action", title="Sadzenie drzew", kind="investment")
    look_again(bartek)
    bartek.get_by_role("link", name="Sadzenie drzew", exact=True).wait_for()


def test_a_closed_document_can_be_read_and_copied(pair: Pair, anna: Page) -> None:
    append(anna, TEXT, "Zdążyłam.")
    expect_saved(anna)
    type(pair.document).objects.filter(pk=pair.document.pk).update(state="accepted")
    look_again(anna)
    expect_state(anna, "closed")
    expect(anna.locator("#workbench-status")).to_contain_text(
        polish("The document cannot be changed now. You can still read and copy your text here.")
    )
    expect(anna.locator(".editor-text").first).to_have_attribute("contenteditable", "false")
    assert anna.locator("#diagnosis_strengths").get_attribute("readonly") is not None
    expect(anna.locator(".editor-toolbar").first).to_be_hidden()
    expect(button(anna, "Save").first).to_be_hidden()

"""Without a connection: what is typed waits in the browser, through reloads, closed tabs and other sessions."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from initiatives.models import Action
from tests.browser.pages import BROWSER, button, editor, polish, visit
from tests.browser.writers import (
    PULSES,
    SAVES,
    Fault,
    Pair,
    append,
    expect_saved,
    expect_state,
    expect_text,
    lost_answer,
    status,
    unreachable,
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


def cut(context: BrowserContext) -> None:
    """Saves and pulses of every window of the person do not arrive; pages do."""
    for pattern in (SAVES, PULSES):
        context.route(pattern, unreachable)


def mend(context: BrowserContext) -> None:
    for pattern in (SAVES, PULSES):
        context.unroute(pattern)


COUNT = """() => new Promise((resolve, reject) => {
  const opened = indexedDB.open("pim-workbench");
  opened.onerror = () => reject(opened.error);
  opened.onsuccess = () => {
    const asked = opened.result.transaction("texts").objectStore("texts").count();
    asked.onsuccess = () => { opened.result.close(); resolve(asked.result); };
  };
})"""


def kept(page: Page, count: int) -> None:
    """So many texts wait in the browser's own store."""
    wait_until(lambda: page.evaluate(COUNT) == count)


def press_again(page: Page, message: str) -> None:
    """A second push within a second of the first one counts as a slip of the hand."""
    page.wait_for_timeout(1100)
    button(page, message).click()


def new_window(page: Page) -> Page:
    other = page.context.new_page()
    other.set_default_timeout(15_000)
    other.goto(page.url)
    status(other).wait_for()
    return other


def test_typing_without_a_connection_waits_and_goes_on(pair: Pair, anna: Page) -> None:
    anna.context.set_offline(True)
    append(anna, TEXT, "Bez sieci.")
    expect_state(anna, "offline")
    expect(anna.locator("#workbench-status [data-text]")).to_have_text(
        polish("No connection. Changes wait on this computer ({count}).").replace("{count}", "1")
    )
    expect(anna.locator(f"#{TEXT}-mark")).to_have_text(polish("Waits on this computer"))
    anna.context.set_offline(False)
    expect_saved(anna)
    assert pair.text() == "<p>Bez sieci.</p>"


def test_a_reload_keeps_what_waits(pair: Pair, anna: Page) -> None:
    cut(anna.context)
    append(anna, TEXT, "Przed odświeżeniem.")
    expect_state(anna, "offline")
    kept(anna, 1)
    anna.reload()
    expect_text(anna, TEXT, "Przed odświeżeniem.")
    assert pair.text() == ""
    append(anna, TEXT, " Po odświeżeniu.")
    mend(anna.context)
    expect_saved(anna)
    assert pair.text() == "<p>Przed odświeżeniem. Po odświeżeniu.</p>"
    kept(anna, 0)


def test_a_closed_tab_keeps_what_waits(pair: Pair, anna: Page) -> None:
    anna.context.set_offline(True)
    append(anna, TEXT, "Zamknięte.")
    kept(anna, 1)
    other = anna.context.new_page()
    anna.close()
    other.context.set_offline(False)
    other.goto(anna.url)
    expect_text(other, TEXT, "Zamknięte.")
    expect_saved(other)
    assert pair.text() == "<p>Zamknięte.</p>"


def test_any_page_of_the_workbench_sends_what_waits(pair: Pair, anna: Page) -> None:
    cut(anna.context)
    append(anna, TEXT, "Napisane w diagnozie.")
    kept(anna, 1)
    mend(anna.context)
    anna.goto(anna.url.replace("diagnoza/", "dzialania/"))
    status(anna).wait_for()
    kept(anna, 0)
    assert pair.text() == "<p>Napisane w diagnozie.</p>"


def test_the_desk_tells_of_what_waits(pair: Pair, anna: Page) -> None:
    cut(anna.context)
    append(anna, TEXT, "Napisane w diagnozie.")
    kept(anna, 1)
    address = anna.url
    visit(anna, "/praca/")
    link = anna.locator("[data-waiting] a")
    expect(link).to_be_visible()
    mend(anna.context)
    link.click()
    anna.wait_for_url(address)
    expect_saved(anna)
    assert pair.text() == "<p>Napisane w diagnozie.</p>"
    visit(anna, "/praca/")
    expect(anna.locator("[data-waiting]")).to_be_hidden()


def test_the_colleague_wrote_meanwhile(pair: Pair, anna: Page, visitors: Any) -> None:
    append(anna, TEXT, "Początek.")
    expect_saved(anna)
    bartek = pair.open(visitors(), pair.bartek)
    anna.context.set_offline(True)
    append(anna, TEXT, " Koniec Anny.")
    expect_state(anna, "offline")
    editor(bartek, TEXT).click()
    bartek.keyboard.press("Control+Home")
    bartek.keyboard.type("Wstęp Bartka. ")
    expect_saved(bartek)
    anna.context.set_offline(False)
    expect_saved(anna)
    assert pair.text() == "<p>Wstęp Bartka. Początek. Koniec Anny.</p>"
    expect_text(anna, TEXT, "Wstęp Bartka. Początek. Koniec Anny.")


def test_a_request_that_arrived_without_an_answer_is_not_repeated_with_other_words(pair: Pair, anna: Page) -> None:
    fault = Fault(anna, lost_answer)
    append(anna, TEXT, "Pierwsze.")
    expect_state(anna, "offline")
    append(anna, TEXT, " Drugie.")
    anna.reload()
    expect_text(anna, TEXT, "Pierwsze. Drugie.")
    fault.end()
    expect_saved(anna)
    assert pair.text() == "<p>Pierwsze. Drugie.</p>"


def test_two_tabs_of_one_person(pair: Pair, anna: Page) -> None:
    """Each tab has its own fields and its own words; closing one hands its words over to the other."""
    other = new_window(anna)
    cut(anna.context)
    append(anna, TEXT, "Z pierwszej karty.")
    kept(anna, 1)
    other.fill("#diagnosis_strengths", "Z drugiej karty")
    other.press("#diagnosis_strengths", "Tab")
    kept(other, 2)
    expect(editor(other, TEXT)).to_have_text("")
    anna.close()
    mend(other.context)
    other.reload()
    expect_saved(other)
    kept(other, 0)
    assert (pair.text(), pair.diagnosis().strengths) == ("<p>Z pierwszej karty.</p>", ["Z drugiej karty"])


def test_another_person_in_the_same_browser_sends_nothing_of_it(pair: Pair, anna: Page, visitors: Any) -> None:
    cut(anna.context)
    append(anna, TEXT, "Słowa Anny.")
    kept(anna, 1)
    mend(anna.context)
    visitor = visitors()
    visitor.page.close()
    visitor.page = anna
    visitor.sign_in(pair.bartek)
    anna.goto(anna.url)
    status(anna).wait_for()
    expect(editor(anna, TEXT)).to_have_text("")
    assert pair.text() == ""
    visitor.sign_in(pair.anna)
    anna.goto(anna.url)
    expect_text(anna, TEXT, "Słowa Anny.")
    expect_saved(anna)
    assert pair.text() == "<p>Słowa Anny.</p>"


def test_a_browser_that_keeps_nothing_says_so(pair: Pair, visitors: Any) -> None:
    visitor = visitors()
    visitor.page.add_init_script(
        "delete window.indexedDB; Object.defineProperty(window, 'indexedDB', { value: null });"
    )
    anna = pair.open(visitor, pair.anna)
    cut(anna.context)
    append(anna, TEXT, "Tylko w pamięci.")
    expect(anna.locator("#workbench-status")).to_contain_text(
        polish("This browser does not keep texts after it is closed. Do not close this page.")
    )
    asked = []
    anna.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    with anna.expect_event("dialog"):
        anna.close(run_before_unload=True)
    assert asked == ["beforeunload"]
    mend(anna.context)
    expect_saved(anna)
    assert pair.text() == "<p>Tylko w pamięci.</p>"


def begin_an_action(pair: Pair, anna: Page) -> None:
    anna.goto(anna.url.replace("diagnoza/", "action/dodaj/"))
    status(anna).wait_for()
    anna.fill("#action_title", "Ogrody deszczowe")
    append(anna, "action_description", "Dwanaście ogrodów.")
    anna.select_option("#action_kind", "investment")


def test_a_new_row_is_kept_until_it_is_added(pair: Pair, anna: Page) -> None:
    begin_an_action(pair, anna)
    address = anna.url
    anna.goto(address.replace("action/dodaj/", "dzialania/"))
    anna.goto(address)
    anna.get_by_text(polish("We have put back what you began to write here earlier.")).wait_for()
    expect(anna.locator("#action_title")).to_have_value("Ogrody deszczowe")
    expect(editor(anna, "action_description")).to_have_text("Dwanaście ogrodów.")
    button(anna, "Save").click()
    anna.wait_for_url("**/dzialania/#wiersz-*")
    assert Action.objects.get(document=pair.document).title == "Ogrody deszczowe"
    anna.goto(address)
    status(anna).wait_for()
    anna.wait_for_timeout(500)
    assert anna.input_value("#action_title") == ""


def test_a_new_row_can_be_thrown_away(pair: Pair, anna: Page) -> None:
    begin_an_action(pair, anna)
    anna.reload()
    button(anna, "Discard it").click()
    expect(anna.locator("#action_title")).to_have_value("")
    expect(editor(anna, "action_description")).to_have_text("")
    anna.reload()
    status(anna).wait_for()
    anna.wait_for_timeout(500)
    assert anna.input_value("#action_title") == ""


def test_a_new_row_without_a_connection_waits(pair: Pair, anna: Page) -> None:
    begin_an_action(pair, anna)
    anna.context.set_offline(True)
    button(anna, "Save").click()
    kept_here = (
        "No connection. What you wrote is kept on this computer. Press the button again when the connection is back."
    )
    anna.get_by_role("alert").filter(has_text=polish(kept_here)).wait_for()
    anna.context.set_offline(False)
    press_again(anna, "Save")
    anna.wait_for_url("**/dzialania/#wiersz-*")
    assert Action.objects.filter(document=pair.document).count() == 1


def test_a_new_row_whose_answer_was_lost_is_one_row(pair: Pair, anna: Page) -> None:
    begin_an_action(pair, anna)
    fault = Fault(anna, lost_answer)
    button(anna, "Save").click()
    anna.locator(".workbench-draft").wait_for()
    anna.fill("#action_title", "Ogrody deszczowe i stawy")
    fault.end()
    press_again(anna, "Save")
    anna.wait_for_url("**/dzialania/#wiersz-*")
    assert [row.title for row in Action.objects.filter(document=pair.document)] == ["Ogrody deszczowe i stawy"]


def test_signing_out_with_unsent_changes_asks_first(pair: Pair, anna: Page) -> None:
    cut(anna.context)
    append(anna, TEXT, "Jeszcze nie wysłane.")
    expect_state(anna, "offline")
    anna.locator(".portal-account__form button").click()
    dialog = anna.get_by_role("dialog", name=polish("Some changes have not been sent"))
    dialog.wait_for()
    button(anna, "Stay signed in").click()
    expect(dialog).to_have_count(0)
    mend(anna.context)
    expect_saved(anna)
    assert pair.text() == "<p>Jeszcze nie wysłane.</p>"

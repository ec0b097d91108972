"""Two people change the same words: the dialog that shows both, by mouse, by keyboard alone, and later."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from documents.models import HeldText
from initiatives.models import Action
from tests.browser.pages import BROWSER, button, editor, polish, write
from tests.browser.writers import (
    Pair,
    append,
    expect_saved,
    expect_state,
    expect_text,
    look_again,
    status,
)

pytestmark = BROWSER

TEXT = "diagnosis_text"
START, HERS, HIS = "Miasto się nagrzewa.", "Miasto marznie zimą.", "Miasto tonie w deszczu."


@pytest.fixture
def pair(portal: str) -> Pair:
    return Pair()


def wait_for_dialog(page: Page) -> Locator:
    dialog = page.get_by_role("dialog", name=polish("Two people changed the same text"))
    dialog.wait_for()
    dialog.locator(".workbench-text").first.wait_for()
    return dialog


def decide(page: Page) -> Locator:
    page.locator("#workbench-status").get_by_role("button", name=polish("Compare and choose")).click()
    return wait_for_dialog(page)


@pytest.fixture
def bartek(pair: Pair, visitors: Any) -> Page:
    """Bartek's window, where his words clash with those that Anna saved first. He is still in the field."""
    anna = pair.open(visitors(), pair.anna)
    append(anna, TEXT, START)
    expect_saved(anna)
    page = pair.open(visitors(), pair.bartek)
    page.context.set_offline(True)
    write(page, TEXT, HIS)
    expect_state(page, "offline")
    write(anna, TEXT, HERS)
    expect_state(anna, "saving")
    expect_saved(anna)
    page.context.set_offline(False)
    expect_state(page, "held")
    return page


def test_it_does_not_open_under_the_hands_of_a_writer(pair: Pair, bartek: Page) -> None:
    assert bartek.locator("dialog").count() == 0
    expect_text(bartek, TEXT, HIS)
    expect(bartek.locator(f"#{TEXT}-mark")).to_contain_text(
        polish("Someone changed the same words. Your text waits for your decision.")
    )
    assert pair.text() == f"<p>{HERS}</p>"


def test_both_texts_are_shown_and_mine_is_kept(pair: Pair, bartek: Page) -> None:
    dialog = decide(bartek)
    assert dialog.locator(".workbench-text").all_inner_texts() == [HIS, HERS]
    assert dialog.locator("mark").count() > 0
    button(bartek, "Keep my text").click()
    expect(dialog).to_have_count(0)
    expect_text(bartek, TEXT, HIS)
    expect_saved(bartek)
    assert pair.text() == f"<p>{HIS}</p>"
    assert HeldText.objects.filter(settled_at=None).count() == 0


def test_theirs_is_kept(pair: Pair, bartek: Page) -> None:
    dialog = decide(bartek)
    dialog.locator("button[value=theirs]").click()
    expect(dialog).to_have_count(0)
    expect_text(bartek, TEXT, HERS)
    expect(bartek.locator(f"#{TEXT}-mark")).to_have_count(0)
    assert pair.text() == f"<p>{HERS}</p>"
    append(bartek, TEXT, " Dopisane.")
    expect_saved(bartek)
    assert pair.text() == f"<p>{HERS} Dopisane.</p>"


def test_both_are_kept(pair: Pair, bartek: Page) -> None:
    dialog = decide(bartek)
    dialog.locator("button[value=both]").click()
    expect(dialog).to_have_count(0)
    expect(editor(bartek, TEXT)).to_contain_text(HERS)
    expect(editor(bartek, TEXT)).to_contain_text(HIS)
    assert HERS in pair.text()
    assert HIS in pair.text()


def test_an_edited_text_with_the_keyboard_alone(pair: Pair, bartek: Page) -> None:
    bartek.locator("#workbench-status").get_by_role("button", name=polish("Compare and choose")).focus()
    bartek.keyboard.press("Enter")
    dialog = wait_for_dialog(bartek)
    assert bartek.evaluate("document.activeElement.tagName") == "H2"
    for _ in range(30):
        bartek.keyboard.press("Tab")
        if bartek.evaluate("document.activeElement.isContentEditable"):
            break
    bartek.keyboard.press("Control+A")
    bartek.keyboard.type("Miasto marznie i tonie.")
    for _ in range(5):
        bartek.keyboard.press("Tab")
        if bartek.evaluate("document.activeElement.value") == "edited":
            break
    bartek.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expect_text(bartek, TEXT, "Miasto marznie i tonie.")
    assert pair.text() == "<p>Miasto marznie i tonie.</p>"


def test_deciding_later_keeps_the_text(pair: Pair, bartek: Page) -> None:
    dialog = decide(bartek)
    bartek.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect_state(bartek, "held")
    bartek.reload()
    expect_text(bartek, TEXT, HIS)
    expect_state(bartek, "held")
    append(bartek, TEXT, " Stale.")
    expect_state(bartek, "saving")
    expect_state(bartek, "held")
    dialog = decide(bartek)
    assert dialog.locator(".workbench-text").first.inner_text() == f"{HIS} Stale."
    assert HeldText.objects.filter(settled_at=None).count() == 1


def test_another_computer_offers_the_text_too(pair: Pair, bartek: Page, visitors: Any) -> None:
    other = pair.open(visitors(), pair.bartek)
    expect_text(other, TEXT, HERS)
    expect_state(other, "held")
    dialog = decide(other)
    other.get_by_role("button", name=polish("Keep my text"), exact=True).click()
    expect(dialog).to_have_count(0)
    expect_text(other, TEXT, HIS)
    look_again(bartek)
    expect_state(bartek, "idle") if bartek.locator("[data-state=idle]").count() else None
    expect(bartek.locator(f"#{TEXT}-mark")).to_have_count(0)
    assert pair.text() == f"<p>{HIS}</p>"


def test_the_row_was_deleted_meanwhile(pair: Pair, visitors: Any) -> None:
    """What was typed into the deleted row can bring it back."""
    action = pair.add("action", title="Sadzenie drzew", kind="investment")
    page = pair.open(visitors(), pair.bartek, f"action/{action.pk}")
    Action.objects.filter(pk=action.pk).update(deleted_at=action.created_at)
    append(page, "action_description", "Ważny opis.")
    expect_state(page, "held")
    page.locator("#workbench-status").get_by_role("button", name=polish("Compare and choose")).click()
    dialog = page.get_by_role("dialog", name=polish("The row has been deleted"))
    dialog.get_by_text("Ważny opis.").wait_for()
    dialog.locator("button[value=again]").click()
    expect(dialog).to_have_count(0)
    action.refresh_from_db()
    assert (action.deleted_at, action.description) == (None, "<p>Ważny opis.</p>")
    assert status(page).is_visible()


def test_who_decides_without_having_typed_goes_on_in_the_field(bartek: Page) -> None:
    bartek.reload()
    expect_state(bartek, "held")
    decide(bartek).get_by_role("button", name=polish("Keep my text")).press("Enter")
    expect(bartek.locator("dialog")).to_have_count(0)
    expect(editor(bartek, TEXT)).to_be_focused()


def test_typing_on_while_another_window_settles_the_text(pair: Pair, bartek: Page, visitors: Any) -> None:
    """What was typed after the clash is not in the settled text, so it goes on by itself."""
    bartek.context.set_offline(True)
    append(bartek, TEXT, " Dopisane po starciu.")
    expect_state(bartek, "offline")
    other = pair.open(visitors(), pair.bartek)
    expect_state(other, "held")
    dialog = decide(other)
    dialog.locator("button[value=theirs]").click()
    expect(dialog).to_have_count(0)
    bartek.context.set_offline(False)
    expect_state(bartek, "held")
    expect_text(bartek, TEXT, f"{HIS} Dopisane po starciu.")
    assert "Dopisane po starciu." in HeldText.objects.get(settled_at=None).mine

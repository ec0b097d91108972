"""Words of the colleague that a window has not shown yet are never taken out by typing in it."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from documents.parts import document_kind
from documents.queries import single
from documents.services import save_part
from tests.browser.pages import BROWSER
from tests.browser.writers import (
    Fault,
    Pair,
    append,
    broken,
    expect_saved,
    expect_state,
    look_again,
    lost_answer,
)

pytestmark = BROWSER

TEXT = "diagnosis_text"


@pytest.fixture
def pair(portal: str) -> Pair:
    return Pair()


def colleague_saves(pair: Pair, key: str, **values: Any) -> None:
    """Bartek's save, as from a window that shows what is stored now."""
    kind = document_kind("mid").part_kind(key)
    part = single(pair.document, kind)
    save_part(
        by=pair.bartek, document=pair.document, kind=kind, part_id=part.pk, base_version=part.version, new_values=values
    )


def test_a_save_that_changes_nothing_does_not_hide_the_colleagues_field(pair: Pair, visitors: Any) -> None:
    """The row's version grew by one, but by Bartek's save and not by Anna's, which was but a space."""
    anna = pair.open(visitors(), pair.anna, "wyzwanie")
    with anna.expect_response("**/puls/?*"):
        look_again(anna)
    colleague_saves(pair, "challenge", area="Słowa Bartka")
    anna.locator("[name=statement]").fill(" ")
    anna.locator("[name=statement]").blur()
    expect_saved(anna)
    look_again(anna)
    expect(anna.locator("[name=area]")).to_have_value("Słowa Bartka")


def test_a_repeated_save_brings_what_the_colleague_wrote_in_between(pair: Pair, visitors: Any) -> None:
    anna = pair.open(visitors(), pair.anna)
    fault = Fault(anna, lost_answer)
    append(anna, TEXT, "Raz.")
    expect_state(anna, "offline")
    colleague_saves(pair, "diagnosis", text="<p>Raz.</p><p>Słowa Bartka.</p>")
    fault.end()
    expect_saved(anna)
    type_at_the_start(anna, "Dwa. ")
    expect_saved(anna)
    assert pair.text() == "<p>Dwa. Raz.</p><p>Słowa Bartka.</p>"


def test_words_that_no_save_has_carried_yet_stay_on_the_screen(pair: Pair, visitors: Any) -> None:
    """Saves fail while pulses work: the colleague's text must not be shown over what still waits."""
    colleague_saves(pair, "diagnosis", text="<p>Początek.</p>")
    anna = pair.open(visitors(), pair.anna)
    fault = Fault(anna, broken)
    append(anna, TEXT, " Raz.")
    expect_state(anna, "failing")
    colleague_saves(pair, "diagnosis", text="<p>Początek.</p><p>Słowa Bartka.</p>")
    anna.locator("[name=strengths]").focus()
    look_again(anna)
    anna.wait_for_timeout(3500)
    type_at_the_start(anna, "Dwa. ")
    fault.answer = lambda route: route.continue_()
    expect_saved(anna)
    assert pair.text() == "<p>Dwa. Początek. Raz.</p><p>Słowa Bartka.</p>"


def type_at_the_start(page: Page, words: str) -> None:
    page.locator(f"#{TEXT} ~ .editor [contenteditable=true]").click()
    page.keyboard.press("Control+Home")
    page.keyboard.type(words)

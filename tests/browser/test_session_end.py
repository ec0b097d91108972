"""The session ends while somebody types: signing in again in place, and the queue goes on."""

from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from tests import factories
from tests.browser.pages import BROWSER, button, polish
from tests.browser.writers import Pair, append, expect_saved, expect_state

pytestmark = BROWSER

TEXT = "diagnosis_text"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def pair(portal: str) -> Pair:
    return Pair()


@pytest.fixture
def anna(pair: Pair, visitors: Any) -> Page:
    return pair.open(visitors(), pair.anna)


def end_sessions() -> None:
    Session.objects.all().delete()


def ask_to_sign_in(page: Page) -> None:
    """The text waits, and the button in the line opens the dialog."""
    expect_state(page, "signed-out")
    page.locator("#workbench-status").get_by_role("button", name=polish("Sign in"), exact=True).click()
    page.locator("dialog input[name=password]").wait_for()


def sign_in(page: Page, email: str, password: str = factories.PASSWORD) -> None:
    page.fill("dialog input[name=login]", email)
    page.fill("dialog input[name=password]", password)
    page.press("dialog input[name=password]", "Enter")


def test_signing_in_again_in_place(pair: Pair, anna: Page) -> None:
    append(anna, TEXT, "Przed końcem.")
    expect_saved(anna)
    end_sessions()
    append(anna, TEXT, " Po końcu.")
    ask_to_sign_in(anna)
    sign_in(anna, pair.anna.email, "nie-to-haslo-123")
    expect(anna.locator("dialog [role=alert] .govuk-error-message")).to_be_visible()
    sign_in(anna, pair.anna.email)
    expect(anna.locator("dialog")).to_have_count(0)
    expect_saved(anna)
    assert pair.text() == "<p>Przed końcem. Po końcu.</p>"
    append(anna, TEXT, " Dalej.")
    expect_state(anna, "saving")
    expect_saved(anna)
    assert pair.text() == "<p>Przed końcem. Po końcu. Dalej.</p>"


def test_with_a_second_step(pair: Pair, anna: Page) -> None:
    TOTP.activate(pair.anna, SECRET)
    append(anna, TEXT, "Początek.")
    expect_saved(anna)
    end_sessions()
    append(anna, TEXT, " Dalej.")
    ask_to_sign_in(anna)
    sign_in(anna, pair.anna.email)
    anna.locator("dialog input[name=code]").wait_for()
    counter = next(iter(yield_hotp_counters_from_time()))
    anna.fill("dialog input[name=code]", format_hotp_value(hotp_value(SECRET, counter)))
    anna.press("dialog input[name=code]", "Enter")
    expect(anna.locator("dialog")).to_have_count(0)
    expect_saved(anna)
    assert pair.text() == "<p>Początek. Dalej.</p>"


def test_another_person_signs_in(pair: Pair, anna: Page) -> None:
    append(anna, TEXT, "Początek.")
    expect_saved(anna)
    end_sessions()
    append(anna, TEXT, " Słowa Anny.")
    ask_to_sign_in(anna)
    sign_in(anna, pair.bartek.email)
    expect(anna.locator("dialog")).to_contain_text(
        polish(
            "Another person is signed in to the portal in this browser. Nothing that you wrote has been sent under "
            "their name. It waits on this computer until you sign in again."
        )
    )
    anna.keyboard.press("Escape")
    expect_state(anna, "other")
    assert pair.text() == "<p>Początek.</p>"


def test_signing_in_in_another_tab(pair: Pair, anna: Page, visitors: Any) -> None:
    """As with a passkey: the page notices by itself that the person is back."""
    append(anna, TEXT, "Początek.")
    expect_saved(anna)
    end_sessions()
    append(anna, TEXT, " Dalej.")
    ask_to_sign_in(anna)
    tab = anna.context.new_page()
    tab.goto(anna.url.split("/praca/")[0] + "/konto/zaloguj/")
    tab.fill("#id_login", pair.anna.email)
    tab.fill("#id_password", factories.PASSWORD)
    tab.press("#id_password", "Enter")
    tab.wait_for_url("**/praca/")
    expect(anna.locator("dialog")).to_have_count(0, timeout=15_000)
    expect_saved(anna)
    assert pair.text() == "<p>Początek. Dalej.</p>"


def test_deciding_later_keeps_everything(pair: Pair, anna: Page) -> None:
    append(anna, TEXT, "Początek.")
    expect_saved(anna)
    end_sessions()
    append(anna, TEXT, " Dalej.")
    ask_to_sign_in(anna)
    anna.keyboard.press("Escape")
    expect(anna.locator("dialog")).to_have_count(0)
    anna.keyboard.type("!")
    button(anna, "Sign in").first.click()
    anna.locator("dialog input[name=password]").wait_for()
    sign_in(anna, pair.anna.email)
    expect_saved(anna)
    assert pair.text() in ("<p>Początek. Dalej.!</p>", "<p>Początek. Dalej.</p>")

"""Accounts and notices in a real browser: from the invitation to a passkey, and every page type under axe."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from accounts.enums import Role
from accounts.models import User
from accounts.services import invite
from activity.enums import Verb
from activity.services import notify, record
from tests import factories
from tests.accounts.factories import GOOD_PASSWORD, fresh_email
from tests.browser.pages import follow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LANGUAGES = ("", "/en")
PUBLIC_PAGES = (
    "/konto/zaloguj/",
    "/konto/rejestracja/",
    "/konto/wylaczone/",
    "/konto/haslo/nowe/",
    "/konto/haslo/nowe/wyslane/",
    "/konto/haslo/nowe/gotowe/",
    "/konto/haslo/nowe/1-a-b/",
    "/konto/email/zly/",
)
MY_PAGES = (
    "/konto/",
    "/konto/wyloguj/",
    "/konto/email/",
    "/konto/haslo/",
    "/konto/potwierdz/",
    "/konto/drugi-skladnik/",
    "/konto/drugi-skladnik/klucze/",
    "/praca/powiadomienia/",
)
COORDINATOR_PAGES = ("/praca/osoby/", "/praca/osoby/?q=nikogo", "/praca/osoby/zapros/", "/praca/dziennik/")
BEHIND_THE_PASSWORD = ("/konto/drugi-skladnik/aplikacja/", "/konto/drugi-skladnik/klucze/dodaj/")


def faults(visitor: Any, *pages: str) -> list[str]:
    """What is wrong on the pages: axe violations, and pages wider than a phone."""
    found: list[str] = []
    for page in pages:
        for language in LANGUAGES:
            visitor.go(language + page)
            found += visitor.faults(language + page)
    return found


def coordinator_with_notices() -> User:
    coordinator = factories.coordinator(name="Ewa Koordynatorska", email=fresh_email(), password=factories.PASSWORD)
    expert = factories.user(Role.EXPERT, name="Łukasz Żółkiewski-Brzęczyszczykiewicz", unit="Bank Światowy")
    event = record(
        by=expert, verb=Verb.RETURNED, target_kind="mid", target_id=1, target_label="Zielone podwórka " * 12,
        data={"reason": "Brakuje wskaźników."},
    )  # fmt: skip
    notify(event=event, users=[coordinator], path="/konto/")
    invite(by=coordinator, email=fresh_email(), name="Zofia Zaproszona", role=Role.MINISTRY)
    return coordinator


def test_the_pages_for_visitors_have_no_faults(visitors: Any) -> None:
    _user, key = invite(by=factories.coordinator(), email=fresh_email(), name="Anna Nowak", role=Role.EXPERT)
    assert faults(visitors(), *PUBLIC_PAGES, f"/konto/zaproszenie/{key}/") == []


def test_the_pages_of_a_person_have_no_faults(visitors: Any) -> None:
    visitor = visitors()
    visitor.sign_in(coordinator_with_notices())
    people = [f"/praca/osoby/{pk}/" for pk in User.objects.values_list("pk", flat=True)]
    assert faults(visitor, *MY_PAGES, *COORDINATOR_PAGES, *people) == []


def test_error_pages_have_no_faults_and_lead_to_the_field(visitors: Any) -> None:
    visitor = visitors()
    page = visitor.go("/konto/zaloguj/")
    follow(page.locator("main form button[type=submit]").first)
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    assert visitor.violations() == []
    page.click(".govuk-error-summary a >> nth=0")
    expect(page.locator("[name=login]")).to_be_focused()


def test_from_the_invitation_to_the_desk(visitors: Any) -> None:
    user, key = invite(by=factories.coordinator(), email=fresh_email(), name="Anna Nowak", role=Role.EXPERT)
    visitor = visitors()
    page = visitor.go(f"/konto/zaproszenie/{key}/")
    page.fill("[name=password]", GOOD_PASSWORD)
    follow(page.locator("main form button[type=submit]"))
    expect(page).to_have_url(f"{visitor.address}/konto/zaloguj/")
    sign_in(page, user.email, GOOD_PASSWORD)
    expect(page).to_have_url(f"{visitor.address}/praca/")


def sign_in(page: Any, email: str, password: str) -> None:
    page.fill("[name=login]", email)
    page.fill("[name=password]", password)
    follow(page.locator("main form button[type=submit]").first)


def add_authenticator(page: Any) -> None:
    """Give the browser a device that answers by itself, as a laptop with a fingerprint reader would."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_added_and_signs_in_by_itself_and_as_the_second_step(visitors: Any) -> None:
    coordinator = coordinator_with_notices()
    visitor = visitors()
    page = visitor.go("/konto/zaloguj/?next=/konto/drugi-skladnik/klucze/dodaj/")
    add_authenticator(page)
    sign_in(page, coordinator.email, factories.PASSWORD)
    expect(page).to_have_url(re.compile("/konto/potwierdz/"))
    page.fill("[name=password]", factories.PASSWORD)
    follow(page.locator("main form button[type=submit]:visible"))
    expect(page).to_have_url(f"{visitor.address}/konto/drugi-skladnik/klucze/dodaj/")
    assert faults(visitor, *BEHIND_THE_PASSWORD) == []
    page = visitor.go("/konto/drugi-skladnik/klucze/dodaj/")
    page.check("[name=passwordless]")
    follow(page.locator("[data-passkey]"))
    expect(page).to_have_url(f"{visitor.address}/konto/drugi-skladnik/kody/")
    assert faults(visitor, "/konto/drugi-skladnik/kody/", "/konto/drugi-skladnik/klucze/") == []
    for way in ("alone", "second step"):
        visitor.page.context.clear_cookies()
        page = visitor.go("/konto/zaloguj/")
        if way == "second step":
            sign_in(page, coordinator.email, factories.PASSWORD)
            expect(page).to_have_url(f"{visitor.address}/konto/drugi-skladnik/logowanie/")
        follow(page.locator("[data-passkey]"))
        expect(page).to_have_url(f"{visitor.address}/praca/")


def test_a_passkey_that_fails_says_so(visitors: Any) -> None:
    visitor = visitors()
    page = visitor.go("/konto/zaloguj/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('no')) }")
    page.click("[data-passkey]")
    page.wait_for_selector("[data-passkey-error]:not(:empty)")
    assert visitor.violations() == []

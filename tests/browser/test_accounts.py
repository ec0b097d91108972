"""Accounts and notices in a real browser: from the invitation to a passkey, and every page type under axe."""

from typing import Any

import pytest

from accounts.enums import Role
from accounts.models import User
from accounts.services import invite
from activity.enums import Verb
from activity.services import notify, record
from tests import factories
from tests.accounts.factories import GOOD_PASSWORD, fresh_email

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


def faults(visitor: Any, *pages: str) -> list[tuple[str, Any]]:
    """What is wrong on the pages: axe violations, and pages wider than a phone."""
    found: list[tuple[str, Any]] = []
    for page in pages:
        for language in LANGUAGES:
            visitor.page.set_viewport_size({"width": 1280, "height": 900})
            visitor.go(language + page)
            found += [(language + page, violation) for violation in visitor.violations()]
            visitor.page.set_viewport_size({"width": 320, "height": 700})
            if visitor.wider_than_window():
                found.append((language + page, "wider than 320 pixels"))
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
    page.click("main form button[type=submit] >> nth=0")
    page.wait_for_selector(".govuk-error-summary")
    assert visitor.violations() == []
    page.click(".govuk-error-summary a >> nth=0")
    assert page.evaluate("document.activeElement.name") == "login"


def test_from_the_invitation_to_the_desk(visitors: Any) -> None:
    user, key = invite(by=factories.coordinator(), email=fresh_email(), name="Anna Nowak", role=Role.EXPERT)
    visitor = visitors()
    page = visitor.go(f"/konto/zaproszenie/{key}/")
    page.fill("[name=password]", GOOD_PASSWORD)
    page.click("main form button[type=submit]")
    page.wait_for_url("**/konto/zaloguj/")
    sign_in(page, user.email, GOOD_PASSWORD)
    page.wait_for_url("**/praca/")


def sign_in(page: Any, email: str, password: str) -> None:
    page.fill("[name=login]", email)
    page.fill("[name=password]", password)
    page.click("main form button[type=submit] >> nth=0")


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
    page.wait_for_url("**/konto/potwierdz/**")
    page.fill("[name=password]", factories.PASSWORD)
    page.click("main form button[type=submit]:visible")
    page.wait_for_url("**/klucze/dodaj/")
    assert faults(visitor, *BEHIND_THE_PASSWORD) == []
    page = visitor.go("/konto/drugi-skladnik/klucze/dodaj/")
    page.check("[name=passwordless]")
    page.click("[data-passkey]")
    page.wait_for_url("**/konto/drugi-skladnik/kody/")
    assert faults(visitor, "/konto/drugi-skladnik/kody/", "/konto/drugi-skladnik/klucze/") == []
    visitor.page.set_viewport_size({"width": 1280, "height": 900})
    for way in ("alone", "second step"):
        visitor.page.context.clear_cookies()
        page = visitor.go("/konto/zaloguj/")
        if way == "second step":
            sign_in(page, coordinator.email, factories.PASSWORD)
            page.wait_for_url("**/konto/drugi-skladnik/logowanie/")
        page.click("[data-passkey]")
        page.wait_for_url("**/praca/")


def test_a_passkey_that_fails_says_so(visitors: Any) -> None:
    visitor = visitors()
    page = visitor.go("/konto/zaloguj/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('no')) }")
    page.click("[data-passkey]")
    page.wait_for_selector("[data-passkey-error]:not(:empty)")
    assert visitor.violations() == []

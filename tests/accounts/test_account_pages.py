"""The pages that django-allauth draws: in our look, in both languages, and no more of them than are needed."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from accounts.enums import Happening, Role
from accounts.models import User
from activity.enums import Verb
from activity.models import Event
from tests import factories
from tests.accounts.factories import fresh_email, sign_in, signed_in, visitor

pytestmark = pytest.mark.django_db

FOR_VISITORS = (
    "account_login",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
)
FOR_ME = (
    "profile",
    "account_logout",
    "account_email",
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_list_webauthn",
    "mfa_activate_totp",
    "mfa_add_webauthn",
)


def address(name: str, language: str) -> str:
    with translation.override(language):
        return reverse(name)


def confirmed() -> Any:
    """A person who has just typed their password."""
    client = visitor()
    person = factories.user(Role.EXPERT, email=fresh_email(), password=factories.PASSWORD)
    sign_in(client, person)
    client.post("/konto/potwierdz/", {"password": factories.PASSWORD})
    return client


@pytest.mark.parametrize("name", FOR_VISITORS)
@pytest.mark.parametrize("language", ["pl", "en"])
def test_a_visitor_sees_the_page_in_our_look(name: str, language: str) -> None:
    answer = visitor().get(address(name, language))
    assert answer.status_code == 200
    assert_our_look(answer.content.decode())


@pytest.mark.parametrize("language", ["pl", "en"])
def test_i_see_the_pages_of_my_account_in_our_look(language: str) -> None:
    client = confirmed()
    for name in FOR_ME:
        answer = client.get(address(name, language))
        assert (name, answer.status_code) == (name, 200)
        assert_our_look(answer.content.decode())


def assert_our_look(content: str) -> None:
    assert "portal-header" in content
    assert content.count("<h1") == 1
    assert "<style" not in content
    assert ' style="' not in content
    assert "onclick" not in content
    assert "placeholder=" not in content


def test_nobody_signs_up() -> None:
    answer = visitor().post(
        "/konto/rejestracja/",
        {"email": fresh_email(), "password1": factories.PASSWORD, "password2": factories.PASSWORD},
    )
    assert answer.status_code == 200
    assert User.objects.exists() is False


@pytest.mark.parametrize(
    "name",
    [
        "account_request_login_code",
        "account_confirm_login_code",
        "account_email_verification_sent",
        "account_signup_by_passkey",
        "account_change_phone",
        "mfa_signup_webauthn",
        "mfa_trust",
        "socialaccount_login_error",
        "usersessions_list",
    ],
)
def test_what_is_not_needed_has_no_address(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_a_person_changes_their_email_by_opening_the_link(
    settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.CELERY_TASK_ALWAYS_EAGER = True
    client = confirmed()
    person = User.objects.get()
    old, new = person.email, fresh_email()
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/konto/email/", {"email": new, "action_add": "1"})
    person.refresh_from_db()
    assert person.email == old
    letter = mail.outbox[-1]
    assert letter.to == [new]
    path = next(word for word in letter.body.split() if word.startswith("http")).removeprefix(settings.PORTAL_ADDRESS)
    assert client.get(path).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        client.post(path)
    person.refresh_from_db()
    assert person.email == new
    assert [(letter.to, old in letter.body) for letter in mail.outbox[1:]] == [([old], True)]
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [(new, True, True)]
    assert Event.objects.filter(verb=Verb.EMAIL_CHANGED).count() == 1


def test_giving_the_change_up_keeps_the_old_address() -> None:
    client = confirmed()
    person = User.objects.get()
    new = fresh_email()
    client.post("/konto/email/", {"email": new, "action_add": "1"})
    client.post("/konto/email/", {"email": person.email, "action_remove": "1"})
    client.post("/konto/email/", {"email": new, "action_remove": "1"})
    assert User.objects.get().email == person.email
    assert list(EmailAddress.objects.values_list("email", flat=True)) == [person.email]


def test_the_address_of_another_person_is_not_taken_and_not_revealed() -> None:
    client = confirmed()
    person, other = User.objects.get(), factories.user(email=fresh_email())
    taken = client.post("/konto/email/", {"email": other.email, "action_add": "1"})
    free = client.post("/konto/email/", {"email": fresh_email(), "action_add": "1"})
    assert (taken.status_code, taken["Location"]) == (free.status_code, free["Location"])
    person.refresh_from_db()
    assert person.email != other.email


def test_changing_the_email_needs_the_password_again() -> None:
    person = factories.user(password=factories.PASSWORD)
    answer = signed_in(person).post("/konto/email/", {"email": fresh_email(), "action_add": "1"})
    assert answer["Location"].startswith("/konto/potwierdz/")
    assert EmailAddress.objects.count() == 1


def test_an_event_of_accounts_is_known_to_the_log() -> None:
    assert set(Happening.values) - set(Verb.values) == set()


def test_a_page_that_stayed_open_asks_who_is_signed_in() -> None:
    """A stranger learns nothing, gets no token and no cookie; nobody keeps the answer."""
    url, person = reverse("signed_in"), factories.user()
    asked = visitor().get(url)
    assert asked.json() == {"user": "", "csrf": ""}
    assert not asked.cookies
    known = signed_in(person).get(url)
    assert known.json()["user"] == str(person.pk)
    assert known.json()["csrf"]
    for answer in (asked, known):
        assert {"no-store", "private"} <= {part.strip() for part in answer["Cache-Control"].split(",")}
    assert signed_in(person).post(url).status_code == 405

"""Signing in: nobody learns who has an account, guessing is stopped, nobody is led out of the portal."""

import re
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from accounts.periodic import forget_sessions
from accounts.services import deactivate, invite
from activity.enums import Verb
from activity.models import Event
from tests import factories
from tests.accounts.factories import GOOD_PASSWORD, fresh_email, sign_in, signed_in, visitor
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


def person(**fields: Any) -> User:
    return factories.user(**{"email": fresh_email(), "password": PASSWORD, **fields})


def words(content: bytes) -> str:
    """A page without what differs by itself: keys of forms, nonces and the address typed."""
    text = re.sub(r'(nonce|value|content)="[^"]*"', "", content.decode())
    return re.sub(r"\S+@miasto\.example", "", text)


def test_signing_in_leads_to_the_desk_and_into_the_log() -> None:
    someone = person()
    answer = sign_in(visitor(), someone)
    assert (answer.status_code, answer["Location"]) == (302, "/praca/")
    assert Event.objects.filter(verb=Verb.SIGNED_IN, actor=someone).count() == 1


def test_the_letter_case_of_the_email_does_not_matter() -> None:
    someone = person()
    answer = visitor().post("/konto/zaloguj/", {"login": someone.email.upper(), "password": PASSWORD})
    assert answer.status_code == 302


def test_a_wrong_password_and_an_unknown_email_look_the_same() -> None:
    known = visitor().post("/konto/zaloguj/", {"login": person().email, "password": "zle-haslo-123456"})
    unknown = visitor().post("/konto/zaloguj/", {"login": fresh_email(), "password": "zle-haslo-123456"})
    assert (known.status_code, words(known.content)) == (unknown.status_code, words(unknown.content))


def test_somebody_invited_or_switched_off_looks_like_nobody() -> None:
    coordinator = factories.coordinator()
    waiting, _key = invite(by=coordinator, email=fresh_email(), name="Anna", role=Role.EXPERT)
    gone = person()
    deactivate(by=coordinator, user=gone)
    unknown = visitor().post("/konto/zaloguj/", {"login": fresh_email(), "password": PASSWORD})
    for someone in (waiting, gone):
        assert words(sign_in(visitor(), someone).content) == words(unknown.content)


def test_five_failures_lock_an_address_whatever_the_computer() -> None:
    someone = person()
    for _try in range(5):
        sign_in(visitor(), someone, "zle-haslo-123456")
    answer = sign_in(visitor(), someone)
    assert answer.status_code == 200
    assert "five minutes" in answer.content.decode() or "pięć minut" in answer.content.decode()


def test_the_lock_says_nothing_about_who_has_an_account() -> None:
    email = fresh_email()
    for _try in range(5):
        visitor().post("/konto/zaloguj/", {"login": email, "password": "zle-haslo-123456"})
    someone = person()
    for _try in range(5):
        sign_in(visitor(), someone, "zle-haslo-123456")
    unknown = visitor().post("/konto/zaloguj/", {"login": email, "password": "zle-haslo-123456"})
    assert words(sign_in(visitor(), someone, "zle-haslo-123456").content) == words(unknown.content)


def test_brute_force_from_one_computer_ends_in_429() -> None:
    client = visitor()
    answers = [
        client.post("/konto/zaloguj/", {"login": fresh_email(), "password": "zle-haslo-123456"}).status_code
        for _try in range(31)
    ]
    assert answers == [200] * 30 + [429]


@pytest.mark.parametrize(
    "target", ["https://zly.example/", "//zly.example/", "/\\zly.example", "javascript:alert(1)", "https:zly.example"]
)
def test_signing_in_never_leads_out_of_the_portal(target: str) -> None:
    answer = sign_in(visitor(), person(), next=target)
    assert (answer.status_code, answer["Location"]) == (302, "/praca/")


@pytest.mark.parametrize("target", ["https://zly.example/", "//zly.example/"])
def test_signing_out_never_leads_out_of_the_portal(target: str) -> None:
    answer = signed_in(person()).post("/konto/wyloguj/", {"next": target})
    assert answer["Location"] == "/"


def test_signing_in_leads_where_one_wanted_to_go() -> None:
    assert sign_in(visitor(), person(), next="/praca/powiadomienia/")["Location"] == "/praca/powiadomienia/"


def test_signing_out_is_a_post() -> None:
    client = signed_in(person())
    assert client.get("/konto/wyloguj/").status_code == 200
    assert client.get("/konto/").status_code == 200
    client.post("/konto/wyloguj/")
    assert client.get("/konto/").status_code == 302


def test_a_new_password_signs_out_everywhere_else() -> None:
    someone = person()
    here, elsewhere = signed_in(someone), signed_in(someone)
    answer = here.post(
        "/konto/haslo/", {"oldpassword": PASSWORD, "password1": GOOD_PASSWORD, "password2": GOOD_PASSWORD}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/konto/")
    assert here.get("/konto/").status_code == 200
    assert elsewhere.get("/konto/").status_code == 302
    assert Event.objects.filter(verb=Verb.PASSWORD_CHANGED, actor=someone).count() == 1


def test_asking_for_a_new_password_says_nothing_about_who_has_an_account() -> None:
    known = visitor().post("/konto/haslo/nowe/", {"email": person().email}, follow=True)
    unknown = visitor().post("/konto/haslo/nowe/", {"email": fresh_email()}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain == [("/konto/haslo/nowe/wyslane/", 302)]
    assert words(known.content) == words(unknown.content)


def reset_link(settings: Any, capture: Any, someone: User, **headers: str) -> str:
    settings.CELERY_TASK_ALWAYS_EAGER = True
    with capture(execute=True):
        visitor().post("/konto/haslo/nowe/", {"email": someone.email}, **headers)
    (letter,) = mail.outbox
    return re.search(r"https?://\S+", letter.body)[0]


def test_the_reset_link_sets_a_password_once(settings: Any, django_capture_on_commit_callbacks: Any) -> None:
    someone = person()
    elsewhere = signed_in(someone)
    path = reset_link(settings, django_capture_on_commit_callbacks, someone).removeprefix(settings.PORTAL_ADDRESS)
    client = visitor()
    form_page = client.get(path)
    assert form_page.status_code == 302
    new = {"password1": GOOD_PASSWORD, "password2": GOOD_PASSWORD}
    assert client.post(form_page["Location"], new)["Location"] == "/konto/haslo/nowe/gotowe/"
    someone.refresh_from_db()
    assert someone.check_password(GOOD_PASSWORD) is True
    assert elsewhere.get("/konto/").status_code == 302
    assert visitor().get(path).status_code == 200
    someone.refresh_from_db()
    assert someone.check_password(GOOD_PASSWORD) is True


def test_a_forged_host_gets_no_key(settings: Any, django_capture_on_commit_callbacks: Any) -> None:
    link = reset_link(settings, django_capture_on_commit_callbacks, person(), HTTP_HOST="zly.example")
    assert link.startswith(settings.PORTAL_ADDRESS)


def test_a_link_sent_before_the_account_was_switched_off_is_dead(
    settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    someone = person()
    path = reset_link(settings, django_capture_on_commit_callbacks, someone).removeprefix(settings.PORTAL_ADDRESS)
    deactivate(by=factories.coordinator(), user=someone)
    assert visitor().get(path).status_code == 200


def test_asking_for_many_links_ends_in_429() -> None:
    someone = person()
    answers = [visitor().post("/konto/haslo/nowe/", {"email": someone.email}).status_code for _try in range(6)]
    assert answers == [302] * 5 + [429]


def test_an_unknown_address_gets_no_link(settings: Any, django_capture_on_commit_callbacks: Any) -> None:
    settings.CELERY_TASK_ALWAYS_EAGER = True
    with django_capture_on_commit_callbacks(execute=True):
        visitor().post("/konto/haslo/nowe/", {"email": fresh_email()})
    assert mail.outbox == []


def test_a_session_that_ended_opens_the_sign_in_page_whole() -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/praca/powiadomienia/?page=2"}
    answer = visitor().get("/praca/powiadomienia/?page=3", headers=headers)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["HX-Redirect"] == "/konto/zaloguj/?next=%2Fpraca%2Fpowiadomienia%2F%3Fpage%3D2"


def test_ended_sessions_are_forgotten() -> None:
    someone = person()
    old, fresh = signed_in(someone), signed_in(someone)
    Session.objects.filter(pk=old.session.session_key).update(expire_date=timezone.now())
    forget_sessions.run()
    assert list(Session.objects.values_list("pk", flat=True)) == [fresh.session.session_key]

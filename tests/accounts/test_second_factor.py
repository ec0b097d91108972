"""Coordinators and experts cannot work without a second factor; secrets are kept encrypted."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from accounts.enums import Role
from accounts.models import User
from accounts.services import reset_second_factor
from activity.enums import Verb
from activity.models import Event
from core.exceptions import WrongState
from tests import factories
from tests.accounts.factories import fresh_email, sign_in, signed_in, visitor

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SET_UP = "/konto/drugi-skladnik/"


@pytest.fixture(autouse=True)
def forced(settings: Any) -> None:
    settings.PORTAL_FORCE_SECOND_FACTOR = True


def with_app(user: User) -> User:
    TOTP.activate(user, SECRET)
    return user


def code() -> str:
    return format_hotp_value(hotp_value(SECRET, next(yield_hotp_counters_from_time())))


def person(role: Role) -> User:
    return factories.user(role, email=fresh_email(), password=factories.PASSWORD)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.EXPERT])
@pytest.mark.parametrize("address", ["/praca/osoby/", "/konto/", "/praca/powiadomienia/", "/konto/haslo/", "/"])
def test_the_strong_roles_are_sent_to_set_it_up(role: Role, address: str) -> None:
    answer = signed_in(person(role)).get(address)
    assert (answer.status_code, answer["Location"]) == (302, SET_UP)


@pytest.mark.parametrize("role", [Role.TEAM_MEMBER, Role.PU_EDITOR, Role.MINISTRY])
def test_the_other_roles_may_do_without(role: Role) -> None:
    assert signed_in(person(role)).get("/konto/").status_code == 200


def test_it_is_off_where_the_sample_is_shown(settings: Any) -> None:
    settings.PORTAL_FORCE_SECOND_FACTOR = False
    assert signed_in(person(Role.COORDINATOR)).get("/praca/osoby/").status_code == 200


def test_with_an_app_the_work_goes_on() -> None:
    assert signed_in(with_app(person(Role.COORDINATOR))).get("/praca/osoby/").status_code == 200


def test_recovery_codes_alone_are_not_a_second_factor() -> None:
    coordinator = person(Role.COORDINATOR)
    Authenticator.objects.create(user=coordinator, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert signed_in(coordinator).get("/praca/osoby/").status_code == 302


def test_a_post_changes_nothing() -> None:
    coordinator, other = person(Role.COORDINATOR), factories.user()
    answer = signed_in(coordinator).post(f"/praca/osoby/{other.pk}/wylacz/")
    assert (answer.status_code, answer["Location"]) == (302, SET_UP)
    other.refresh_from_db()
    assert other.is_active is True


def test_htmx_goes_there_with_the_whole_page() -> None:
    answer = signed_in(person(Role.EXPERT)).get("/praca/powiadomienia/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"], answer.content) == (200, SET_UP, b"")


def test_a_program_is_refused() -> None:
    answer = signed_in(person(Role.EXPERT)).get("/praca/powiadomienia/", headers={"Accept": "application/json"})
    assert (answer.status_code, list(answer.json())) == (403, ["detail"])


def test_an_unknown_address_is_not_found() -> None:
    assert signed_in(person(Role.EXPERT)).get("/nie-ma-takiej/").status_code == 404


def test_the_way_to_set_it_up_and_out_is_open() -> None:
    client = signed_in(person(Role.EXPERT))
    assert client.get(SET_UP).status_code == 200
    assert client.get("/konto/potwierdz/").status_code == 200
    assert client.get("/healthz").status_code in (200, 503)
    assert client.post("/konto/wyloguj/").status_code == 302


def set_up(client: Client) -> str:
    """Set an app up as a person does: confirm the password, scan, type the code. Returns the secret."""
    client.post("/konto/potwierdz/", {"password": factories.PASSWORD})
    secret = client.get("/konto/drugi-skladnik/aplikacja/").context["form"].secret
    typed = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    answer = client.post("/konto/drugi-skladnik/aplikacja/", {"code": typed})
    assert (answer.status_code, answer["Location"]) == (302, "/konto/drugi-skladnik/kody/")
    return secret


@pytest.mark.django_db(transaction=True)
def test_an_expert_sets_an_app_up_and_gets_in() -> None:
    expert = person(Role.EXPERT)
    client = visitor()
    sign_in(client, expert)
    secret = set_up(client)
    assert client.get("/praca/powiadomienia/").status_code == 200
    stored = Authenticator.objects.get(user=expert, type=Authenticator.Type.TOTP)
    assert secret not in str(stored.data)
    assert client.get("/konto/drugi-skladnik/kody/").status_code == 200
    assert Event.objects.filter(verb=Verb.SECOND_FACTOR_ADDED, actor=expert).count() == 1


def test_the_password_alone_no_longer_signs_in() -> None:
    coordinator = with_app(person(Role.COORDINATOR))
    client = visitor()
    answer = sign_in(client, coordinator)
    assert answer["Location"] == "/konto/drugi-skladnik/logowanie/"
    assert client.get("/konto/").status_code == 302
    assert client.post(answer["Location"], {"code": "000000"}).status_code == 200
    assert client.get("/konto/").status_code == 302
    assert client.post(answer["Location"], {"code": code()})["Location"] == "/praca/"
    assert client.get("/konto/").status_code == 200


def test_guessing_codes_is_stopped() -> None:
    client = visitor()
    sign_in(client, with_app(person(Role.COORDINATOR)))
    for _try in range(5):
        client.post("/konto/drugi-skladnik/logowanie/", {"code": "000000"})
    client.post("/konto/drugi-skladnik/logowanie/", {"code": code()})
    assert client.get("/konto/").status_code == 302


def test_removing_the_app_needs_the_password_again() -> None:
    coordinator = with_app(person(Role.COORDINATOR))
    answer = signed_in(coordinator).post("/konto/drugi-skladnik/aplikacja/usun/")
    assert answer["Location"].startswith("/konto/potwierdz/")
    assert Authenticator.objects.filter(user=coordinator).count() == 1


def test_a_coordinator_helps_somebody_who_lost_their_phone() -> None:
    expert = with_app(person(Role.EXPERT))
    coordinator = person(Role.COORDINATOR)
    reset_second_factor(by=coordinator, user=expert)
    assert Authenticator.objects.filter(user=expert).exists() is False
    assert Event.objects.filter(verb=Verb.SECOND_FACTOR_REMOVED, target_id=expert.pk).count() == 1
    with pytest.raises(WrongState):
        reset_second_factor(by=coordinator, user=expert)
    with pytest.raises(WrongState):
        reset_second_factor(by=coordinator, user=with_app(coordinator))


def test_an_unfinished_change_of_email_does_not_block_it() -> None:
    expert = person(Role.EXPERT)
    expert.emailaddress_set.create(email=fresh_email(), verified=False)
    client = visitor()
    sign_in(client, expert)
    set_up(client)

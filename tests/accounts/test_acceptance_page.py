"""GET and POST /konto/zaproszenie/<key>/."""

import datetime

import pytest
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Invitation, User
from accounts.services import invite, revoke_invitation
from tests import factories
from tests.accounts.factories import GOOD_PASSWORD, fresh_email, signed_in, visitor

pytestmark = pytest.mark.django_db


def invited() -> tuple[User, str]:
    key_of = invite(by=factories.coordinator(), email=fresh_email(), name="Anna Nowak", role=Role.EXPERT)
    return key_of[0], f"/konto/zaproszenie/{key_of[1]}/"


def test_a_person_accepts_and_signs_in() -> None:
    user, address = invited()
    client = visitor()
    page = client.get(address)
    assert page.status_code == 200
    assert user.email in page.content.decode()
    answer = client.post(address, {"name": "Anna Nowak", "password": GOOD_PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/konto/zaloguj/")
    answer = client.post("/konto/zaloguj/", {"login": user.email, "password": GOOD_PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/praca/")


def test_opening_the_page_uses_nothing_up() -> None:
    """Mail scanners open links: only the form accepts."""
    user, address = invited()
    visitor().get(address)
    visitor().head(address)
    user.refresh_from_db()
    assert user.is_active is False


@pytest.mark.parametrize(
    "password", ["", "krotkie1", "password12345", "qwertyuiop123", "anna nowak", "a" * 501], ids=lambda text: text[:15]
)
def test_weak_passwords_are_refused(password: str) -> None:
    user, address = invited()
    answer = visitor().post(address, {"name": "Anna Nowak Nowak", "password": password})
    assert answer.status_code == 422
    user.refresh_from_db()
    assert user.is_active is False


def test_a_password_like_the_email_is_refused() -> None:
    user, address = invited()
    assert visitor().post(address, {"name": "Anna", "password": user.email}).status_code == 422


def test_a_forged_key_finds_nothing() -> None:
    assert visitor().get("/konto/zaproszenie/abc/").status_code == 404


def test_used_withdrawn_and_expired_links_say_so() -> None:
    used, withdrawn, expired = invited(), invited(), invited()
    visitor().post(used[1], {"name": "Anna", "password": GOOD_PASSWORD})
    revoke_invitation(by=factories.coordinator(), user=withdrawn[0])
    Invitation.objects.filter(user=expired[0]).update(expires_at=timezone.now() - datetime.timedelta(days=1))
    for _user, address in (used, withdrawn, expired):
        assert visitor().get(address).status_code == 410
        assert visitor().post(address, {"name": "Anna", "password": GOOD_PASSWORD}).status_code == 410


def test_accepting_signs_out_whoever_was_signed_in() -> None:
    _user, address = invited()
    other = factories.user()
    client = signed_in(other)
    assert str(other) in client.get(address).content.decode()
    client.post(address, {"name": "Anna", "password": GOOD_PASSWORD})
    assert client.get("/konto/").status_code == 302


def test_guessing_keys_is_stopped() -> None:
    client = visitor()
    answers = [client.get(f"/konto/zaproszenie/klucz-{number}/").status_code for number in range(61)]
    assert answers == [404] * 60 + [429]


def test_the_page_is_never_cached() -> None:
    assert "no-store" in visitor().get(invited()[1])["Cache-Control"]

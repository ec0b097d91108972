"""Inviting, accepting, withdrawing: the only way into the portal."""

import datetime
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.enums import PersonState, Role
from accounts.exceptions import InvitationNotUsable
from accounts.models import Invitation, User
from accounts.queries import people_visible_to
from accounts.services import (
    accept_invitation,
    deactivate,
    invite,
    reactivate,
    resend_invitation,
    reset_second_factor,
    revoke_invitation,
)
from activity.enums import Verb
from activity.models import Event
from core.exceptions import NotAllowed, WrongState
from tests import factories
from tests.accounts.factories import GOOD_PASSWORD, fresh_email, visitor

pytestmark = pytest.mark.django_db


def invited(by: User | None = None, **fields: Any) -> tuple[User, str]:
    defaults = {"email": fresh_email(), "name": "Anna Nowak", "role": Role.EXPERT}
    return invite(by=by or factories.coordinator(), **{**defaults, **fields})


def state_of(user: User) -> str:
    return people_visible_to(factories.coordinator()).get(pk=user.pk).state


def test_an_invited_person_waits_inactive() -> None:
    user, key = invited(unit="Bank Światowy", language="en")
    assert (user.is_active, user.has_usable_password(), user.unit, user.language) == (
        False,
        False,
        "Bank Światowy",
        "en",
    )
    assert state_of(user) == PersonState.INVITED
    assert len(key) >= 40
    assert list(Event.objects.values_list("verb", "target_id", "target_label")) == [
        (Verb.INVITED, str(user.pk), "Anna Nowak")
    ]


def test_the_key_is_stored_only_as_a_hash() -> None:
    _user, key = invited()
    invitation = Invitation.objects.get()
    assert key not in str(invitation.__dict__)
    assert len(invitation.key_hash) == 64


def test_an_invitation_lives_fourteen_days() -> None:
    invited()
    left = Invitation.objects.get().expires_at - timezone.now()
    assert datetime.timedelta(days=13, hours=23) < left <= datetime.timedelta(days=14)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_only_coordinators_invite(role: Role) -> None:
    email = fresh_email()
    with pytest.raises(NotAllowed):
        invited(by=factories.user(role), email=email)
    assert not User.objects.filter(email=email).exists()


def test_a_switched_off_coordinator_invites_nobody() -> None:
    with pytest.raises(NotAllowed):
        invited(by=factories.coordinator(is_active=False))


def test_the_letter_case_of_an_email_does_not_matter() -> None:
    coordinator = factories.coordinator()
    email = fresh_email()
    first, _key = invited(by=coordinator, email=email)
    second, _key = invited(by=coordinator, email=email.upper(), name="Anna Maria Nowak", role=Role.MINISTRY)
    assert first.pk == second.pk
    assert (second.name, second.role) == ("Anna Maria Nowak", Role.MINISTRY)


def test_somebody_with_an_account_is_not_invited_again() -> None:
    person = factories.user()
    with pytest.raises(WrongState):
        invited(email=person.email, role=Role.COORDINATOR)
    person.refresh_from_db()
    assert person.role == Role.TEAM_MEMBER


def test_accepting_opens_the_account() -> None:
    user, key = invited()
    accepted = accept_invitation(key=key, name="Anna Nowak-Kowalska", password=GOOD_PASSWORD)
    user.refresh_from_db()
    assert accepted == user
    assert (user.is_active, user.name, user.check_password(GOOD_PASSWORD)) == (True, "Anna Nowak-Kowalska", True)
    assert state_of(user) == PersonState.ACTIVE
    assert EmailAddress.objects.get(user=user).verified is True
    assert Event.objects.filter(verb=Verb.INVITATION_ACCEPTED, actor=user).count() == 1


def test_a_key_works_once() -> None:
    _user, key = invited()
    accept_invitation(key=key, name="Anna Nowak", password=GOOD_PASSWORD)
    with pytest.raises(InvitationNotUsable):
        accept_invitation(key=key, name="Intruz", password="inne-haslo-intruza-1")
    assert User.objects.filter(name="Intruz").exists() is False


def test_a_forged_key_opens_nothing() -> None:
    invited()
    with pytest.raises(Invitation.DoesNotExist):
        accept_invitation(key="zgadnięty-klucz", name="Intruz", password=GOOD_PASSWORD)


def test_the_hash_is_not_a_key() -> None:
    invited()
    with pytest.raises(Invitation.DoesNotExist):
        accept_invitation(key=Invitation.objects.get().key_hash, name="Intruz", password=GOOD_PASSWORD)


def test_an_expired_key_opens_nothing() -> None:
    user, key = invited()
    Invitation.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    with pytest.raises(InvitationNotUsable):
        accept_invitation(key=key, name="Anna Nowak", password=GOOD_PASSWORD)
    assert state_of(user) == PersonState.LAPSED


def test_sending_again_makes_the_old_link_useless() -> None:
    coordinator = factories.coordinator()
    user, old = invited(by=coordinator)
    new = resend_invitation(by=coordinator, user=user)
    with pytest.raises(InvitationNotUsable):
        accept_invitation(key=old, name="Anna Nowak", password=GOOD_PASSWORD)
    assert accept_invitation(key=new, name="Anna Nowak", password=GOOD_PASSWORD).is_active is True


def test_a_withdrawn_invitation_opens_nothing() -> None:
    coordinator = factories.coordinator()
    user, key = invited(by=coordinator)
    revoke_invitation(by=coordinator, user=user)
    with pytest.raises(InvitationNotUsable):
        accept_invitation(key=key, name="Anna Nowak", password=GOOD_PASSWORD)
    assert state_of(user) == PersonState.LAPSED
    with pytest.raises(WrongState):
        revoke_invitation(by=coordinator, user=user)


def test_the_database_keeps_one_open_invitation_for_a_person() -> None:
    user, _key = invited()
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(user=user, key_hash="0" * 64, expires_at=timezone.now())


def test_only_coordinators_change_the_accounts_of_others() -> None:
    person = factories.user()
    waiting, _key = invited()
    for role in (Role.TEAM_MEMBER, Role.EXPERT, Role.PU_EDITOR, Role.MINISTRY):
        stranger = factories.user(role)
        for service in (deactivate, reactivate, reset_second_factor):
            with pytest.raises(NotAllowed):
                service(by=stranger, user=person)
        for service in (resend_invitation, revoke_invitation):
            with pytest.raises(NotAllowed):
                service(by=stranger, user=waiting)


def test_a_switched_off_person_is_out_at_once_and_their_past_stays() -> None:
    coordinator, person = factories.coordinator(), factories.user(password=factories.PASSWORD)
    client = visitor()
    client.force_login(person)
    assert client.get("/konto/").status_code == 200
    deactivate(by=coordinator, user=person)
    assert client.get("/konto/").status_code == 302
    assert User.objects.get(pk=person.pk).name == person.name
    assert state_of(person) == PersonState.DEACTIVATED


def test_coming_back_needs_a_new_password_and_old_sessions_stay_dead() -> None:
    coordinator, person = factories.coordinator(), factories.user(password=factories.PASSWORD)
    client = visitor()
    client.force_login(person)
    deactivate(by=coordinator, user=person)
    key = reactivate(by=coordinator, user=person)
    assert state_of(person) == PersonState.INVITED
    accept_invitation(key=key, name=person.name, password=GOOD_PASSWORD)
    person.refresh_from_db()
    assert (person.is_active, person.deactivated_at, person.check_password(factories.PASSWORD)) == (True, None, False)
    assert client.get("/konto/").status_code == 302


def test_a_withdrawn_return_leaves_the_account_switched_off() -> None:
    coordinator, person = factories.coordinator(), factories.user()
    deactivate(by=coordinator, user=person)
    reactivate(by=coordinator, user=person)
    revoke_invitation(by=coordinator, user=person)
    assert state_of(person) == PersonState.DEACTIVATED


def test_nobody_switches_off_themselves() -> None:
    coordinator = factories.coordinator()
    with pytest.raises(WrongState):
        deactivate(by=coordinator, user=coordinator)


def test_switching_needs_the_right_state() -> None:
    coordinator, person = factories.coordinator(), factories.user()
    with pytest.raises(WrongState):
        reactivate(by=coordinator, user=person)
    deactivate(by=coordinator, user=person)
    with pytest.raises(WrongState):
        deactivate(by=coordinator, user=person)


def test_the_database_refuses_an_active_account_that_is_switched_off() -> None:
    person = factories.user()
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=person.pk).update(deactivated_at=timezone.now())


def test_the_database_refuses_an_empty_email() -> None:
    person = factories.user()
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=person.pk).update(email="")


def test_the_email_leaves_after_commit_only(settings: Any, django_capture_on_commit_callbacks: Any) -> None:
    settings.CELERY_TASK_ALWAYS_EAGER = True
    with django_capture_on_commit_callbacks(execute=True):
        user, key = invited()
        assert mail.outbox == []
    (letter,) = mail.outbox
    assert letter.to == [user.email]
    assert f"{settings.PORTAL_ADDRESS}/konto/zaproszenie/{key}/" in letter.body


def test_a_refused_invitation_sends_nothing(settings: Any, django_capture_on_commit_callbacks: Any) -> None:
    settings.CELERY_TASK_ALWAYS_EAGER = True
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(NotAllowed):
        invited(by=factories.user())
    assert mail.outbox == []


def test_the_email_speaks_the_language_of_its_reader(settings: Any, django_capture_on_commit_callbacks: Any) -> None:
    settings.CELERY_TASK_ALWAYS_EAGER = True
    with django_capture_on_commit_callbacks(execute=True):
        invited(language="en")
    (letter,) = mail.outbox
    assert letter.subject == "Invitation to the portal of the Cities’ Partnership Initiative"
    assert "/en/konto/zaproszenie/" in letter.body


def test_the_first_coordinator_comes_in_by_the_command_line(settings: Any, capsys: Any) -> None:
    call_command("invite_coordinator", "Anna@Ministry.example", "Anna Nowak")
    path = capsys.readouterr().out.strip().removeprefix(settings.PORTAL_ADDRESS)
    accept_invitation(key=path.rstrip("/").rsplit("/", 1)[-1], name="Anna Nowak", password=GOOD_PASSWORD)
    anna = User.objects.get(email="anna@ministry.example")
    assert (anna.role, anna.is_active) == (Role.COORDINATOR, True)


def test_the_second_coordinator_does_not_come_in_by_the_command_line() -> None:
    factories.coordinator()
    with pytest.raises(CommandError):
        call_command("invite_coordinator", "zly@gdzies.example", "Ktoś")
    assert not User.objects.filter(email="zly@gdzies.example").exists()

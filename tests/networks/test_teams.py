"""Teams of two, experts and editors: who is given a place, and who is not."""

import pytest
from django.db import IntegrityError, transaction

from accounts.enums import Role
from accounts.services import deactivate
from activity.models import Event
from core.exceptions import InvalidInput, NotAllowed, WrongState
from networks.enums import SpecialistKind
from networks.models import TeamSeat
from networks.queries import networks_of_specialist, participations_of_member, team_of
from networks.services import end_seat, end_specialism, give_seat, give_specialism, hand_over_seat
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss():
    return factories.coordinator()


@pytest.fixture
def team():
    return factories.participation()


def test_a_new_person_is_invited_and_sits_there_without_being_able_to_sign_in(boss, team):
    seat = give_seat(by=boss, participation=team, seat=1, email="Nowa@Miasto.example", name="Nowa Osoba")
    assert (seat.user.email, seat.user.role, seat.user.is_active) == ("nowa@miasto.example", Role.TEAM_MEMBER, False)
    assert seat.user.invitations.count() == 1
    assert list(team_of(team)) == [seat.user]


def test_a_known_team_member_gets_a_seat_without_an_invitation(boss, team):
    person = factories.user()
    seat = give_seat(by=boss, participation=team, seat=2, email=person.email.upper(), name="x")
    assert (seat.user, person.invitations.count()) == (person, 0)
    assert participations_of_member(person).get() == team


@pytest.mark.parametrize("role", [Role.EXPERT, Role.PU_EDITOR, Role.MINISTRY, Role.COORDINATOR])
def test_a_person_of_another_role_cannot_sit_in_a_team(boss, team, role):
    with pytest.raises(InvalidInput):
        give_seat(by=boss, participation=team, seat=1, email=factories.user(role).email, name="x")


def test_a_taken_seat_a_third_seat_and_a_double_seat_are_refused(boss, team):
    person = factories.member(team, 1)
    with pytest.raises(WrongState):
        give_seat(by=boss, participation=team, seat=1, email="a@b.example", name="A")
    with pytest.raises(InvalidInput):
        give_seat(by=boss, participation=team, seat=3, email="a@b.example", name="A")
    with pytest.raises(InvalidInput):
        give_seat(by=boss, participation=team, seat=2, email=person.email, name="A")


def test_the_database_refuses_a_third_person_and_a_third_seat(team):
    factories.member(team, 1)
    for seat in (1, 3):
        with pytest.raises(IntegrityError), transaction.atomic():
            factories.member(team, seat)


def test_the_database_refuses_one_person_in_two_seats_of_a_team(team):
    person = factories.member(team, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        TeamSeat.objects.create(participation=team, seat=2, user=person, since="2022-01-28")


def test_a_seat_is_handed_over(boss, team):
    old = factories.member(team, 1)
    seat = old.seats.get()
    new = hand_over_seat(by=boss, seat=seat, email="nastepca@miasto.example", name="Następca")
    seat.refresh_from_db()
    assert (seat.until is not None, new.seat, list(team_of(team))) == (True, 1, [new.user])
    assert not participations_of_member(old).exists()
    assert list(Event.objects.values_list("verb", flat=True))[:3].count("seat_given") == 1


def test_handing_a_seat_over_to_its_own_holder_changes_nothing(boss, team):
    old = factories.member(team, 1)
    with pytest.raises(InvalidInput):
        hand_over_seat(by=boss, seat=old.seats.get(), email=old.email, name="x")
    assert list(team_of(team)) == [old]


def test_ending_the_seat_of_somebody_who_never_came_withdraws_the_invitation(boss, team):
    seat = give_seat(by=boss, participation=team, seat=1, email="a@b.example", name="A")
    end_seat(by=boss, seat=seat)
    assert seat.user.invitations.get().revoked_at is not None
    with pytest.raises(WrongState):
        end_seat(by=boss, seat=seat)


def test_an_invited_person_can_do_nothing_before_they_accept(boss, team, client):
    seat = give_seat(by=boss, participation=team, seat=1, email="a@b.example", name="A")
    assert client.login(email="a@b.example", password="") is False
    assert seat.user.has_usable_password() is False


def test_experts_and_editors_by_network(boss):
    network = factories.network()
    expert = give_specialism(
        by=boss, network=network, kind=SpecialistKind.EXPERT, email="e@bank.example", name="Ekspert"
    )
    assert (expert.user.role, expert.user.is_active) == (Role.EXPERT, False)
    assert networks_of_specialist(expert.user, SpecialistKind.EXPERT).get() == network
    assert not networks_of_specialist(expert.user, SpecialistKind.PU_EDITOR).exists()
    with pytest.raises(InvalidInput):
        give_specialism(by=boss, network=network, kind=SpecialistKind.EXPERT, email="e@bank.example", name="E")
    with pytest.raises(InvalidInput):
        give_specialism(by=boss, network=network, kind=SpecialistKind.PU_EDITOR, email="e@bank.example", name="E")
    end_specialism(by=boss, specialist=expert)
    assert not networks_of_specialist(expert.user, SpecialistKind.EXPERT).exists()
    with pytest.raises(WrongState):
        end_specialism(by=boss, specialist=expert)


def test_only_a_coordinator_gives_and_ends(team):
    member = factories.member(team, 1)
    seat = member.seats.get()
    expert = factories.expert(team.network)
    for person in (member, expert, factories.user(Role.MINISTRY)):
        with pytest.raises(NotAllowed):
            give_seat(by=person, participation=team, seat=2, email="a@b.example", name="A")
        with pytest.raises(NotAllowed):
            end_seat(by=person, seat=seat)
        with pytest.raises(NotAllowed):
            end_specialism(by=person, specialist=expert.specialisms.get())


def test_a_person_who_left_is_invited_again() -> None:
    """Somebody whose account was closed gets a new invitation with the seat, instead of a seat they cannot use."""
    coordinator, participation = factories.coordinator(), factories.participation()
    person = factories.user(Role.TEAM_MEMBER)
    deactivate(by=coordinator, user=person)
    seat = give_seat(by=coordinator, participation=participation, seat=1, email=person.email, name=person.name)
    assert seat.user == person
    assert person.invitations.filter(accepted_at=None, revoked_at=None).count() == 1

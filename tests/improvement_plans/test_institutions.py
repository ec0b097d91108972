"""Institutions and the people who answer for them."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Invitation, User
from core.exceptions import InvalidInput, NotAllowed, WrongState
from improvement_plans import services
from improvement_plans.enums import InstitutionKind
from improvement_plans.models import FormerName, Institution, InstitutionMember
from improvement_plans.queries import institutions_of, institutions_with_counts
from tests import factories
from tests.improvement_plans.factories import published_plan

pytestmark = pytest.mark.django_db


def made(by: User, name: str = "Ministerstwo Łąk", short_name: str = "MŁąk") -> Institution:
    return services.create_institution(by=by, name=name, short_name=short_name, kind=InstitutionKind.MINISTRY)


def test_the_address_is_made_of_the_short_name_and_stays() -> None:
    coordinator = factories.coordinator()
    institution = made(coordinator)
    assert institution.slug == "mlak"
    assert made(coordinator, "Ministerstwo Łąk Dolnych").slug == "mlak-2"
    changed = services.change_institution(
        by=coordinator, institution=institution, name="Ministerstwo Pól", short_name="MP", kind="agency"
    )
    assert (changed.slug, changed.name) == ("mlak", "Ministerstwo Pól")
    assert FormerName.objects.count() == 0


def test_a_renaming_keeps_the_former_name() -> None:
    coordinator = factories.coordinator()
    institution = made(coordinator)
    day = datetime.date(2024, 1, 1)
    services.change_institution(
        by=coordinator, institution=institution, name="Nowa", short_name="N", kind="ministry", renamed_on=day
    )
    former = FormerName.objects.get()
    assert (former.name, former.until) == ("Ministerstwo Łąk", day)
    services.remove_former_name(by=coordinator, former_name=former)
    assert FormerName.objects.count() == 0


def test_a_name_is_given_once() -> None:
    coordinator = factories.coordinator()
    made(coordinator)
    other = made(coordinator, "Inna", "I")
    with pytest.raises(InvalidInput):
        made(coordinator, "MINISTERSTWO ŁĄK")
    with pytest.raises(InvalidInput):
        services.change_institution(
            by=coordinator, institution=other, name="ministerstwo łąk", short_name="I", kind="ministry"
        )


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_only_coordinators_keep_the_list(role: Role) -> None:
    person, institution = factories.user(role), factories.institution()
    member = InstitutionMember.objects.create(
        institution=institution, user=factories.user(Role.MINISTRY), since=timezone.localdate()
    )
    former = FormerName.objects.create(institution=institution, name="Dawna")
    acts = [
        lambda: made(person),
        lambda: services.change_institution(
            by=person, institution=institution, name="X", short_name="X", kind="ministry"
        ),
        lambda: services.remove_former_name(by=person, former_name=former),
        lambda: services.give_membership(by=person, institution=institution, email="a@b.example", name="A"),
        lambda: services.end_membership(by=person, member=member),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act()
    assert User.objects.filter(email="a@b.example").count() == 0


def test_a_new_person_is_invited() -> None:
    coordinator, institution = factories.coordinator(), factories.institution()
    member = services.give_membership(
        by=coordinator, institution=institution, email="Nowa@Urzad.example", name="Nowa Osoba"
    )
    assert (member.user.role, member.user.is_active, member.user.unit) == (Role.MINISTRY, False, institution.name)
    assert Invitation.objects.filter(user=member.user).count() == 1


def test_a_person_may_answer_for_two_institutions_but_once_for_each() -> None:
    coordinator, first, second = factories.coordinator(), factories.institution(), factories.institution()
    clerk = factories.ministry_member(first)
    services.give_membership(by=coordinator, institution=second, email=clerk.email.upper())
    assert set(institutions_of(clerk)) == {first, second}
    with pytest.raises(WrongState):
        services.give_membership(by=coordinator, institution=second, email=clerk.email)
    with pytest.raises(IntegrityError), transaction.atomic():
        InstitutionMember.objects.create(institution=second, user=clerk, since=timezone.localdate())


def test_a_person_with_another_role_is_refused() -> None:
    expert = factories.expert(factories.network())
    with pytest.raises(InvalidInput):
        services.give_membership(by=factories.coordinator(), institution=factories.institution(), email=expert.email)


def test_an_ended_membership_stays_in_the_past() -> None:
    coordinator, institution = factories.coordinator(), factories.institution()
    clerk = factories.ministry_member(institution)
    member = InstitutionMember.objects.get(user=clerk)
    ended = services.end_membership(by=coordinator, member=member)
    assert ended.until == timezone.localdate()
    assert list(institutions_of(clerk)) == []
    with pytest.raises(WrongState):
        services.end_membership(by=coordinator, member=member)
    services.give_membership(by=coordinator, institution=institution, email=clerk.email)
    assert list(institutions_of(clerk)) == [institution]


def test_the_list_counts_people_and_published_recommendations() -> None:
    institution = factories.institution()
    factories.ministry_member(institution)
    factories.ministry_member(institution)
    published_plan(institution)
    published_plan(institution)
    found = institutions_with_counts().get(pk=institution.pk)
    assert (found.people, found.asked) == (2, 2)


def test_former_dates_are_in_order() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        FormerName.objects.create(
            institution=factories.institution(),
            name="Dawna",
            since=datetime.date(2024, 1, 2),
            until=datetime.date(2024, 1, 1),
        )

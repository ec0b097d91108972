"""Sample accounts. One password for all, hashed once: hashing it 68 times would take longer than all the rest."""

import datetime
from collections.abc import Iterable, Iterator
from itertools import count

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management.base import CommandError

from accounts.enums import Role
from accounts.models import User
from networks.enums import SpecialistKind
from networks.models import Edition, Participation, Specialist, TeamSeat, ThematicNetwork
from pim_portal.sample.content import programme

SINCE = datetime.date(2022, 1, 28)
COORDINATOR = "koordynator@ministerstwo.example"
MINISTRY = "pracownik@ministerstwo.example"
EXPERT, EDITOR = "ekspert-{network}@bank.example", "pu-{network}@bank.example"
MEMBER = "{city}-{seat}@miasto.example"


def make_people(edition: Edition) -> dict[str, User]:
    """Create all sample accounts with their seats and functions. Returns the people by e-mail."""
    participations = list(edition.participations.select_related("city", "network").order_by("city__slug"))
    networks = list(edition.networks.all())
    names = _names()
    people = [
        _person(COORDINATOR, next(names), Role.COORDINATOR, "Ministerstwo Funduszy i Polityki Regionalnej"),
        _person(MINISTRY, next(names), Role.MINISTRY, "Ministerstwo Funduszy i Polityki Regionalnej"),
    ]
    for network in networks:
        unit = "Bank Światowy"
        people.append(_person(EXPERT.format(network=network.slug), next(names), Role.EXPERT, unit))
        people.append(_person(EDITOR.format(network=network.slug), next(names), Role.PU_EDITOR, unit))
    for participation in participations:
        for seat in (1, 2):
            email = MEMBER.format(city=participation.city.slug, seat=seat)
            people.append(_person(email, next(names), Role.TEAM_MEMBER, str(participation.city)))
    return _save(people, networks, participations)


def _save(
    people: list[User], networks: Iterable[ThematicNetwork], participations: Iterable[Participation]
) -> dict[str, User]:
    if not settings.SAMPLE_PASSWORD:
        raise CommandError("Set PORTAL_SAMPLE_PASSWORD: the sample accounts need a password.")
    password = make_password(settings.SAMPLE_PASSWORD)
    for person in people:
        person.password = password
    by_email = {person.email: person for person in User.objects.bulk_create(people)}
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=person, email=person.email, verified=True, primary=True) for person in people]
    )
    Specialist.objects.bulk_create(list(_specialists(networks, by_email)))
    TeamSeat.objects.bulk_create(list(_seats(participations, by_email)))
    return by_email


def _specialists(networks: Iterable[ThematicNetwork], people: dict[str, User]) -> Iterator[Specialist]:
    for network in networks:
        for pattern, kind in ((EXPERT, SpecialistKind.EXPERT), (EDITOR, SpecialistKind.PU_EDITOR)):
            user = people[pattern.format(network=network.slug)]
            yield Specialist(network=network, user=user, kind=kind, since=SINCE)


def _seats(participations: Iterable[Participation], people: dict[str, User]) -> Iterator[TeamSeat]:
    for participation in participations:
        for seat in (1, 2):
            user = people[MEMBER.format(city=participation.city.slug, seat=seat)]
            yield TeamSeat(participation=participation, seat=seat, user=user, since=SINCE)


def _names() -> Iterator[str]:
    """Invented people, each pair of names once: the two lists have lengths without a common divisor."""
    first_names, surnames = programme()["first_names"], programme()["surnames"]
    for number in count():
        yield f"{first_names[number % len(first_names)]} {surnames[number % len(surnames)]}"


def _person(email: str, name: str, role: Role, unit: str) -> User:
    return User(email=email, name=name, role=role, unit=unit, is_sample=True)

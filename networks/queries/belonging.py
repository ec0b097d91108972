"""Who belongs where."""

from typing import Any

from django.db.models import QuerySet

from accounts.enums import Role
from accounts.models import User
from networks.enums import SpecialistKind
from networks.models import Edition, Participation, ThematicNetwork


def participations_of_member(user: Any) -> QuerySet[Participation]:
    """Participations in whose team the user sits now."""
    return Participation.objects.filter(seats__user=user.pk, seats__until=None)


def networks_of_specialist(user: Any, kind: SpecialistKind) -> QuerySet[ThematicNetwork]:
    """Networks in which the user is an expert (or an editor of the Improvement Plan) now."""
    return ThematicNetwork.objects.filter(specialists__user=user.pk, specialists__kind=kind, specialists__until=None)


def team_of(participation: Participation) -> QuerySet[User]:
    """The people who sit in a participation's team now, by seat."""
    return User.objects.filter(seats__participation=participation, seats__until=None).order_by("seats__seat")


def experts_of(network: ThematicNetwork | None) -> QuerySet[User]:
    """The experts of a network now (nobody when the network is unknown)."""
    return User.objects.filter(
        specialisms__network=network, specialisms__kind=SpecialistKind.EXPERT, specialisms__until=None
    )


def coordinators() -> QuerySet[User]:
    return User.objects.filter(role=Role.COORDINATOR, is_active=True)


def facts_of(network: ThematicNetwork | None, edition: Edition) -> dict[str, Any]:
    """What a snapshot keeps of a document's network and edition: names in both languages, and the network's look."""
    look = ("slug", "name", "name_en", "topic", "topic_en", "colour", "tint", "shape")
    return {
        "network": {name: getattr(network, name) for name in look} if network else None,
        "edition": {name: getattr(edition, name) for name in ("slug", "name", "name_en")},
    }

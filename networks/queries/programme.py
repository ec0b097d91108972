"""What a coordinator manages. Everybody else gets nothing from these."""

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from cities.models import City
from networks.models import Edition, EditionMilestone, LeadContact, Participation, Specialist, TeamSeat, ThematicNetwork
from networks.permissions import can_manage_programme


def templates_of(edition: str) -> list[str]:
    """The long columns of an edition at the end of a path such as `participation__edition`, to be left unread."""
    return [f"{edition}__mid_template", f"{edition}__mid_template_draft"]


def editions_managed_by(user: Any) -> QuerySet[Edition]:
    """Editions with `city_count`, `network_count` and `unknown_count` (cities of unknown network)."""
    if not can_manage_programme(user):
        return Edition.objects.none()
    return Edition.objects.annotate(
        city_count=Count("participations", distinct=True),
        network_count=Count("networks", distinct=True),
        unknown_count=Count("participations", filter=Q(participations__network=None), distinct=True),
    )


def participations_managed_by(user: Any) -> QuerySet[Participation]:
    """Participations with city, network, edition, and `open_seats` with their people."""
    if not can_manage_programme(user):
        return Participation.objects.none()
    open_seats = TeamSeat.objects.filter(until=None).select_related("user").order_by("seat")
    related = "city__voivodeship", "network", "edition"
    return (
        Participation.objects.select_related(*related)
        .defer(*templates_of("edition"))
        .prefetch_related(Prefetch("seats", queryset=open_seats, to_attr="open_seats"))
    )


def networks_managed_by(user: Any) -> QuerySet[ThematicNetwork]:
    """Networks with their edition and `present_specialists` with their people."""
    if not can_manage_programme(user):
        return ThematicNetwork.objects.none()
    present = Specialist.objects.filter(until=None).select_related("user").order_by("kind", "user__name")
    return (
        ThematicNetwork.objects.select_related("edition")
        .annotate(city_count=Count("participations"))
        .prefetch_related(Prefetch("specialists", queryset=present, to_attr="present_specialists"))
    )


def seats_managed_by(user: Any) -> QuerySet[TeamSeat]:
    if not can_manage_programme(user):
        return TeamSeat.objects.none()
    return TeamSeat.objects.select_related("user", "participation__city", "participation__edition")


def specialists_managed_by(user: Any) -> QuerySet[Specialist]:
    if not can_manage_programme(user):
        return Specialist.objects.none()
    return Specialist.objects.select_related("user", "network__edition")


def contacts_visible_to(user: Any) -> QuerySet[LeadContact]:
    """All contacts for coordinators; those that agreed for everybody else."""
    contacts = LeadContact.objects.select_related("network__edition", "participation__city")
    return contacts if can_manage_programme(user) else contacts.filter(is_public=True)


def milestones_managed_by(user: Any) -> QuerySet[EditionMilestone]:
    """Milestones of all editions, for coordinators."""
    milestones = EditionMilestone.objects.select_related("edition")
    return milestones if can_manage_programme(user) else milestones.none()


def cities_outside(edition: Edition) -> QuerySet[City]:
    """Cities that do not take part in the edition."""
    return City.objects.exclude(participations__edition=edition)

"""Reads of initiatives. What a person may open on the workbench begins here."""

from typing import Any

from django.db.models import Q, QuerySet

from accounts.enums import Role
from accounts.models import User
from cities.queries import place_of
from documents.models import Document
from initiatives.models import Initiative
from networks.enums import SpecialistKind
from networks.models import Participation, TeamSeat
from networks.queries import facts_of, networks_of_specialist, participations_of_member, templates_of


def initiatives_visible_to(user: Any) -> QuerySet[Initiative]:
    """Initiatives whose working text the user may read: own team, the network's experts, coordinators; else none."""
    if not user.is_authenticated:
        return Initiative.objects.none()
    if user.role == Role.COORDINATOR:
        return Initiative.objects.all()
    return Initiative.objects.filter(
        Q(participation__in=participations_of_member(user))
        | Q(participation__network__in=networks_of_specialist(user, SpecialistKind.EXPERT))
    )


def participations_to_begin(user: Any) -> QuerySet[Participation]:
    """Participations without a plan whose plan the user may begin: those of their own team; for a coordinator, all."""
    own = Participation.objects.all() if user.role == Role.COORDINATOR else participations_of_member(user)
    return own.filter(initiative=None).select_related("city", "edition").defer(*templates_of("edition"))


def documents_visible_to(user: Any) -> QuerySet[Document]:
    """The same as documents, with what headers of pages show."""
    around = "initiative__participation"
    return (
        Document.objects.filter(kind="mid", initiative__in=initiatives_visible_to(user))
        .select_related(f"{around}__city", f"{around}__network", f"{around}__edition")
        .defer(*templates_of(f"{around}__edition"))
    )


def facts(document: Document) -> dict[str, Any]:
    """What a snapshot keeps of the city, the network and the edition around the document. One query."""
    related = "participation__city__voivodeship", "participation__network", "participation__edition"
    found = Initiative.objects.filter(document=document).select_related(*related)
    initiative = found.defer(*templates_of("participation__edition")).first()
    if initiative is None:
        return {}
    participation = initiative.participation
    city = participation.city
    return {
        "city": place_of(city),
        **facts_of(participation.network, participation.edition),
    }


def authors_of(document: Document) -> list[User]:
    """The people who sit in the city's team now, by seat. One query."""
    seats = TeamSeat.objects.filter(participation__initiative__document=document, until=None)
    return [seat.user for seat in seats.select_related("user").order_by("seat")]

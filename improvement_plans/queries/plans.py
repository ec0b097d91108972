"""Reads of plans. What a person may open on the workbench begins here."""

from typing import Any

from django.db.models import QuerySet

from accounts.enums import Role
from accounts.models import User
from cities.queries import place_of
from core.models import PolishOrder
from documents.models import Document
from documents.queries import in_public
from improvement_plans.models import Barrier, GoodPractice, ImprovementPlan
from networks.enums import SpecialistKind
from networks.models import ThematicNetwork
from networks.queries import facts_of, networks_of_specialist


def plans_visible_to(user: Any) -> QuerySet[ImprovementPlan]:
    """Plans whose working text the user may read: the network's editors and experts, coordinators; else none."""
    if not user.is_authenticated:
        return ImprovementPlan.objects.none()
    if user.role == Role.COORDINATOR:
        return ImprovementPlan.objects.all()
    editors = networks_of_specialist(user, SpecialistKind.PU_EDITOR)
    experts = networks_of_specialist(user, SpecialistKind.EXPERT)
    return ImprovementPlan.objects.filter(network__in=editors) | ImprovementPlan.objects.filter(network__in=experts)


def documents_visible_to(user: Any) -> QuerySet[Document]:
    """The same as documents, with what headers of pages show."""
    return Document.objects.filter(kind="pu", improvement_plan__in=plans_visible_to(user)).select_related(
        "improvement_plan__network__edition"
    )


def facts(document: Document) -> dict[str, Any]:
    """What a snapshot keeps of the network with its cities, and of the edition around the document. Two queries."""
    plan = ImprovementPlan.objects.filter(document=document).select_related("network__edition").first()
    if plan is None:
        return {}
    joined = plan.network.participations.select_related("city__voivodeship").order_by(PolishOrder("city__name"))
    cities = [place_of(participation.city) for participation in joined]
    return {**facts_of(plan.network, plan.network.edition), "cities": cities}


def editors_of(network: ThematicNetwork) -> QuerySet[User]:
    """The people who write the network's plan now."""
    return User.objects.filter(
        specialisms__network=network, specialisms__kind=SpecialistKind.PU_EDITOR, specialisms__until=None
    )


def authors_of(document: Document) -> list[User]:
    """The people who write the plan now, by name."""
    return list(editors_of(document.improvement_plan.network).order_by("name"))


def networks_with_plans() -> QuerySet[ThematicNetwork]:
    """All networks, newest edition first, each with its plan (or none) and the plan's document."""
    return ThematicNetwork.objects.select_related("edition", "improvement_plan__document").order_by(
        "-edition__number", "position", "id"
    )


def public_barriers(network: ThematicNetwork) -> QuerySet[Barrier]:
    """Barriers of the network's plan while it stands published."""
    return Barrier.objects.filter(
        in_public("document__"), document__improvement_plan__network=network, deleted_at=None
    ).order_by("code")


def public_practices(network: ThematicNetwork) -> QuerySet[GoodPractice]:
    """Good practices of the network's plan while it stands published."""
    return GoodPractice.objects.filter(
        in_public("document__"), document__improvement_plan__network=network, deleted_at=None
    ).order_by("code")

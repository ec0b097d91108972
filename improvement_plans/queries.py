"""Reads of improvement plans. What a person may open on the workbench begins here."""

from typing import Any

from django.db.models import QuerySet

from accounts.enums import Role
from documents.models import Document
from improvement_plans.models import ImprovementPlan
from networks.enums import SpecialistKind
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
    """What a snapshot keeps of the network and the edition around the document. One query."""
    plan = ImprovementPlan.objects.filter(document=document).select_related("network__edition").first()
    return facts_of(plan.network, plan.network.edition) if plan else {}

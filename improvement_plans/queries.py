"""Reads of improvement plans. What a person may open on the workbench begins here."""

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from accounts.enums import Role
from accounts.models import User
from cities.queries import place_of
from core.models import PolishOrder
from documents.models import Document
from documents.queries import in_public
from improvement_plans.enums import Status
from improvement_plans.models import (
    Barrier,
    GoodPractice,
    ImprovementPlan,
    Institution,
    InstitutionMember,
    Recommendation,
    Response,
)
from improvement_plans.permissions import READERS_OF_RECOMMENDATIONS
from improvement_plans.policies import STATUS_MOVES
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


def recommendations_visible_to(user: Any) -> QuerySet[Recommendation]:
    """Recommendations of plans that stand published, for the people who work with them; else none."""
    if getattr(user, "role", "") not in READERS_OF_RECOMMENDATIONS:
        return Recommendation.objects.none()
    return (
        Recommendation.objects.filter(in_public("document__"), deleted_at=None)
        .select_related("document__improvement_plan__network__edition", "lead_institution")
        .prefetch_related("institutions")
        .order_by("code")
    )


def addressed_to(recommendations: QuerySet[Recommendation], institutions: Any) -> QuerySet[Recommendation]:
    """Those whose leading or other addressee is among `institutions`, each once."""
    others = Recommendation.institutions.through.objects.filter(institution__in=institutions)
    return recommendations.filter(Q(lead_institution__in=institutions) | Q(pk__in=others.values("recommendation_id")))


def unanswered_by(user: Any) -> QuerySet[Recommendation]:
    """Recommendations that wait for a first answer of the user's institution."""
    own = list(institutions_of(user))
    answered = Response.objects.filter(institution__in=own).values("recommendation_id")
    return addressed_to(recommendations_visible_to(user), own).exclude(pk__in=answered)


def responses_of(recommendation: Recommendation) -> QuerySet[Response]:
    """All answers, the newest first."""
    return recommendation.responses.select_related("institution")


def next_statuses(recommendation: Recommendation) -> list[tuple[str, Any]]:
    """The statuses that an answer may give now, in the order of the enum."""
    allowed = STATUS_MOVES[recommendation.status]
    return [(value, label) for value, label in Status.choices if value in allowed]


def institutions_of(user: Any) -> QuerySet[Institution]:
    """Institutions whose staff the user is now."""
    return Institution.objects.filter(members__user=user.pk, members__until=None)


def institutions_to_answer_for(user: Any, recommendation: Recommendation) -> QuerySet[Institution]:
    """For which institutions the user may answer this recommendation: a coordinator for all, staff for their own."""
    if user.role == Role.COORDINATOR:
        return Institution.objects.all()
    others = recommendation.institutions.values("pk")
    return institutions_of(user).filter(Q(pk=recommendation.lead_institution_id) | Q(pk__in=others)).distinct()


def institutions_with_counts() -> QuerySet[Institution]:
    """All institutions in Polish order with `people` (staff now) and `asked` (published recommendations they lead)."""
    public = Q(led_recommendations__deleted_at=None) & in_public("led_recommendations__document__")
    return (
        Institution.objects.annotate(
            people=Count("members", filter=Q(members__until=None), distinct=True),
            asked=Count("led_recommendations", filter=public, distinct=True),
        )
        .prefetch_related("former_names")
        .order_by(PolishOrder("name"))
    )


def institution_with_people(slug: str) -> QuerySet[Institution]:
    """One institution with its staff, present people first, and former names."""
    members = InstitutionMember.objects.select_related("user").order_by("-until", "since")
    return Institution.objects.filter(slug=slug).prefetch_related(Prefetch("members", queryset=members), "former_names")


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

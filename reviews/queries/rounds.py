"""Documents under review, their rounds, and who takes part."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.enums import Role
from accounts.models import User
from documents.models import Document, Version
from documents.parts import hooks_of
from improvement_plans.queries import plans_visible_to
from initiatives.queries import initiatives_visible_to
from networks.enums import SpecialistKind
from networks.queries import coordinators, experts_of, networks_of_specialist
from reviews.enums import RoundState, ThreadState
from reviews.models import Round, Thread


def reviews_visible_to(user: Any) -> QuerySet[Document]:
    """Documents whose reviews the user may read: those open to them on the workbench, with page headers loaded."""
    return Document.objects.filter(
        Q(kind="mid", initiative__in=initiatives_visible_to(user))
        | Q(kind="pu", improvement_plan__in=plans_visible_to(user))
    ).select_related(
        "initiative__participation__city",
        "initiative__participation__network",
        "initiative__participation__edition",
        "improvement_plan__network__edition",
    )


def find_document(user: Any, slug: str) -> Document | None:
    """The visible document at an address of the review pages. A MID comes before a plan of the same address."""
    return reviews_visible_to(user).filter(slug=slug).order_by("kind").first()


def threads_visible_to(user: Any) -> QuerySet[Thread]:
    """Remarks of visible documents."""
    return Thread.objects.filter(document__in=reviews_visible_to(user)).select_related(
        "round",
        "document__initiative__participation__city",
        "document__initiative__participation__network",
        "document__improvement_plan__network",
    )


def rounds_of(document: Document) -> QuerySet[Round]:
    """All rounds, the newest first, with `remarks` and `open_remarks` counted; versions without their content."""
    return (
        Round.objects.filter(document=document)
        .select_related("version")
        .defer("version__content")
        .annotate(remarks=Count("threads"), open_remarks=Count("threads", filter=Q(threads__state=ThreadState.OPEN)))
        .order_by("-number")
    )


def printed_rounds(version: Version) -> list[Round]:
    """The rounds on a version of a document and on the versions before it, the oldest first."""
    rounds = Round.objects.filter(document=version.document_id, version__number__lte=version.number)
    return list(rounds.order_by("number"))


def open_round(document: Document) -> Round | None:
    return Round.objects.filter(document=document, closed_at=None).first()


def last_return(document: Document) -> Round | None:
    """The newest round when it ended in a return: its reasons are what the authors work on."""
    newest = Round.objects.filter(document=document).exclude(state=RoundState.WITHDRAWN).order_by("-number").first()
    return newest if newest is not None and newest.state == RoundState.RETURNED else None


def waiting_for(user: Any) -> QuerySet[Round]:
    """Open rounds that the user may judge, the oldest first, with what the desk shows loaded."""
    if not user.is_authenticated:
        return Round.objects.none()
    networks = networks_of_specialist(user, SpecialistKind.EXPERT)
    mine = Q(document__kind="mid", document__initiative__participation__network__in=networks)
    if user.role == Role.COORDINATOR:
        mine |= Q(document__kind="pu")
    return (
        Round.objects.filter(mine, closed_at=None)
        .select_related(
            "version",
            "document__initiative__participation__city",
            "document__initiative__participation__network",
            "document__improvement_plan__network",
        )
        .defer("version__content")
        .annotate(remarks=Count("threads"), open_remarks=Count("threads", filter=Q(threads__state=ThreadState.OPEN)))
        .order_by("created_at")
    )


def authors_of(document: Document) -> list[User]:
    """The people who write the document now."""
    return hooks_of(document.kind).authors(document)


def judges_of(document: Document) -> QuerySet[User]:
    """The people who review the document now; the coordinators where a network has no expert."""
    if document.kind == "pu":
        return coordinators()
    experts = experts_of(document.initiative.participation.network)
    return experts if experts.exists() else coordinators()

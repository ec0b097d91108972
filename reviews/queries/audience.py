"""Who reads which remarks. Every read of threads begins here, or says for whom it reads."""

from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from accounts.enums import Role
from accounts.models import User
from documents.models import Document
from networks.enums import SpecialistKind
from networks.models import Specialist
from networks.queries import coordinators, networks_of_specialist, participations_of_member
from reviews.enums import Audience
from reviews.models import Reviewer, Round, Thread
from reviews.permissions import judge_ids, judges_of
from reviews.policies import INVITABLE
from reviews.queries.reviewers import authors_of
from reviews.queries.rounds import on_workbench, reviews_visible_to


def threads_visible_to(user: Any) -> QuerySet[Thread]:
    """Remarks of visible documents; private notes only to their side."""
    everybody = Q(audience=Audience.ALL)
    reviewers = Q(audience=Audience.REVIEWERS, document__in=documents_judged_by(user).values("pk"))
    team = Q(audience=Audience.TEAM, document__in=documents_written_by(user).values("pk"))
    return Thread.objects.filter(
        everybody | reviewers | team, document__in=reviews_visible_to(user).order_by().values("pk")
    ).select_related(
        "round",
        "document__initiative__participation__city",
        "document__initiative__participation__network",
        "document__improvement_plan__network",
    )


def find_document(user: Any, slug: str) -> Document | None:
    """The visible document at an address of the review pages. A MID comes before a plan of the same address.

    `opens_workbench` says whether the user may open its workbench too (who was asked to review it may not),
    `is_written` whether they are an author of it. Two queries.
    """
    for kind in Document.objects.filter(slug=slug).order_by("kind").values_list("kind", flat=True):
        sides = {
            "opens_workbench": ExpressionWrapper(on_workbench(user, kind), output_field=BooleanField()),
            "is_written": Exists(documents_written_by(user, kind).filter(pk=OuterRef("pk"))),
        }
        found = reviews_visible_to(user, kind).filter(slug=slug).annotate(**sides).first()
        if found is not None:
            return found
    return None


def reads_draft(user: Any, document: Document) -> bool:
    """Whether the user may open the workbench of a visible document: who was asked to review it reads Versions only.
    One query, none for a document of `find_document`; the answer stays with the document.
    """
    if not hasattr(document, "opens_workbench"):
        document.opens_workbench = Document.objects.filter(on_workbench(user), pk=document.pk).exists()  # type: ignore[attr-defined]
    return bool(document.opens_workbench)  # type: ignore[attr-defined]


def judges_on_page(document: Document) -> set[int]:
    """Ids of those who may review a document that a page shows. Asked once, the answer stays with the document."""
    if not hasattr(document, "judge_ids"):
        document.judge_ids = judge_ids(document)  # type: ignore[attr-defined]
    return document.judge_ids  # type: ignore[attr-defined]


def documents_written_by(user: Any, kind: str = "") -> QuerySet[Document]:
    """Documents whose authors the user is one of now; those of one kind where it is named."""
    written = Q(pk__in=[])
    if kind != "pu":
        written |= Q(kind="mid", initiative__participation__in=participations_of_member(user))
    if kind != "mid":
        networks = networks_of_specialist(user, SpecialistKind.PU_EDITOR)
        written |= Q(kind="pu", improvement_plan__network__in=networks)
    return Document.objects.filter(written)


def documents_judged_by(user: Any) -> QuerySet[Document]:
    """Documents whose reviewers the user is one of now: `permissions.judge_ids`, asked from the person's side."""
    if not user.is_authenticated or not user.is_active:
        return Document.objects.none()
    mine = _newest_rows().filter(user=user.pk)
    networks = networks_of_specialist(user, SpecialistKind.EXPERT)
    by_office = Q(kind="mid", initiative__participation__network__in=networks)
    if user.role == Role.COORDINATOR:
        without_expert = Q(kind="mid") & ~Q(Exists(_experts_who_stand()))
        by_office |= Q(kind="pu") | without_expert
    invited = Q(pk__in=[]) if user.role not in INVITABLE else Q(pk__in=_documents(mine.filter(_asked())))
    return Document.objects.filter((by_office & ~Q(pk__in=_documents(mine.filter(_sent_away())))) | invited)


def readers_of(document: Document, audience: Audience | str) -> list[User]:
    """Active people who may read remarks of an audience: those who may be mentioned in them. Authors come first."""
    people: list[User] = []
    if audience != Audience.REVIEWERS:
        people += authors_of(document)
    if audience != Audience.TEAM:
        people += judges_of(document)
    if audience == Audience.ALL:
        people += coordinators()
    return list({person.pk: person for person in people if person.is_active}.values())


def _newest_rows() -> QuerySet[Reviewer]:
    """Reviewers of the newest round of each document."""
    later = Round.objects.filter(document=OuterRef("round__document"), number__gt=OuterRef("round__number"))
    return Reviewer.objects.filter(~Exists(later))


def _documents(rows: QuerySet[Reviewer]) -> QuerySet[Any]:
    return rows.values("round__document")


def _asked() -> Q:
    return Q(is_invited=True, removed_at=None)


def _sent_away() -> Q:
    return Q(removed_at__isnull=False) & ~Q(removed_by_label="")


def _experts_who_stand() -> QuerySet[Specialist]:
    """Experts of the network of a document (the outer query) who were not removed from its newest round."""
    removed = _newest_rows().filter(_sent_away(), user=OuterRef("user"), round__document=OuterRef(OuterRef("pk")))
    return Specialist.objects.filter(
        ~Exists(removed),
        network=OuterRef("initiative__participation__network"),
        kind=SpecialistKind.EXPERT,
        until=None,
        user__is_active=True,
    )

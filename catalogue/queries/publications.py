"""Published documents, recommendations and good practices."""

from typing import Any

from django.db.models import Count, Prefetch, QuerySet
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from catalogue.enums import EntryKind
from catalogue.models import Publication, PublishedPractice, PublishedRecommendation
from catalogue.queries.look import NETWORK_LOOK
from documents.models import Document
from documents.parts import hooks_of
from improvement_plans.enums import Helped
from improvement_plans.models import CityRating, ImprovementPlan
from improvement_plans.queries import editors_of
from initiatives.models import Initiative
from networks.queries import experts_of, team_of

URL_NAMES = {
    EntryKind.CITY: "city",
    EntryKind.NETWORK: "network",
    EntryKind.INITIATIVE: "initiative",
    EntryKind.PLAN: "plan",
    EntryKind.RECOMMENDATION: "recommendation",
    EntryKind.PRACTICE: "practice",
    EntryKind.BARRIER: "barrier",
}

#: what lists and cards show of a document
CARD = (
    "kind", "slug", "title", "lead", "period_start", "period_end", "city__name", *NETWORK_LOOK
)  # fmt: skip
NETWORK_OF_PUBLICATION = tuple(f"publication__{name}" for name in NETWORK_LOOK)
#: what lists do not show of the network of each row
LONG_TEXTS = ("network__description", "network__description_en", "network__challenge", "network__challenge_en")


def _of_publication() -> list[str]:
    return [f"publication__{name}" for name in LONG_TEXTS]


def url_name(kind: str) -> str:
    """The name of the address of a thing of this kind; KeyError for an unknown kind."""
    return URL_NAMES[EntryKind(kind)]


def public_path(kind: str, slug: str) -> str:
    """The permanent address of a document: the Polish one."""
    with translation.override("pl"):
        return reverse(url_name(kind), args=[slug])


def publications(kind: str) -> QuerySet[Publication]:
    """Documents of a kind that have a permanent address, withdrawn ones included: what an address is looked up in."""
    return (
        Publication.objects.filter(kind=kind)
        .select_related("city__voivodeship", "network__edition", "version")
        .defer("version__content")
    )


def published(kind: str = "") -> QuerySet[Publication]:
    """Documents, of a kind or all, that stand in public now, the newest first, without the text of their Versions."""
    rows = Publication.objects.filter(withdrawn_at=None, **({"kind": kind} if kind else {}))
    return rows.select_related("city", "network").defer(*LONG_TEXTS).order_by("-published_at", "-id")


def cards(kind: str = "") -> QuerySet[Publication]:
    """The same with little more than what is shown of them in lists."""
    return published(kind).defer(None).only(*CARD)


def recommendations(*, withdrawn: bool = False) -> QuerySet[PublishedRecommendation]:
    """Recommendations of published plans with their network, addressee and present fate (`recommendation.status`)."""
    rows = PublishedRecommendation.objects.select_related(
        "publication__network", "lead_institution", "recommendation"
    ).defer("content", "recommendation__text", "recommendation__effect", *_of_publication())
    return rows if withdrawn else rows.filter(publication__withdrawn_at=None)


def listed_recommendations() -> QuerySet[PublishedRecommendation]:
    """The same with little more than what lists show of them."""
    shown = "code", "title", "lead", "kind", "lead_institution__name", "recommendation__status", *NETWORK_OF_PUBLICATION
    return recommendations().defer(None).only(*shown)


def practices(*, withdrawn: bool = False) -> QuerySet[PublishedPractice]:
    """Good practices of published plans."""
    rows = PublishedPractice.objects.select_related("publication__network", "city")
    rows = rows.defer("content", *_of_publication())
    return rows if withdrawn else rows.filter(publication__withdrawn_at=None)


def listed_practices() -> QuerySet[PublishedPractice]:
    """The same with little more than what lists show of them."""
    shown = "code", "title", "lead", "place", "country", "year", *NETWORK_OF_PUBLICATION
    return practices().select_related(None).select_related("publication__network").defer(None).only(*shown)


def helped_counts(recommendation: PublishedRecommendation) -> list[tuple[str, int]]:
    """What how many cities said of its effect, in the order of the answers. Their words are not public."""
    said = CityRating.objects.filter(recommendation=recommendation.recommendation_id).order_by()
    counts = dict(said.values_list("helped").annotate(Count("pk")))
    return [(str(one.label), counts[one.value]) for one in Helped if counts.get(one.value)]


def documents_to_publish(user: Any, kind: str) -> QuerySet[Document]:
    """Documents of a kind that the user may open on the workbench: where publishing begins."""
    return hooks_of(kind).visible_to(user).select_related("publication")


def people_of(document: Document) -> list[User]:
    """Whom a decision about a document concerns: its authors and the experts of its network."""
    if document.kind == "mid":
        initiative = Initiative.objects.select_related("participation__network").get(document=document)
        return [*team_of(initiative.participation), *experts_of(initiative.participation.network)]
    plan = ImprovementPlan.objects.select_related("network").get(document=document)
    return [*editors_of(plan.network), *experts_of(plan.network)]


def with_publications() -> Prefetch:
    """The published MIDs of cities, as `shown_plans`."""
    plans = cards("mid").select_related(None).select_related("network")
    return Prefetch("publications", queryset=plans, to_attr="shown_plans")


def plan_titles() -> QuerySet[Publication]:
    """The published MIDs with their title and address alone."""
    return published("mid").select_related(None).defer(None).only("city", "slug", "title")

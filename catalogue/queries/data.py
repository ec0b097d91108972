"""Published records in the order and with the company that open data needs. All of it begins at what is public."""

from datetime import datetime
from typing import Any

from django.db.models import F, Max, Min, OuterRef, Prefetch, Q, QuerySet, Subquery

from catalogue.models import Publication, PublicChange, PublishedRow
from catalogue.queries.places import EDITION_TEXTS
from catalogue.queries.publications import LONG_TEXTS, published, recommendations
from core.models import PolishOrder
from improvement_plans.models import Recommendation, Response
from networks.models import Edition, Meeting, MeetingMaterial, Participation, ThematicNetwork

#: what a table of rows shows of the document around a row
AROUND = (
    "publication__kind",
    "publication__slug",
    "publication__is_sample",
    "publication__city__slug",
    "publication__city__name",
    "publication__network__slug",
    "publication__network__edition__slug",
)
ROW = ("kind", "row_id", "position", "code", "title", "values", "labels")


#: what a table of documents shows
DOCUMENT = (
    "kind",
    "slug",
    "title",
    "lead",
    "period_start",
    "period_end",
    "total_cost",
    "action_kinds",
    "is_sample",
    "published_at",
    "city__slug",
    "city__name",
    "city__teryt",
    "city__voivodeship__name",
    "network__slug",
    "network__edition__slug",
)


def published_rows(document_kind: str, kind: str) -> QuerySet[PublishedRow]:
    """The rows of one part kind in all documents that stand in public, by document and place in it."""
    return (
        PublishedRow.objects.filter(kind=kind, publication__in=published(document_kind).order_by().values("pk"))
        .select_related("publication__city", "publication__network__edition")
        .only(*ROW, *AROUND)
        .order_by("publication__slug", "position", "pk")
    )


def published_recommendations() -> QuerySet[Any]:
    """Rows of recommendations with their fate: `status`, `status_since`."""
    fate = Recommendation.objects.filter(pk=OuterRef("row_id"))
    return (
        published_rows("pu", "recommendation")
        .annotate(status=Subquery(fate.values("status")), status_since=Subquery(fate.values("status_since")))
        .order_by("code", "pk")
    )


def published_responses() -> QuerySet[Response]:
    """What institutions answered to public recommendations, the newest first. People are not named."""
    return (
        Response.objects.filter(course__recommendation__in=recommendations().order_by().values("recommendation_id"))
        .select_related("institution", "course__recommendation")
        .prefetch_related("evidence")
        .only(
            "status",
            "text",
            "said_on",
            "planned_on",
            "by_letter",
            "created_at",
            "institution__name",
            "institution__slug",
            "course__recommendation__code",
        )
        .order_by("-created_at", "-pk")
    )


def published_documents(kind: str) -> QuerySet[Any]:
    """Documents in public by address, with the number of their Version."""
    return (
        published(kind)
        .select_related("city__voivodeship", "network__edition")
        .only(*DOCUMENT)
        .annotate(version_number=F("version__number"))
        .order_by("slug")
    )


def participations() -> QuerySet[Participation]:
    """Which city took part in which edition, in which network."""
    return (
        Participation.objects.select_related("city__voivodeship", "edition", "network")
        .defer(*LONG_TEXTS, *EDITION_TEXTS)
        .order_by("-edition__number", PolishOrder("city__name"), "pk")
    )


def networks_with_editions() -> QuerySet[ThematicNetwork]:
    return ThematicNetwork.objects.select_related("edition").order_by("-edition__number", "position", "pk")


def editions_by_number() -> QuerySet[Edition]:
    return Edition.objects.defer("mid_template", "mid_template_draft").order_by("-number")


def meetings_in_public() -> QuerySet[Meeting]:
    """Meetings that may be shown, by date, with `shown_materials`; the link to join is not loaded."""
    return (
        Meeting.objects.filter(is_public=True)
        .select_related("edition")
        .defer("link", "source", *EDITION_TEXTS)
        .prefetch_related(
            "hosts",
            "networks",
            Prefetch("materials", queryset=MeetingMaterial.objects.filter(is_public=True), to_attr="shown_materials"),
        )
        .order_by("starts_at", "pk")
    )


def data_span() -> tuple[datetime | None, datetime | None]:
    """(when the oldest public document appeared, when something public last changed); None where nothing did."""
    public = Q(pk__in=published("mid").order_by().values("pk")) | Q(pk__in=published("pu").order_by().values("pk"))
    first = Publication.objects.filter(public).aggregate(first=Min("published_at"))["first"]
    last = PublicChange.objects.aggregate(last=Max("at"))["last"]
    return first, last

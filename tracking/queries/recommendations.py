"""Published recommendations as those see them who work with them. Nothing here is read from a draft."""

from typing import Any

from django.db.models import Min, OuterRef, Prefetch, QuerySet, Subquery

from catalogue.models import PublishedRecommendation
from catalogue.queries import listed_recommendations, recommendations
from improvement_plans.models import Course, Response
from improvement_plans.policies import OPEN


def listed() -> QuerySet[PublishedRecommendation]:
    """Recommendations for lists, with their courses."""
    shown = "code", "horizon", "priority", "legal_act", "barriers", "raised_by", "recommendation__status_since"
    return with_courses(listed_recommendations()).only(*LISTED, *shown)


def planned_next() -> Subquery:
    """The next date that an addressee planned for a recommendation."""
    courses = Course.objects.filter(recommendation=OuterRef("recommendation_id"), is_asked=True, status__in=OPEN)
    first = courses.order_by().values("recommendation").annotate(first=Min("planned_on"))
    return Subquery(first.values("first"))


FILED = ("code", "horizon", "priority", "legal_act", "barriers", "raised_by")
LISTED = (
    "title", "lead", "kind", "lead_institution__name", "recommendation__status", "publication__slug",
    "publication__network__slug", "publication__network__name", "publication__network__name_en",
    "publication__network__shape", "publication__network__code",
)  # fmt: skip


def with_courses(rows: QuerySet[PublishedRecommendation]) -> QuerySet[PublishedRecommendation]:
    """The same with `recommendation.asked`: the courses of the present addressees, the leading one first."""
    return rows.prefetch_related(_asked())


def with_last_words(rows: QuerySet[PublishedRecommendation]) -> QuerySet[PublishedRecommendation]:
    """The same as `with_courses`, each course with `last_words` and each network with its edition: for files."""
    said = Response.objects.filter(course=OuterRef("pk")).order_by("-said_on", "-id")
    courses = _asked(last_words=Subquery(said.values("text")[:1]))
    edition = [f"publication__network__edition__{name}" for name in ("name", "name_en")]
    return (
        rows.prefetch_related(None)
        .select_related("publication__network__edition", "recommendation")
        .only(*LISTED, *FILED, *edition)
        .prefetch_related(courses)
    )


def _asked(**more: Any) -> Prefetch:
    courses = Course.objects.filter(is_asked=True).select_related("institution").annotate(**more)
    return Prefetch("recommendation__courses", queryset=courses, to_attr="asked")


def tracked_recommendation(code: str) -> QuerySet[PublishedRecommendation]:
    """One public recommendation with what its page shows."""
    return recommendations().defer(None).prefetch_related("institutions").filter(code=code.upper())

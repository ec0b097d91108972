"""Published recommendations as those see them who work with them. Nothing here is read from a draft."""

from typing import Any

from django.db.models import Min, Prefetch, Q, QuerySet

from catalogue.models import PublishedRecommendation
from catalogue.queries import listed_recommendations, recommendations
from improvement_plans.models import Course
from improvement_plans.policies import OPEN

PLANNED = Q(recommendation__courses__is_asked=True, recommendation__courses__status__in=OPEN)


def listed() -> QuerySet[PublishedRecommendation]:
    """Recommendations for lists, with `planned_on`: the next date that an addressee planned."""
    shown = "code", "horizon", "priority", "legal_act", "recommendation__status_since", "lead_institution__slug"
    return (
        with_courses(listed_recommendations())
        .annotate(planned_on=Min("recommendation__courses__planned_on", filter=PLANNED))
        .only(*LISTED, *shown)
    )


LISTED = (
    "title", "lead", "kind", "lead_institution__name", "recommendation__status", "publication__slug",
    "publication__network__slug", "publication__network__name", "publication__network__name_en",
    "publication__network__shape", "publication__network__code",
)  # fmt: skip


def with_courses(rows: QuerySet[PublishedRecommendation]) -> QuerySet[PublishedRecommendation]:
    """The same with `recommendation.asked`: the courses of the present addressees, the leading one first."""
    asked = Course.objects.filter(is_asked=True).select_related("institution")
    return rows.prefetch_related(Prefetch("recommendation__courses", queryset=asked, to_attr="asked"))


def tracked_recommendation(code: str) -> QuerySet[PublishedRecommendation]:
    """One public recommendation with what its page shows."""
    return recommendations().defer(None).prefetch_related("institutions").filter(code=code.upper())


def chain_of(shown: PublishedRecommendation) -> dict[str, Any]:
    """The barriers that it answers and the practices that show how, as its published plan names them."""
    return {"barriers": shown.content["barriers"], "practices": shown.content["practices"]}

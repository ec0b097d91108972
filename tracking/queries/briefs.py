"""What one institution was asked, for its brief."""

from typing import Any

from django.db.models import F, Prefetch, QuerySet
from django.db.models.fields.json import KT

from catalogue.models import PublishedRecommendation
from improvement_plans.models import Course, Institution, Response
from improvement_plans.queries import courses_visible_to


def courses_of_institution(user: Any, institution: Institution) -> QuerySet[Course]:
    """What the institution is asked now in public recommendations, by code, with what it said. Two queries."""
    said = Response.objects.select_related("institution").prefetch_related("evidence")
    return (
        courses_visible_to(user)
        .filter(institution=institution, is_asked=True, recommendation__published__isnull=False)
        .annotate(code=F("recommendation__published__code"))
        .prefetch_related(Prefetch("responses", queryset=said))
        .order_by("code")
    )


def shown_with_texts(keys: list[Any]) -> dict[Any, PublishedRecommendation]:
    """Published recommendations by the key of their row, with their `text`. One query."""
    rows = PublishedRecommendation.objects.filter(recommendation__in=keys, publication__withdrawn_at=None)
    rows = rows.annotate(text=KT("content__values__text")).defer("content").order_by("code")
    return {one.recommendation_id: one for one in rows}

"""What moved lately and what is overdue, addressee by addressee."""

import datetime
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from catalogue.queries import recommendations
from improvement_plans.models import Course
from improvement_plans.policies import overdue


def courses_shown() -> QuerySet[Any]:
    """Courses of addressees that are asked now in public recommendations, with their published `code` and `title`."""
    return (
        Course.objects.filter(
            is_asked=True, recommendation__in=recommendations().order_by().values("recommendation_id")
        )
        .select_related("institution")
        .annotate(code=F("recommendation__published__code"), title=F("recommendation__published__title"))
    )


def moved_since(day: datetime.date) -> QuerySet[Any]:
    """Those whose status is of that day or a later one, the latest first."""
    return courses_shown().filter(since__gte=day).order_by("-since", "code", "pk")


def overdue_on(day: datetime.date) -> QuerySet[Any]:
    """Those that are overdue on that day, the longest first."""
    return courses_shown().filter(overdue(day)).order_by(Coalesce("planned_on", "heard_on", "asked_on"), "code", "pk")

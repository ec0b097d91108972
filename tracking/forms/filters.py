"""What recommendations are filtered and sorted by, for those who work with them."""

from typing import Any

import django_filters as filters
from django.db.models import Exists, F, OuterRef, QuerySet
from django.forms import CheckboxInput
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogue.forms import RecommendationFilter
from catalogue.forms.facets import EachOfArray, FacetFilter, Sort
from catalogue.models import PublishedRecommendation
from improvement_plans.enums import Priority
from improvement_plans.models import Course
from improvement_plans.policies import overdue
from improvement_plans.queries import institutions_of
from tracking.queries import act_choices, barrier_choices, city_choices, edition_choices

Rows = QuerySet[PublishedRecommendation]


class TrackedFilter(RecommendationFilter):
    """The public filters, and those of working people: the person's own institution, what is overdue, the chain."""

    edition = FacetFilter(field_name="publication__network__edition__slug", label=_("Edition"))
    priority = FacetFilter(choices=Priority.choices, label=_("Priority"))
    act = FacetFilter(field_name="legal_act", label=_("Legal act"))
    barrier = FacetFilter(method="with_barriers", value=EachOfArray("barriers"), label=_("Barrier"))
    city = FacetFilter(method="raised_by_cities", value=EachOfArray("raised_by"), label=_("Raised by the city"))
    mine = filters.BooleanFilter(label=_("Only for my institution"), method="of_user", widget=CheckboxInput)
    late = filters.BooleanFilter(label=_("Only what is overdue"), method="that_is_overdue", widget=CheckboxInput)

    choices_of = {
        **RecommendationFilter.choices_of,
        "edition": edition_choices,
        "act": act_choices,
        "barrier": barrier_choices,
        "city": city_choices,
    }
    sorts = (
        *RecommendationFilter.sorts,
        Sort("planned", _("planned date"), (F("planned_on").asc(nulls_last=True), "code")),
    )

    def with_barriers(self, rows: Rows, _name: str, codes: list[str]) -> Rows:
        return rows.filter(barriers__overlap=codes)

    def raised_by_cities(self, rows: Rows, _name: str, slugs: list[str]) -> Rows:
        return rows.filter(raised_by__overlap=slugs)

    def of_user(self, rows: Rows, _name: str, value: bool | None) -> Rows:
        return rows.filter(_course(institution__in=list(institutions_of(self.request.user)))) if value else rows

    def that_is_overdue(self, rows: Rows, _name: str, value: bool | None) -> Rows:
        return rows.filter(_course(overdue(timezone.localdate()))) if value else rows


def _course(*conditions: Any, **values: Any) -> Exists:
    """That a recommendation has a course of an addressee that is asked, and that fits."""
    courses = Course.objects.filter(*conditions, recommendation=OuterRef("recommendation_id"), is_asked=True, **values)
    return Exists(courses)

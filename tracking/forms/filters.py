"""What recommendations are filtered and sorted by, for those who work with them."""

from collections.abc import Iterable
from functools import partial
from typing import Any
from urllib.parse import urlencode

import django_filters as filters
from django.db.models import Exists, OuterRef, QuerySet
from django.forms import CheckboxInput
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogue.forms import RecommendationFilter
from catalogue.forms.facets import EachOfArray, FacetFilter, Sort
from catalogue.models import PublishedRecommendation
from improvement_plans.enums import Priority
from improvement_plans.models import Course, Institution
from improvement_plans.policies import overdue
from tracking.policies import quarter_began
from tracking.queries import all_choices, planned_next

Rows = QuerySet[PublishedRecommendation]
LOOK, CARDS = "view", "cards"
#: facets whose values come from the database
FROM_DATA = ("network", "edition", "institution", "act", "barrier", "city")


class TrackedFilter(RecommendationFilter):
    """The public filters, and those of working people: the person's own institution, what is overdue, the chain."""

    edition = FacetFilter(field_name="publication__network__edition__slug", label=_("Edition"))
    priority = FacetFilter(choices=Priority.choices, label=_("Priority"))
    act = FacetFilter(field_name="legal_act", label=_("Legal act"))
    barrier = FacetFilter(method="with_barriers", value=EachOfArray("barriers"), label=_("Barrier"))
    city = FacetFilter(method="raised_by_cities", value=EachOfArray("raised_by"), label=_("Raised by the city"))
    mine = filters.BooleanFilter(label=_("Only for my institution"), method="of_user", widget=CheckboxInput)
    moved = filters.BooleanFilter(label=_("Only what moved this quarter"), method="that_moved", widget=CheckboxInput)
    late = filters.BooleanFilter(label=_("Only what is overdue"), method="that_is_overdue", widget=CheckboxInput)

    sorts = (
        *RecommendationFilter.sorts,
        Sort("planned", _("planned date"), (planned_next().asc(nulls_last=True), "code")),
    )
    kept = (LOOK,)

    def __init__(self, *arguments: Any, institutions: Iterable[Institution] = (), **options: Any) -> None:
        """`institutions` are the person's own; `own` has their keys."""
        self.institutions = list(institutions)
        self.own = [institution.pk for institution in self.institutions]
        found = all_choices()
        self.choices_of = {name: partial(found.__getitem__, name) for name in FROM_DATA}
        super().__init__(*arguments, **options)

    def known(self) -> str:
        """The query string of this view with nothing but what the list knows: choices, the order, the look."""
        pairs = [
            (name, "on" if value is True else str(value))
            for name, values in self.values.items()
            for value in (values if isinstance(values, list) else [values] if values else [])
        ]
        if self.sort != self.sorts[0]:
            pairs.append(("sort", self.sort.name))
        return urlencode([*pairs, *self.beside()])

    def beside(self) -> list[tuple[str, str]]:
        return [pair for pair in super().beside() if pair == (LOOK, CARDS)]

    def with_barriers(self, rows: Rows, _name: str, codes: list[str]) -> Rows:
        return rows.filter(barriers__overlap=codes)

    def raised_by_cities(self, rows: Rows, _name: str, slugs: list[str]) -> Rows:
        return rows.filter(raised_by__overlap=slugs)

    def of_user(self, rows: Rows, _name: str, value: bool | None) -> Rows:
        return rows.filter(_course(institution__in=self.own)) if value else rows

    def that_moved(self, rows: Rows, _name: str, value: bool | None) -> Rows:
        return rows.filter(_course(since__gte=quarter_began(timezone.localdate()))) if value else rows

    def that_is_overdue(self, rows: Rows, _name: str, value: bool | None) -> Rows:
        return rows.filter(_course(overdue(timezone.localdate()))) if value else rows


def _course(*conditions: Any, **values: Any) -> Exists:
    """That a recommendation has a course of an addressee that is asked, and that fits."""
    courses = Course.objects.filter(*conditions, recommendation=OuterRef("recommendation_id"), is_asked=True, **values)
    return Exists(courses)

"""The public lists: what they are filtered and sorted by (GET, so that every chosen list has an address)."""

from typing import Any

import django_filters as filters
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT
from django.forms import CheckboxInput
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogue.enums import Age
from catalogue.forms.choices import (
    country_choices,
    institution_choices,
    network_choices,
    network_or_none_choices,
    voivodeship_choices,
    year_choices,
)
from catalogue.forms.facets import LONGEST_TEXT, UNKNOWN, EachOf, FacetFilter, FacetSet, Sort
from catalogue.models import Publication, PublishedPractice, PublishedRecommendation, PublishedRow, SearchEntry
from catalogue.queries import Question, matching, tsquery
from catalogue.queries.standing import of_age
from cities.enums import SizeClass
from cities.models import City
from core.models import PolishOrder
from improvement_plans.enums import BarrierKind, Horizon, RecommendationKind, Scale, Status
from initiatives.enums import ActionKind, ActionState
from networks.models import Participation

BY_CITY, BY_COST, BY_TITLE = _("city"), _("cost, highest first"), pgettext_lazy("order of a list", "title")


def keys_with(question: Question, kind: str) -> QuerySet[SearchEntry, str]:
    """The addresses of things of a kind whose words answer a question; all of them when it has no words."""
    entries = SearchEntry.objects.all() if question.is_empty else matching(question)
    return entries.filter(kind=kind).values_list("key", flat=True)


def words_filter(label: Any) -> filters.CharFilter:
    return filters.CharFilter(method="with_text", label=label, max_length=LONGEST_TEXT)


class CityFilter(FacetSet):
    # In two editions whose networks are not known a city has "unknown" twice.
    network = FacetFilter(method="in_network", value="participations__network__slug", repeats=True, label=_("Network"))
    size = FacetFilter(field_name="size_class", choices=SizeClass.choices, label=_("Size"))
    voivodeship = FacetFilter(field_name="voivodeship_id", label=_("Voivodeship"))

    choices_of = {"network": network_or_none_choices, "voivodeship": voivodeship_choices}
    sorts = (
        Sort("name", _("name"), (PolishOrder("name"), "pk")),
        Sort("people", _("inhabitants, most first"), (F("people").desc(nulls_last=True), PolishOrder("name"), "pk")),
        Sort("voivodeship", _("voivodeship"), (PolishOrder("voivodeship__name"), PolishOrder("name"), "pk")),
    )

    class Meta:
        model = City
        fields: list[str] = []

    def in_network(self, cities: QuerySet[City], _name: str, slugs: list[str]) -> QuerySet[City]:
        chosen = Q(network__slug__in=slugs) | (Q(network=None) if UNKNOWN in slugs else Q())
        return cities.filter(Exists(Participation.objects.filter(chosen, city=OuterRef("pk"))))


class PublicationFilter(FacetSet):
    """Filters of MIDs. `text` searches their whole text as the search page does."""

    text = words_filter(_("Words in the plan"))
    network = FacetFilter(field_name="network__slug", label=_("Network"))
    action_kind = FacetFilter(
        method="with_actions", value=EachOf("action_kinds"), choices=ActionKind.choices, label=_("Kind of action")
    )
    size = FacetFilter(field_name="city__size_class", choices=SizeClass.choices, label=_("Size of the city"))
    voivodeship = FacetFilter(field_name="city__voivodeship_id", label=_("Voivodeship"))

    choices_of = {"network": network_choices, "voivodeship": voivodeship_choices}
    sorts = (
        Sort("new", _("newest"), ("-published_at", "-id")),
        Sort("city", BY_CITY, (PolishOrder("city__name"), "pk")),
        Sort("title", BY_TITLE, (PolishOrder("title"), "pk")),
        Sort("cost", BY_COST, (F("total_cost").desc(nulls_last=True), "pk")),
    )

    class Meta:
        model = Publication
        fields: list[str] = []

    def with_actions(self, plans: QuerySet[Publication], _name: str, kinds: list[str]) -> QuerySet[Publication]:
        return plans.filter(action_kinds__has_any_keys=kinds)

    def with_text(self, plans: QuerySet[Publication], _name: str, text: str) -> QuerySet[Publication]:
        return plans.filter(slug__in=keys_with(self.question(text), "mid"))


class ActionFilter(FacetSet):
    """Filters of actions of published MIDs."""

    text = words_filter(_("Words in the action"))
    kind = FacetFilter(field_name="values__kind", value="action_kind", choices=ActionKind.choices, label=_("Kind"))
    network = FacetFilter(field_name="publication__network__slug", label=_("Network"))
    state = FacetFilter(field_name="values__state", value="state", choices=ActionState.choices, label=_("State"))
    size = FacetFilter(
        field_name="publication__city__size_class", choices=SizeClass.choices, label=_("Size of the city")
    )
    voivodeship = FacetFilter(field_name="publication__city__voivodeship_id", label=_("Voivodeship"))

    choices_of = {"network": network_choices, "voivodeship": voivodeship_choices}
    sorts: tuple[Sort, ...] = (
        Sort("city", BY_CITY, (PolishOrder("publication__city__name"), "publication_id", "position")),
        Sort("start", _("start, earliest first"), (F("starts").asc(nulls_last=True), "pk")),
        Sort("cost", BY_COST, (F("cost").desc(nulls_last=True), "pk")),
        Sort("title", BY_TITLE, (PolishOrder("title"), "pk")),
    )

    class Meta:
        model = PublishedRow
        fields: list[str] = []

    def with_text(self, rows: QuerySet[PublishedRow], _name: str, text: str) -> QuerySet[PublishedRow]:
        question = self.question(text)
        return rows if question.is_empty else rows.filter(subject__words=tsquery(question))


class LikeActionFilter(ActionFilter):
    """The same for actions that are like one action (`catalogue.queries.in_order`)."""

    sorts = (Sort("like", _("similarity"), ("likeness", "pk")), *ActionFilter.sorts)


class RecommendationFilter(FacetSet):
    text = words_filter(_("Words in the recommendation"))
    network = FacetFilter(field_name="publication__network__slug", label=_("Network"))
    status = FacetFilter(field_name="recommendation__status", choices=Status.choices, label=_("Status"))
    kind = FacetFilter(choices=RecommendationKind.choices, label=_("Kind"))
    horizon = FacetFilter(choices=Horizon.choices, label=_("Horizon"))
    institution = FacetFilter(method="addressed_to", value="institutions__slug", label=_("Addressee"))
    age = filters.ChoiceFilter(method="so_old", choices=Age.choices, label=_("Published"), empty_label=_("at any time"))

    choices_of = {"network": network_choices, "institution": institution_choices}
    sorts: tuple[Sort, ...] = (
        Sort("code", _("code"), ("code",)),
        Sort("title", BY_TITLE, (PolishOrder("title"), "code")),
        Sort("status", _("latest change of status"), (F("recommendation__status_since").desc(nulls_last=True), "code")),
        Sort("priority", _("priority"), ("priority", "code")),
    )

    class Meta:
        model = PublishedRecommendation
        fields: list[str] = []

    def addressed_to(
        self, rows: QuerySet[PublishedRecommendation], _name: str, slugs: list[str]
    ) -> QuerySet[PublishedRecommendation]:
        addressed = PublishedRecommendation.institutions.through.objects.filter(institution__slug__in=slugs)
        return rows.filter(pk__in=addressed.values("publishedrecommendation_id"))

    def so_old(
        self, rows: QuerySet[PublishedRecommendation], _name: str, age: str
    ) -> QuerySet[PublishedRecommendation]:
        return rows.filter(of_age(age)) if age else rows

    def with_text(
        self, rows: QuerySet[PublishedRecommendation], _name: str, text: str
    ) -> QuerySet[PublishedRecommendation]:
        return rows.filter(code__in=keys_with(self.question(text), "recommendation"))


class BarrierFilter(FacetSet):
    """Filters of barriers of published plans."""

    text = words_filter(_("Words in the barrier"))
    network = FacetFilter(field_name="publication__network__slug", label=_("Network"))
    kind = FacetFilter(
        field_name="values__kind", value=KT("values__kind"), choices=BarrierKind.choices, label=_("Kind")
    )
    scale = FacetFilter(field_name="values__scale", value=KT("values__scale"), choices=Scale.choices, label=_("Scale"))

    choices_of = {"network": network_choices}
    sorts = (
        Sort("code", _("code"), ("code", "pk")),
        Sort("title", BY_TITLE, (PolishOrder("title"), "pk")),
        Sort("weight", _("weight, heaviest first"), (F("values__weight").desc(nulls_last=True), "code", "pk")),
    )

    class Meta:
        model = PublishedRow
        fields: list[str] = []

    def with_text(self, rows: QuerySet[PublishedRow], _name: str, text: str) -> QuerySet[PublishedRow]:
        return rows.filter(code__in=keys_with(self.question(text), "barrier"))


class PracticeFilter(FacetSet):
    text = words_filter(_("Words in the description"))
    network = FacetFilter(field_name="publication__network__slug", label=_("Network"))
    country = FacetFilter(label=_("Country"))
    year = FacetFilter(label=_("Year"))
    city = filters.BooleanFilter(label=_("Only in cities of the programme"), method="in_a_city", widget=CheckboxInput)

    choices_of = {"network": network_choices, "country": country_choices, "year": year_choices}
    sorts = (
        Sort("title", BY_TITLE, (PolishOrder("title"), "pk")),
        Sort("country", _("country"), (PolishOrder("country"), PolishOrder("title"), "pk")),
        Sort("year", _("newest"), (F("year").desc(nulls_last=True), PolishOrder("title"), "pk")),
    )

    class Meta:
        model = PublishedPractice
        fields: list[str] = []

    def in_a_city(
        self, rows: QuerySet[PublishedPractice], _name: str, value: bool | None
    ) -> QuerySet[PublishedPractice]:
        return rows.filter(city__isnull=False) if value else rows

    def with_text(self, rows: QuerySet[PublishedPractice], _name: str, text: str) -> QuerySet[PublishedPractice]:
        return rows.filter(code__in=keys_with(self.question(text), "practice"))


class PlanFilter(FacetSet):
    network = FacetFilter(field_name="network__slug", label=_("Network"))

    choices_of = {"network": network_choices}
    sorts = (
        Sort("new", _("newest"), ("-published_at", "-id")),
        Sort("title", BY_TITLE, (PolishOrder("title"), "pk")),
    )

    class Meta:
        model = Publication
        fields: list[str] = []

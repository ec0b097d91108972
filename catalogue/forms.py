"""Filters of the public lists (GET, so that every chosen list has an address) and the forms of publishing."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelChoiceField

from catalogue.models import Publication, PublishedPractice, PublishedRecommendation, SearchEntry
from catalogue.policies import LONGEST_REASON
from catalogue.queries import ask, tsquery
from cities.enums import SizeClass
from cities.models import City, Voivodeship
from core.text import is_polish
from improvement_plans.enums import Horizon, RecommendationKind, Status
from improvement_plans.models import Institution
from initiatives.enums import ActionKind
from networks.models import Participation, ThematicNetwork

UNKNOWN = "unknown"
LONGEST_TEXT = 100


def all_networks(request: Any = None) -> QuerySet[ThematicNetwork]:
    return ThematicNetwork.objects.order_by("-edition__number", "position", "pk")


def name_of(network: ThematicNetwork) -> str:
    """The network's name in the language of the page."""
    return network.name if is_polish() else network.name_en or network.name


def keys_with(text: str, kind: str) -> QuerySet[SearchEntry, str]:
    """The addresses of things of a kind whose words answer a text; all of them when the text has no words."""
    entries = SearchEntry.objects.filter(kind=kind)
    question = ask(text)
    return (entries if question.is_empty else entries.filter(words=tsquery(question))).values_list("key", flat=True)


class SlugChoiceFilter(filters.ModelChoiceFilter):
    """A choice of a row by its permanent address, which also stands in the URL."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"to_field_name": "slug", "empty_label": _("all"), **options})


class NetworkField(ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return name_of(obj)


class NetworkFilter(SlugChoiceFilter):
    field_class = NetworkField

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"queryset": all_networks, "label": _("Network"), **options})


class Choice(filters.ChoiceFilter):
    def __init__(self, **options: Any) -> None:
        super().__init__(**{"empty_label": _("all"), **options})


class Chosen(filters.FilterSet):
    """A filter set that can say what was chosen, each with the query string that leaves it out."""

    def chosen(self) -> list[dict[str, str]]:
        found = []
        for name, value in self.form.cleaned_data.items() if self.is_bound else ():
            if value in (None, ""):
                continue
            field = self.form.fields[name]
            found.append({"label": str(field.label), "value": _words(field, value), "query": self._query_without(name)})
        return found

    def _query_without(self, name: str) -> str:
        rest = self.data.copy()
        for key in list(rest):
            if key in (name, "page") or not rest[key]:
                rest.pop(key)
        return rest.urlencode()


def _words(field: Any, value: Any) -> str:
    """A chosen value as its field names it."""
    if isinstance(value, str):
        return str(dict(getattr(field, "choices", ())).get(value, value))
    return str(field.label_from_instance(value))


class CityFilter(Chosen):
    voivodeship = filters.ModelChoiceFilter(
        queryset=Voivodeship.objects.all(), label=_("Voivodeship"), empty_label=_("all")
    )
    size = Choice(field_name="size_class", choices=SizeClass.choices, label=_("Size"))
    network = filters.ChoiceFilter(method="in_network", label=_("Network"), empty_label=_("all"))

    class Meta:
        model = City
        fields: list[str] = []

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        names = [(network.slug, name_of(network)) for network in all_networks()]
        self.filters["network"].extra["choices"] = [*names, (UNKNOWN, _("Assignment unknown"))]

    def in_network(self, cities: QuerySet[City], _name: str, slug: str) -> QuerySet[City]:
        taking_part = Participation.objects.filter(city=OuterRef("pk"))
        chosen = taking_part.filter(network=None) if slug == UNKNOWN else taking_part.filter(network__slug=slug)
        return cities.filter(Exists(chosen))


class PublicationFilter(Chosen):
    """Filters of MIDs. `text` searches their whole text as the search page does."""

    text = filters.CharFilter(method="with_text", label=_("Words in the plan"), max_length=LONGEST_TEXT)
    network = NetworkFilter()
    voivodeship = filters.ModelChoiceFilter(
        field_name="city__voivodeship",
        queryset=Voivodeship.objects.all(),
        label=_("Voivodeship"),
        empty_label=_("all"),
    )
    action_kind = Choice(method="with_actions", choices=ActionKind.choices, label=_("Kind of action"))

    class Meta:
        model = Publication
        fields: list[str] = []

    def with_actions(self, plans: QuerySet[Publication], _name: str, kind: str) -> QuerySet[Publication]:
        return plans.filter(action_kinds__contains=[kind])

    def with_text(self, plans: QuerySet[Publication], _name: str, text: str) -> QuerySet[Publication]:
        return plans.filter(slug__in=keys_with(text, "mid"))


class RecommendationFilter(Chosen):
    network = NetworkFilter(field_name="publication__network")
    kind = Choice(choices=RecommendationKind.choices, label=_("Kind"))
    institution = SlugChoiceFilter(
        method="addressed_to", queryset=lambda request: Institution.objects.all(), label=_("Addressee")
    )
    status = Choice(field_name="recommendation__status", choices=Status.choices, label=_("Status"))
    horizon = Choice(choices=Horizon.choices, label=_("Horizon"))

    class Meta:
        model = PublishedRecommendation
        fields: list[str] = []

    def addressed_to(
        self, rows: QuerySet[PublishedRecommendation], _name: str, institution: Institution
    ) -> QuerySet[PublishedRecommendation]:
        addressed = PublishedRecommendation.institutions.through.objects.filter(institution=institution)
        return rows.filter(pk__in=addressed.values("publishedrecommendation_id"))


class PracticeFilter(Chosen):
    text = filters.CharFilter(method="with_text", label=_("Words in the description"), max_length=LONGEST_TEXT)
    network = NetworkFilter(field_name="publication__network")
    country = filters.ChoiceFilter(label=_("Country"), empty_label=_("all"))

    class Meta:
        model = PublishedPractice
        fields: list[str] = []

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        shown = PublishedPractice.objects.filter(publication__withdrawn_at=None)
        countries = shown.order_by("country").values_list("country", flat=True).distinct()
        self.filters["country"].extra["choices"] = [(name, name) for name in countries]

    def with_text(self, rows: QuerySet[PublishedPractice], _name: str, text: str) -> QuerySet[PublishedPractice]:
        return rows.filter(code__in=keys_with(text, "practice"))


class PlanFilter(Chosen):
    network = NetworkFilter()

    class Meta:
        model = Publication
        fields: list[str] = []


class ReasonForm(forms.Form):
    """Why a document is withdrawn or opened again."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *arguments: Any, hint: str, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["reason"].help_text = hint

"""Facets: filters of a public list whose values say how many rows they would leave, beside the other filters."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

import django_filters as filters
from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Func, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce
from django.forms import CheckboxSelectMultiple
from django.http import QueryDict
from django.utils.translation import npgettext

from catalogue.queries import Question, ask

LONGEST_TEXT = 100
PAGE_LENGTH = 30
#: a facet with more values than this is closed until one of them is chosen
MOST_OPEN = 6
#: stands for "no value" in an address
UNKNOWN = "unknown"
#: the number of the page in an address; it ends with another choice
PAGE = "page"


@dataclass(frozen=True)
class Option:
    """One value of a facet: `count` rows would be left by it."""

    id: str
    value: str
    label: str
    count: int
    is_chosen: bool

    @property
    def said(self) -> str:
        """What follows the number for those who hear it: `result`, `results`."""
        return npgettext("after a number", "result", "results", self.count)


@dataclass(frozen=True)
class Facet:
    """A facet as the page shows it: the values that lead somewhere, and those already chosen."""

    name: str
    label: str
    options: list[Option]
    errors: list[str] = field(default_factory=list)

    @property
    def chosen(self) -> int:
        return sum(option.is_chosen for option in self.options)

    @property
    def is_open(self) -> bool:
        return bool(self.chosen or self.errors) or len(self.options) <= MOST_OPEN


@dataclass(frozen=True)
class Sort:
    """An order of the list: its name in the address, its words, and the columns."""

    name: str
    label: Any
    order: tuple[Any, ...]


class EachOf(Func):
    """Every item of a JSON list of texts, as a value of its own."""

    function = "jsonb_array_elements_text"
    output_field = TextField()
    set_returning = True


class EachOfArray(EachOf):
    """Every item of a column that is an array of texts."""

    function = "unnest"


class FacetFilter(filters.MultipleChoiceFilter):
    """Rows that have any of the chosen values. `value` is the column, or the expression, that is counted.

    With `repeats` a row may have the same value more than once and is counted once all the same: that is slower.
    """

    def __init__(self, *, value: str | Combinable = "", repeats: bool = False, **options: Any) -> None:
        self.value, self.repeats = value, repeats
        super().__init__(**{"widget": CheckboxSelectMultiple, "distinct": False, **options})

    def counted(self) -> Any:
        if isinstance(self.value, EachOf):
            return self.value
        expression = F(self.value or self.field_name) if isinstance(self.value, str) else self.value
        return Coalesce(Cast(expression, TextField()), Value(UNKNOWN), output_field=TextField())


class FacetSet(filters.FilterSet):
    """A filter set that counts its facets, sorts, and says what was chosen. The first of `sorts` is the usual order.

    `choices_of` names functions that give the choices of a facet: (value, words) in order. `kept` are parameters of the
    address that filter nothing and stay when filters change or are cleared.
    """

    sorts: tuple[Sort, ...] = ()
    kept: tuple[str, ...] = ()
    choices_of: dict[str, Callable[[], Iterable[tuple[str, str]]]] = {}
    _asked: tuple[str, Question] | None = None

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._pages: dict[str | None, Page] = {}
        for name, choices in self.choices_of.items():
            self.filters[name].extra["choices"] = list(choices())

    @property
    def sort(self) -> Sort:
        """The chosen order; one that does not exist is the first."""
        asked = (self.data or {}).get("sort", "")
        return next((one for one in self.sorts if one.name == asked), self.sorts[0])

    @cached_property
    def rows(self) -> QuerySet[Any]:
        """The rows left by all filters, sorted."""
        return self.qs.order_by(*self.sort.order)

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        """Rows by facet and value, each facet counted beside the other filters; all rows under "". One query."""
        parts = [self._counting(name, one) for name, one in self._facet_filters()]
        everything = _counted(self.qs, "", Value("", TextField()), repeats=False)
        found: dict[str, dict[str, int]] = {}
        for name, value, count in everything.union(*parts, all=True):
            found.setdefault(name, {})[value] = count
        return found

    @property
    def total(self) -> int:
        return self.counts.get("", {}).get("", 0)

    def page(self, number: str | None) -> Page:
        """A page of the list; the last one when there are not so many, the first for what is no number. Kept."""
        if number not in self._pages:
            paginator = Paginator(self.rows, PAGE_LENGTH)
            # Counting the facets has counted all rows too.
            paginator.count = self.total
            page = paginator.get_page(number)
            page.object_list = list(page.object_list)
            self._pages[number] = page
        return self._pages[number]

    def facets(self) -> list[Facet]:
        return [self._facet(name, one) for name, one in self._facet_filters()]

    def _facet_filters(self) -> Iterator[tuple[str, FacetFilter]]:
        return ((name, one) for name, one in self.filters.items() if isinstance(one, FacetFilter))

    @property
    def values(self) -> dict[str, Any]:
        """What was chosen and is a choice; a wrong value is left to the form's errors."""
        if not self.is_bound:
            return {}
        return self.form.cleaned_data if self.form.errors is not None else {}

    def _counting(self, name: str, one: FacetFilter) -> QuerySet[Any]:
        rows = self.queryset.all()
        for other, value in self.values.items():
            if other != name:
                rows = self.filters[other].filter(rows, value)
        return _counted(rows, name, one.counted(), repeats=one.repeats)

    def _facet(self, name: str, one: FacetFilter) -> Facet:
        chosen = set(self.values.get(name) or ())
        counts = self.counts.get(name, {})
        shown = [
            (str(value), str(label))
            for value, label in one.extra["choices"]
            if counts.get(str(value)) or str(value) in chosen
        ]
        options = [
            Option(f"id_{name}_{number}", value, label, counts.get(value, 0), value in chosen)
            for number, (value, label) in enumerate(shown)
        ]
        return Facet(name, str(one.label), options, list(self.form.errors.get(name, ())))

    def question(self, text: str) -> Question:
        """A typed text as a question to the index, asked once for all that is counted with it."""
        if self._asked is None or self._asked[0] != text:
            self._asked = (text, ask(text))
        return self._asked[1]

    def texts(self) -> list[Any]:
        """The fields that are typed."""
        return [self.form[name] for name, one in self.filters.items() if not isinstance(one, FacetFilter)]

    def chosen(self) -> list[dict[str, str]]:
        """Every chosen value with the query string that leaves it out."""
        found = []
        for name, values in self.values.items():
            words = {str(value): str(label) for value, label in getattr(self.form.fields[name], "choices", ())}
            for value in values if isinstance(values, list) else [values] if values else []:
                label = str(self.form.fields[name].label)
                query = self.query(without=(name, str(value)))
                found.append({"label": label, "value": words.get(str(value), str(value)), "query": query})
        return found

    def orders(self) -> list[dict[str, Any]]:
        """The orders of the list, each with the query string that leads to it."""
        default = self.sorts[0].name
        return [
            {
                "label": str(one.label),
                "is_chosen": one == self.sort,
                "query": self.query(sort="" if one.name == default else one.name),
            }
            for one in self.sorts
        ]

    def beside(self) -> list[tuple[str, str]]:
        """The parameters of the address that stay when filters change: (name, value)."""
        given = self.data if self.is_bound else {}
        return [(name, given[name]) for name in self.kept if given.get(name)]

    def cleared(self) -> str:
        """What follows the address of this list without filters: empty, or a query string with its mark."""
        return f"?{urlencode(self.beside())}" if self.beside() else ""

    def query(
        self, *, without: tuple[str, str] | None = None, only: tuple[str, str] | None = None, sort: str | None = None
    ) -> str:
        """The query string of this list from its first page: a value left out, one value of a facet, another order."""
        rest = self.data.copy() if self.is_bound else QueryDict(mutable=True)
        rest.pop(PAGE, None)
        for key in list(rest):
            rest.setlist(key, [value for value in rest.getlist(key) if value and (key, value) != without])
        if only:
            rest.setlist(only[0], [only[1]])
        if sort is not None:
            rest.setlist("sort", [sort] if sort else [])
        return rest.urlencode()


def _counted(rows: QuerySet[Any], name: str, value: Any, *, repeats: bool) -> QuerySet[Any]:
    """(name of the facet, value, rows) for each value."""
    grouped = rows.order_by().values(facet=Value(name, TextField()), facet_value=value)
    counted = grouped.annotate(facet_count=Count("pk", distinct=repeats))
    return counted.values_list("facet", "facet_value", "facet_count")

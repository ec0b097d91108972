"""Filters of the tables. What does not exist is refused: a misspelt filter must not give the whole table."""

from collections.abc import Callable
from datetime import UTC
from typing import Any, TypeAlias

import django_filters as filters
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters.fields import IsoDateTimeField
from rest_framework.filters import BaseFilterBackend

from catalogue.api.formats import INDENT, BadRequest
from catalogue.api.paging import PAGE, PAGE_SIZE
from catalogue.exchange.columns import Table
from catalogue.models import PublishedRow
from improvement_plans.models import Institution

LONGEST = 120
FIRST_YEAR, LAST_YEAR = 1900, 2200
#: parameters of every list that are no filters
COMMON = (PAGE, PAGE_SIZE, INDENT)
Filter: TypeAlias = Any  # django-filter has no types of its own


def text(field: str, description: Any) -> Filter:
    """Records whose field is exactly this."""
    return filters.CharFilter(field_name=field, label=description, max_length=LONGEST)


def code(field: str, choices: tuple[Any, ...], description: Any) -> Filter:
    """Records with this code; another code than these is refused."""
    return filters.TypedChoiceFilter(
        field_name=field,
        choices=[(one, one) for one in choices],
        coerce=type(choices[0]),
        label=description,
    )


def flag(field: str, description: Any) -> Filter:
    return filters.TypedChoiceFilter(
        field_name=field,
        choices=[("true", "true"), ("false", "false")],
        coerce=lambda word: word == "true",
        label=description,
    )


class MomentField(IsoDateTimeField):
    """A moment that the database can hold and compare, whatever its time zone."""

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        if found is None or FIRST_YEAR <= found.year <= LAST_YEAR:
            return found and found.astimezone(UTC)
        raise ValidationError(
            _("The year must be from %(first)d to %(last)d.") % {"first": FIRST_YEAR, "last": LAST_YEAR}
        )


class Moment(filters.IsoDateTimeFilter):
    field_class = MomentField


def moment(field: str, lookup: str, description: Any) -> Filter:
    return Moment(field_name=field, lookup_expr=lookup, label=description)


def addressed(description: Any) -> Filter:
    """Recommendations to an institution, as the leading addressee or another one. Rows keep its number as text."""

    def keep(records: QuerySet[Any], name: str, slug: str) -> QuerySet[Any]:
        keys = [str(key) for key in Institution.objects.filter(slug=slug).values_list("pk", flat=True)]
        return records.filter(Q(values__lead_institution__in=keys) | Q(values__institutions__contains=keys or [""]))

    return filters.CharFilter(method=keep, label=description, max_length=LONGEST)


def containing(field: str, description: Any) -> Filter:
    """Records whose list of codes holds this one."""

    def keep(records: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return records.filter(**{f"{name}__contains": [value]})

    return filters.CharFilter(field_name=field, method=keep, label=description, max_length=LONGEST)


CITY = gettext_lazy("The address of a city, for example “gdansk”.")
NETWORK = gettext_lazy("The address of a network, for example “zielona”.")
EDITION = gettext_lazy("The address of an edition.")
DOCUMENT = gettext_lazy("The address of a document.")
SAMPLE = gettext_lazy("Only sample data (true) or only real data (false).")
CODE = gettext_lazy("Records with this code.")
SINCE = gettext_lazy("Published at this moment or later (ISO 8601).")

MEMBERSHIP: dict[str, Callable[[], Filter]] = {
    "network": lambda: text("network__slug", NETWORK),
    "edition": lambda: text("network__edition__slug", EDITION),
    "sample": lambda: flag("is_sample", SAMPLE),
    "published_since": lambda: moment("published_at", "gte", SINCE),
}


def _choices(table: Table, name: str) -> tuple[Any, ...]:
    return next(column.choices for column in table.columns if column.name == name)


def filters_of(table: Table) -> dict[str, Filter]:
    """The filters of a table by name, made anew."""
    if table.name in SPECIAL:
        return SPECIAL[table.name](table)
    return _of_rows(table)


def _of_rows(table: Table) -> dict[str, Filter]:
    """Rows of documents: by what lies around them, and by every code that they have."""
    names = {column.name for column in table.columns}
    document = "initiative" if "initiative" in names else "improvement_plan"
    found = {document: text("publication__slug", DOCUMENT)}
    if "city" in names and document == "initiative":
        found["city"] = text("publication__city__slug", CITY)
    found["network"] = text("publication__network__slug", NETWORK)
    found["edition"] = text("publication__network__edition__slug", EDITION)
    for column in table.columns:
        if column.choices:
            found[column.name] = code(f"values__{column.name}", column.choices, CODE)
    if table.name == "recommendations":
        found["status"] = code("status", _choices(table, "status"), CODE)
        found["institution"] = addressed(gettext_lazy("The address of an institution."))
    found["sample"] = flag("publication__is_sample", SAMPLE)
    return found


SPECIAL: dict[str, Callable[[Table], dict[str, Filter]]] = {
    "cities": lambda table: {
        "voivodeship_code": text("voivodeship_id", gettext_lazy("TERYT code of a voivodeship, two digits.")),
        "teryt": text("teryt", gettext_lazy("TERYT code, seven digits.")),
        "size": code("size_class", _choices(table, "size"), CODE),
        "edition": text("participations__edition__slug", EDITION),
        "network": text("participations__network__slug", NETWORK),
        "sample": flag("is_sample", SAMPLE),
    },
    "networks": lambda table: {"edition": text("edition__slug", EDITION)},
    "editions": lambda table: {
        "current": flag("is_current", gettext_lazy("Only the edition that runs now (true), or the others (false)."))
    },
    "participations": lambda table: {
        "city": text("city__slug", CITY),
        "edition": text("edition__slug", EDITION),
        "network": text("network__slug", NETWORK),
        "sample": flag("city__is_sample", SAMPLE),
    },
    "meetings": lambda table: {
        "kind": code("kind", _choices(table, "kind"), CODE),
        "mode": code("mode", _choices(table, "mode"), CODE),
        "edition": text("edition__slug", EDITION),
        "network": text("networks__slug", NETWORK),
        "starts_after": moment("starts_at", "gte", gettext_lazy("Begins at this moment or later (ISO 8601).")),
        "starts_before": moment("starts_at", "lt", gettext_lazy("Begins before this moment (ISO 8601).")),
        "sample": flag("is_sample", SAMPLE),
    },
    "initiatives": lambda table: {
        "city": text("city__slug", CITY),
        "voivodeship_code": text("city__voivodeship_id", gettext_lazy("TERYT code of a voivodeship, two digits.")),
        "action_kind": containing("action_kinds", gettext_lazy("Plans with at least one action of this kind.")),
        **{name: made() for name, made in MEMBERSHIP.items()},
    },
    "improvement-plans": lambda table: {name: made() for name, made in MEMBERSHIP.items()},
    "responses": lambda table: {
        "recommendation": text("course__recommendation__code", gettext_lazy("The code of a recommendation.")),
        "status": code("status", _choices(table, "status"), CODE),
        "institution": text("institution__slug", gettext_lazy("The address of an institution.")),
    },
}


class TableFilters(BaseFilterBackend):
    """Filters of the view's table by django-filter, with 400 and the names that exist for any other parameter."""

    def filter_queryset(self, request: Any, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        known = filters_of(view.table)
        refuse_unknown(request, [*known, *COMMON])
        found = filter_set(known)(request.query_params, queryset=queryset)
        if not found.form.is_valid():
            name, problems = next(iter(found.form.errors.items()))
            raise BadRequest(_problem(name, known[name], problems), parameter=name)
        chosen = found.qs
        # A join with what there are several of (networks of a meeting) must not double a record.
        return chosen if chosen.model is PublishedRow else chosen.distinct()

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [_parameter(name, one) for name, one in filters_of(view.table).items()]


def filter_set(known: dict[str, Filter]) -> type[filters.FilterSet]:
    # Its metaclass takes the filters out of what it is given.
    return type("Filters", (filters.FilterSet,), dict(known))


def refuse_unknown(request: Any, known: list[str]) -> None:
    """Raises BadRequest with a sentence that names the parameters that exist."""
    for name in request.query_params:
        if name not in known:
            sentence = _("There is no filter “%(name)s” here. There are: %(known)s.")
            names = get_text_list(known, _("and"))
            raise BadRequest(sentence % {"name": name[:LONGEST], "known": names}, known=known)


def _problem(name: str, one: Filter, problems: Any) -> str:
    choices = [str(value) for value, _label in one.extra.get("choices", ())]
    if choices:
        sentence = _("“%(name)s” may be one of: %(choices)s.")
        return sentence % {"name": name, "choices": get_text_list(choices, _("or"))}
    return _("“%(name)s”: %(problem)s") % {"name": name, "problem": " ".join(problems)}


def _parameter(name: str, one: Filter) -> dict[str, Any]:
    choices = [value for value, _label in one.extra.get("choices", ())]
    schema: dict[str, Any] = {"type": "string", "maxLength": LONGEST, "minLength": 1}
    if choices:
        schema = {"type": "integer" if isinstance(choices[0], int) else "string", "enum": choices}
    elif isinstance(one, filters.IsoDateTimeFilter):
        schema = {"type": "string", "format": "date-time"}
    return {"name": name, "in": "query", "required": False, "description": str(one.label), "schema": schema}

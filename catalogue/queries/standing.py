"""How recommendations stand: counted by status in one query, as a whole and by network, addressee and age."""

import datetime
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast
from django.utils import timezone

from catalogue.enums import Age
from catalogue.models import PublishedRecommendation

#: days since publication that an age ends with, the youngest first; the last one has no end
ENDS = ((Age.QUARTER, 90), (Age.YEAR, 365), (Age.TWO_YEARS, 730), (Age.OLDER, None))

#: cut ("" for the whole) -> value in it -> status -> recommendations
Standing = dict[str, dict[str, dict[str, int]]]


def of_age(value: str) -> Q:
    """The condition that a recommendation was first published so long ago."""
    day = "recommendation__published_on"
    today, least = timezone.localdate(), -1
    for age, most in ENDS:
        if age == value:
            after = Q() if most is None else Q(**{f"{day}__gte": _ago(today, most)})
            return after & Q(**{f"{day}__lt": _ago(today, least)})
        least = most or 0
    raise ValueError(f"no such age: {value}")


def standing(rows: QuerySet[PublishedRecommendation]) -> Standing:
    """The recommendations by status: all of them, and by network, addressee and age. One query.

    One with several addressees is counted for each of them.
    """
    ages = Case(*(When(of_age(age), then=Value(age.value)) for age, _end in ENDS), output_field=CharField())
    cuts = {
        "": Value(""),
        "network": F("publication__network__slug"),
        "institution": F("institutions__slug"),
        "age": ages,
    }
    first, *others = (_cut(rows, name, value) for name, value in cuts.items())
    found: Standing = {name: {} for name in cuts}
    for name, value, status, count in first.union(*others, all=True):
        if value is not None:
            found[name].setdefault(value, {})[status] = count
    return found


def _cut(rows: QuerySet[PublishedRecommendation], name: str, value: Any) -> QuerySet[Any]:
    rows = rows.select_related(None).order_by()
    grouped = rows.values(cut=Value(name, TextField()), of=Cast(value, TextField()), fate=F("recommendation__status"))
    return grouped.annotate(how_many=Count("pk")).values_list("cut", "of", "fate", "how_many")


def _ago(today: datetime.date, days: int) -> datetime.date:
    return today - datetime.timedelta(days=days)

"""The values of facets, in order: (value in the address, words). All of them are read at once."""

from collections import defaultdict
from typing import Any

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from catalogue.models import PublishedRecommendation
from catalogue.queries.data import published_rows
from cities.models import City
from core.models import PolishOrder
from core.text import is_polish, polish_key
from improvement_plans.models import Institution
from networks.models import Edition, ThematicNetwork

Choices = list[tuple[str, str]]
ORDER = TextField()
#: more than any edition has as its number
FIRST = 1_000_000


def all_choices() -> dict[str, Choices]:
    """The choices of network, institution, edition, act, barrier and city. One query."""
    parts = [
        _part(
            "network", ThematicNetwork.objects.all(), "slug", "name", "name_en", _newest("edition__number", "position")
        ),
        _part("edition", Edition.objects.all(), "slug", "name", "name_en", _newest("number")),
        _part("institution", Institution.objects.all(), "slug", "name", "name", PolishOrder("name")),
        _acts(),
        _part("barrier", published_rows("pu", "barrier"), "code", _named(), _named(), F("code")),
        _part("city", City.objects.all(), "slug", "name", "name", PolishOrder("name")),
    ]
    polish = is_polish()
    found: dict[str, Choices] = defaultdict(list)
    for name, value, words, english, _order in sorted(parts[0].union(*parts[1:], all=True), key=_place):
        found[name].append((value, words if polish else english or words))
    return found


def _place(row: tuple[str, str, str, str, str]) -> tuple[str, str, list[int], str]:
    name, value, words, _english, order = row
    return name, order, [] if order else polish_key(words), value


def _part(name: str, rows: QuerySet[Any], value: str, words: Any, english: Any, order: Any) -> QuerySet[Any]:
    """(name of the facet, value, words, words in English, place in the order) of each row."""
    columns = {"facet": Value(name, TextField()), "facet_value": _text(value), "facet_words": _text(words)}
    rows = rows.order_by().annotate(**columns, facet_english=_text(english), facet_order=Cast(order, ORDER))
    return rows.values_list("facet", "facet_value", "facet_words", "facet_english", "facet_order")


def _text(column: Any) -> Any:
    return Cast(F(column) if isinstance(column, str) else column, TextField())


def _newest(number: str, position: str = "") -> Any:
    """The newest edition first, then by position: numbers of one length, so that they are in order as texts."""
    return (Value(FIRST) - F(number)) * 1000 + (F(position) if position else 0)


def _named() -> Any:
    return Concat(F("code"), Value(" "), F("title"), output_field=TextField())


def _acts() -> QuerySet[Any]:
    """The legal acts that public recommendations touch. Put in order after they are read."""
    acts = PublishedRecommendation.objects.filter(publication__withdrawn_at=None).exclude(legal_act="")
    return _part("act", acts, "legal_act", "legal_act", "legal_act", Value("")).distinct()

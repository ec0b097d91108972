"""Pieces of pages that are drawn from plain values: the same values in the same language give the same markup."""

from collections.abc import Hashable
from functools import lru_cache

from django.db.models import Model
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

#: pieces that each process keeps: a row or a card is a kilobyte, a table of 300 cities 150
MOST = 1000


def drawn(template: str, **values: Hashable) -> SafeString:
    """The template of these values and nothing else, not even the request; drawn once and then kept by its values.

    So that what a change of the public state leaves alone need not be drawn again. Rows of the database are refused
    (TypeError): they are equal while their columns differ. Give named tuples of what the template shows.
    """
    if any(isinstance(value, Model) for value in values.values()):
        raise TypeError(f"{template}: a row of the database says nothing of its values")
    return _drawn(template, get_language() or "", tuple(values.items()))


@lru_cache(maxsize=MOST)
def _drawn(template: str, _language: str, values: tuple[tuple[str, Hashable], ...]) -> SafeString:
    return render_to_string(template, dict(values))

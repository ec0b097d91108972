"""Reads of initiatives: who may open them, what surrounds them, and what may weaken a plan."""

from initiatives.queries.initiatives import (
    authors_of,
    documents_visible_to,
    facts,
    initiatives_visible_to,
    participations_to_begin,
)
from initiatives.queries.organisations import spelled, suggestions, uses_of_organisations
from initiatives.queries.warnings import warnings_of

__all__ = [
    "authors_of",
    "documents_visible_to",
    "facts",
    "initiatives_visible_to",
    "participations_to_begin",
    "spelled",
    "suggestions",
    "uses_of_organisations",
    "warnings_of",
]

"""Reads of the loop: published recommendations with their courses, and what they can be narrowed by."""

from tracking.queries.choices import act_choices, barrier_choices, city_choices, edition_choices
from tracking.queries.recommendations import chain_of, listed, tracked_recommendation, with_courses

__all__ = [
    "act_choices",
    "barrier_choices",
    "chain_of",
    "city_choices",
    "edition_choices",
    "listed",
    "tracked_recommendation",
    "with_courses",
]

"""Reads of the loop: published recommendations with their courses, and what they can be narrowed by."""

from tracking.queries.choices import all_choices
from tracking.queries.recommendations import chain_of, listed, planned_next, tracked_recommendation, with_courses

__all__ = [
    "all_choices",
    "chain_of",
    "listed",
    "planned_next",
    "tracked_recommendation",
    "with_courses",
]

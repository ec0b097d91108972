"""Reads of the loop: published recommendations with their courses, and what they can be narrowed by."""

from tracking.queries.briefs import courses_of_institution, shown_with_texts
from tracking.queries.chains import Link, barriers_at, links, recommendations_at
from tracking.queries.choices import all_choices
from tracking.queries.recommendations import (
    listed,
    planned_next,
    tracked_recommendation,
    with_courses,
    with_last_words,
)
from tracking.queries.saved import saved_views

__all__ = [
    "Link",
    "all_choices",
    "barriers_at",
    "courses_of_institution",
    "links",
    "listed",
    "planned_next",
    "recommendations_at",
    "saved_views",
    "shown_with_texts",
    "tracked_recommendation",
    "with_courses",
    "with_last_words",
]

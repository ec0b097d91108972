"""Reads of improvement plans, institutions, and what became of recommendations."""

from improvement_plans.queries.institutions import institution_with_people, institutions_of, institutions_with_counts
from improvement_plans.queries.plans import (
    authors_of,
    documents_visible_to,
    editors_of,
    facts,
    networks_with_plans,
    plans_visible_to,
    public_barriers,
    public_practices,
)
from improvement_plans.queries.raising import participations_raising, rated_by, ratings_of, teams_raising
from improvement_plans.queries.tracking import (
    courses_of,
    courses_to_answer,
    courses_visible_to,
    next_statuses,
    overdue_by,
    public_evidence,
    public_name,
    public_recommendation,
    recommendations_visible_to,
    responses_of,
    staff_of,
    unanswered_by,
)

__all__ = [
    "authors_of",
    "courses_of",
    "courses_to_answer",
    "courses_visible_to",
    "documents_visible_to",
    "editors_of",
    "facts",
    "institution_with_people",
    "institutions_of",
    "institutions_with_counts",
    "networks_with_plans",
    "next_statuses",
    "overdue_by",
    "participations_raising",
    "plans_visible_to",
    "public_barriers",
    "public_evidence",
    "public_name",
    "public_practices",
    "public_recommendation",
    "rated_by",
    "ratings_of",
    "recommendations_visible_to",
    "responses_of",
    "staff_of",
    "teams_raising",
    "unanswered_by",
]

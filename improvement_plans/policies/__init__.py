"""What the state allows: of a plan (`plans`), and of the course of a recommendation (`tracking`)."""

from improvement_plans.policies.plans import LASTING, TRANSITIONS, check_row, check_values
from improvement_plans.policies.tracking import (
    ANSWER_WITHIN,
    ENDED,
    NEWS_WITHIN,
    OPEN,
    SHOWN,
    STATUS_MOVES,
    check_answerable,
    check_planned_on,
    check_ratable,
    check_said_on,
    check_shown,
    check_status_move,
    is_public,
    overdue,
    overdue_of,
    status_of,
)

__all__ = [
    "ANSWER_WITHIN",
    "ENDED",
    "LASTING",
    "NEWS_WITHIN",
    "OPEN",
    "SHOWN",
    "STATUS_MOVES",
    "TRANSITIONS",
    "check_answerable",
    "check_planned_on",
    "check_ratable",
    "check_row",
    "check_said_on",
    "check_shown",
    "check_status_move",
    "check_values",
    "is_public",
    "overdue",
    "overdue_of",
    "status_of",
]

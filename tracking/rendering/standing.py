"""What moved this quarter and what is overdue, beside how recommendations stand."""

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import Any

from improvement_plans.enums import Overdue
from improvement_plans.models import Institution
from improvement_plans.policies import overdue_of
from tracking.queries.standing import moved_since, overdue_on

#: lines of a list on the page; the whole list is a link away
MOST_LINES = 8


@dataclass(frozen=True)
class Late:
    """An overdue course and why."""

    course: Any
    overdue: Overdue | None


@dataclass(frozen=True)
class Moving:
    """`count` recommendations with a course that moved, and the latest of those courses."""

    count: int
    latest: list[Any]


@dataclass(frozen=True)
class Overdues:
    """`count` recommendations with an overdue course, such courses by reason and by institution, and the longest."""

    count: int
    reasons: list[tuple[str, int]]
    institutions: list[tuple[Institution, int]]
    longest: list[Late]


def moving(began: datetime.date) -> Moving:
    """What moved since the day. One query."""
    courses = list(moved_since(began))
    return Moving(len({one.recommendation_id for one in courses}), courses[:MOST_LINES])


def overdues(today: datetime.date) -> Overdues:
    """What is overdue today. One query."""
    late = [Late(one, overdue_of(one, today)) for one in overdue_on(today)]
    reasons = Counter(one.overdue for one in late)
    owing = Counter(one.course.institution for one in late if one.course.institution)
    return Overdues(
        count=len({one.course.recommendation_id for one in late}),
        reasons=[(str(reason.label), reasons[reason]) for reason in Overdue if reasons[reason]],
        institutions=sorted(owing.items(), key=lambda pair: (-pair[1], pair[0].name)),
        longest=late[:MOST_LINES],
    )

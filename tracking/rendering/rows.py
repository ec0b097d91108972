"""Recommendations and their courses as lists show them."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from catalogue.models import PublishedRecommendation
from improvement_plans.enums import Overdue
from improvement_plans.models import Course
from improvement_plans.policies import OPEN, overdue_of


@dataclass(frozen=True)
class Row:
    """A recommendation in a list, and its courses with why they are overdue and which are the person's own."""

    shown: PublishedRecommendation
    courses: list["CourseLine"]

    @property
    def planned_on(self) -> datetime.date | None:
        """The next date that an addressee planned."""
        dates = [line.course.planned_on for line in self.courses if line.course.status in OPEN]
        return min((day for day in dates if day), default=None)


@dataclass(frozen=True)
class CourseLine:
    course: Course
    overdue: Overdue | None
    is_mine: bool = False


def list_row(shown: PublishedRecommendation, own: set[int]) -> Row:
    """A row of `tracking.queries.listed`; `own` are the keys of the person's institutions."""
    recommendation: Any = shown.recommendation
    return Row(shown, course_lines(recommendation.asked, own))


def course_lines(courses: list[Course], own: set[int], today: datetime.date | None = None) -> list[CourseLine]:
    """Courses with why they are overdue today."""
    today = today or timezone.localdate()
    return [CourseLine(one, overdue_of(one, today), one.institution_id in own) for one in courses]

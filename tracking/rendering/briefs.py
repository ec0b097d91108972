"""The brief of an institution: what it was asked, what it said, what is overdue."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.models import PublishedRecommendation
from core.richtext import plain
from improvement_plans.enums import Overdue, Status
from improvement_plans.models import Course, Institution
from improvement_plans.policies import OPEN, overdue_of
from tracking.queries import courses_of_institution, shown_with_texts


@dataclass(frozen=True)
class BriefLine:
    """A recommendation as it was published, its text without markup, and the institution's course."""

    shown: PublishedRecommendation
    course: Course
    overdue: Overdue | None
    text: str


@dataclass(frozen=True)
class BriefGroup:
    key: str
    title: str
    lines: list[BriefLine]


@dataclass(frozen=True)
class Brief:
    institution: Institution
    groups: list[BriefGroup]

    @property
    def count(self) -> int:
        return sum(len(group.lines) for group in self.groups)


def brief_of(user: Any, institution: Institution) -> Brief:
    """What the institution is asked now, each recommendation in one group. Few queries, however much it is."""
    courses = list(courses_of_institution(user, institution))
    shown = shown_with_texts([course.recommendation_id for course in courses])
    today = timezone.localdate()
    lines = [
        BriefLine(one, course, overdue_of(course, today), plain(getattr(one, "text", "") or ""))
        for course in courses
        if (one := shown.get(course.recommendation_id))
    ]
    titles = {
        "late": _("Overdue"),
        "new": _("Waiting for an answer"),
        "open": _("Open"),
        "ended": _("Ended"),
    }
    groups = [BriefGroup(key, title, [line for line in lines if _group(line) == key]) for key, title in titles.items()]
    return Brief(institution, groups)


def _group(line: BriefLine) -> str:
    if line.overdue:
        return "late"
    if line.course.status == Status.NEW:
        return "new"
    return "open" if line.course.status in OPEN else "ended"

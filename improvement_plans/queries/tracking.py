"""Reads of what became of recommendations: courses, what waits for whom, and who is told."""

import datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from accounts.enums import Role
from accounts.models import User
from documents.queries import in_public
from improvement_plans.enums import Status
from improvement_plans.models import Course, Evidence, Institution, Recommendation, Response
from improvement_plans.policies import STATUS_MOVES, overdue
from improvement_plans.queries.institutions import institutions_of
from networks.queries import coordinators


def recommendations_visible_to(user: Any) -> QuerySet[Recommendation]:
    """Recommendations of plans that stand published, for everybody in the programme; else none."""
    if not user.is_authenticated:
        return Recommendation.objects.none()
    return Recommendation.objects.filter(public_recommendation()).order_by("code")


def public_recommendation(path: str = "") -> Q:
    """The condition that a recommendation (at `path`) stands in public now."""
    return in_public(f"{path}document__") & Q(**{f"{path}deleted_at": None})


def public_name(recommendation: Recommendation) -> str:
    """Its code and title as everybody reads them: not those of a correction that is being written."""
    version = recommendation.document.public_version
    rows = version.content["parts"].get("recommendation", []) if version else []
    values = next((row["values"] for row in rows if row["id"] == str(recommendation.pk)), None)
    return f"{values['code']} {values['title']}" if values else str(recommendation)


def courses_visible_to(user: Any) -> QuerySet[Course]:
    """Courses of public recommendations, for everybody in the programme; else none."""
    return Course.objects.filter(recommendation__in=recommendations_visible_to(user).order_by()).select_related(
        "recommendation", "institution"
    )


def courses_of(recommendation: Recommendation) -> QuerySet[Course]:
    """The courses with what was said in each, the leading addressee first."""
    said = Response.objects.select_related("institution").prefetch_related("evidence")
    return (
        Course.objects.filter(recommendation=recommendation)
        .select_related("institution", "recommendation")
        .prefetch_related(Prefetch("responses", queryset=said))
    )


def responses_of(recommendation: Recommendation) -> QuerySet[Response]:
    """Everything that was said of it, the newest first, with evidence."""
    return (
        Response.objects.filter(course__recommendation=recommendation)
        .select_related("institution", "course__institution")
        .prefetch_related("evidence")
    )


def courses_to_answer(user: Any, recommendation: Recommendation) -> QuerySet[Course]:
    """In which courses the user may record what was said: a coordinator in all, staff in those of their own."""
    courses = courses_of(recommendation)
    if user.role == Role.COORDINATOR:
        return courses
    return courses.filter(institution__in=institutions_of(user))


def unanswered_by(user: Any) -> QuerySet[Course]:
    """Courses that wait for a first answer of the user's institutions, the longest waiting first."""
    own = list(institutions_of(user))
    return (
        courses_visible_to(user)
        .filter(institution__in=own, status=Status.NEW, is_asked=True)
        .order_by("asked_on", "recommendation__code")
    )


def overdue_by(user: Any, today: datetime.date) -> QuerySet[Course]:
    """Answered courses of the user's institutions that are overdue on that day."""
    own = list(institutions_of(user))
    late = courses_visible_to(user).filter(overdue(today), institution__in=own).exclude(status=Status.NEW)
    return late.order_by("planned_on", "recommendation__code")


def next_statuses(course: Course) -> list[tuple[str, Any]]:
    """The statuses that a response may give now, in the order of the enum."""
    allowed = STATUS_MOVES[course.status]
    return [(value, label) for value, label in Status.choices if value in allowed]


def staff_of(institutions: list[Institution]) -> QuerySet[User]:
    """The people who answer for the institutions now."""
    return User.objects.filter(
        institutions__institution__in=institutions, institutions__until=None, role=Role.MINISTRY
    ).distinct()


def answering_for(course: Course) -> list[User]:
    """Who is asked for news in a course: the addressee's people, or the coordinators where it has none."""
    staff = list(staff_of([course.institution])) if course.institution else []
    return staff or list(coordinators())


def public_evidence() -> QuerySet[Evidence]:
    """Files and addresses given in public courses: everybody may read them."""
    return Evidence.objects.filter(public_recommendation("response__course__recommendation__"))

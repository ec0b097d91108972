"""What may be said in the course of a recommendation, what is overdue, and what the whole comes to."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core.exceptions import InvalidInput, WrongState
from core.text import long_date
from documents.policies import is_in_public
from improvement_plans.enums import Overdue, Status
from improvement_plans.models import Course, Recommendation

#: something is promised or weighed, and more is to be heard
OPEN = frozenset({Status.ANALYSIS, Status.ACCEPTED, Status.PARTLY, Status.RUNNING})
#: a status that says that something exists must show it
SHOWN = frozenset({Status.DONE, Status.ALREADY})

_ANSWERS = frozenset({Status.ANALYSIS, Status.ACCEPTED, Status.PARTLY, Status.RUNNING})
_REFUSALS = frozenset({Status.ALREADY, Status.REJECTED, Status.OBSOLETE})

#: which status a response may give, by the present one; the same one may be given again with news, except "new"
STATUS_MOVES: dict[str, frozenset[str]] = {
    Status.NEW: _ANSWERS | _REFUSALS,
    Status.ANALYSIS: _ANSWERS | _REFUSALS | {Status.CLOSED},
    Status.ACCEPTED: frozenset(
        {Status.ACCEPTED, Status.PARTLY, Status.RUNNING, Status.DONE, Status.REJECTED, Status.OBSOLETE, Status.CLOSED}
    ),
    Status.PARTLY: frozenset(
        {Status.PARTLY, Status.ACCEPTED, Status.RUNNING, Status.DONE, Status.REJECTED, Status.OBSOLETE, Status.CLOSED}
    ),
    Status.RUNNING: frozenset({Status.RUNNING, Status.PARTLY, Status.DONE, Status.OBSOLETE, Status.CLOSED}),
    Status.DONE: frozenset({Status.DONE, Status.RUNNING, Status.OBSOLETE}),
    Status.ALREADY: frozenset({Status.ALREADY, Status.ANALYSIS, Status.RUNNING, Status.OBSOLETE}),
    Status.REJECTED: _ANSWERS | _REFUSALS,
    Status.OBSOLETE: _ANSWERS | {Status.OBSOLETE},
    Status.CLOSED: _ANSWERS | {Status.CLOSED, Status.OBSOLETE},
}


@dataclass(frozen=True)
class StatusMove:
    """Every response that gives the status `target`, as docs/states.md shows it."""

    key: str
    sources: frozenset[str]
    target: Status
    who: str = "addressee"
    needs_reason: bool = True


RESPONSES = tuple(
    StatusMove(target.value, frozenset(old for old, new in STATUS_MOVES.items() if target in new), target)
    for target in Status
    if target != Status.NEW
)

#: which addressee's status tells more of a recommendation that no leading addressee has answered
TELLING = (
    Status.RUNNING, Status.DONE, Status.ACCEPTED, Status.PARTLY, Status.ANALYSIS, Status.ALREADY, Status.CLOSED,
    Status.REJECTED, Status.OBSOLETE, Status.NEW,
)  # fmt: skip

#: days after which an addressee that was asked is late with a first answer
ANSWER_WITHIN = 90
#: days after the last response from which an open course counts as silent
NEWS_WITHIN = 180


def check_status_move(course: Course, status: str) -> None:
    """Raise InvalidInput when the new status may not follow the present one."""
    if status not in STATUS_MOVES[course.status]:
        raise InvalidInput(
            _("The status “%(new)s” cannot follow “%(old)s”.")
            % {"new": dict(Status.choices).get(status, status), "old": course.get_status_display()}
        )


def check_said_on(course: Course, day: datetime.date) -> None:
    """Raise InvalidInput for a day in the future, before the recommendation was asked, or before the last response."""
    if day > timezone.localdate():
        raise InvalidInput(_("The answer cannot have a date in the future."))
    if day < course.asked_on:
        raise InvalidInput(
            _("The recommendation was published on %(day)s. An answer cannot be older.")
            % {"day": long_date(course.asked_on)}
        )
    if course.heard_on and day < course.heard_on:
        raise InvalidInput(
            _("A later answer, of %(day)s, is already recorded. An older one cannot follow it.")
            % {"day": long_date(course.heard_on)}
        )


def check_planned_on(course: Course, status: str, planned_on: datetime.date | None, said_on: datetime.date) -> None:
    """Raise InvalidInput for a date that nothing is planned for, or that lay in the past when it was given."""
    if planned_on is None:
        return
    if status not in OPEN:
        raise InvalidInput(_("With this status nothing is planned any more. Leave the date empty."))
    if planned_on < said_on and planned_on != course.planned_on:
        raise InvalidInput(_("The planned date lies before the answer."))


def check_shown(status: str, evidence: bool) -> None:
    """Raise InvalidInput when something is called done and nothing shows it."""
    if status in SHOWN and not evidence:
        raise InvalidInput(_("Show that it is done: add a file or the address of a public page."))


def is_public(recommendation: Recommendation) -> bool:
    """Whether the plan stands published now: only then its rows are what everybody reads."""
    return recommendation.deleted_at is None and is_in_public(recommendation.document)


def check_answerable(recommendation: Recommendation) -> None:
    """Raise WrongState unless the recommendation is public now. Also in an edition that has ended: it is still owed."""
    if not is_public(recommendation):
        raise WrongState(_("Only a recommendation of a published plan can be answered."))


def check_ratable(recommendation: Recommendation) -> None:
    """Raise WrongState until somebody has answered: before that nothing can have helped."""
    check_answerable(recommendation)
    if recommendation.status == Status.NEW:
        raise WrongState(_("No institution has answered yet. You can say whether it helped once one has."))


def status_of(courses: Iterable[Course]) -> str:
    """The public fate: what the leading addressee says.

    Until it speaks, others may have set to work, but neither what they finished nor what they refused ends the whole.
    Where nobody leads, what tells most among all counts.
    """
    asked = [course for course in courses if course.is_asked]
    said = [course.status for course in asked]
    lead = next((course for course in asked if course.leads), None)
    if lead is not None and lead.status != Status.NEW:
        return lead.status
    if lead is not None:
        said = [Status.RUNNING if status in SHOWN else status for status in said if status in OPEN | SHOWN]
    return min(said, key=TELLING.index, default=Status.NEW)


def overdue_of(course: Course, today: datetime.date) -> Overdue | None:
    """Why the course is overdue on that day, or None. `overdue` is the same as a condition."""
    if not course.is_asked:
        return None
    if course.status == Status.NEW:
        return Overdue.ANSWER if course.asked_on < _ago(today, ANSWER_WITHIN) else None
    if course.status not in OPEN:
        return None
    if course.planned_on and course.planned_on < today:
        return Overdue.PLANNED
    return Overdue.SILENT if course.heard_on and course.heard_on < _ago(today, NEWS_WITHIN) else None


def overdue(today: datetime.date, path: str = "") -> Q:
    """The condition that a course (at `path`) is overdue on that day."""
    unanswered = Q(**{f"{path}status": Status.NEW, f"{path}asked_on__lt": _ago(today, ANSWER_WITHIN)})
    late = Q(**{f"{path}planned_on__lt": today}) | Q(**{f"{path}heard_on__lt": _ago(today, NEWS_WITHIN)})
    return Q(**{f"{path}is_asked": True}) & (unanswered | (Q(**{f"{path}status__in": OPEN}) & late))


def _ago(today: datetime.date, days: int) -> datetime.date:
    return today - datetime.timedelta(days=days)

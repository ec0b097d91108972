"""What the state of an improvement plan allows: its transition table, and rules that reach beyond one column."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.exceptions import InvalidInput, WrongState
from documents.enums import State
from documents.models import Document
from documents.parts import PartKind
from documents.policies import is_in_public, reviewed_course
from improvement_plans.enums import Status
from improvement_plans.models import Barrier, GoodPractice, Recommendation

TRANSITIONS = reviewed_course(author="editor", judge="coordinator")

#: part kinds whose rows have a public code
LASTING = {"barrier": Barrier, "recommendation": Recommendation, "good_practice": GoodPractice}

#: which status an answer may give, by the present one; the same one may be given again with news, except "new"
STATUS_MOVES: dict[str, frozenset[str]] = {
    Status.NEW: frozenset({Status.ACCEPTED, Status.PARTLY, Status.RUNNING, Status.REJECTED, Status.OBSOLETE}),
    Status.ACCEPTED: frozenset(
        {Status.ACCEPTED, Status.PARTLY, Status.RUNNING, Status.DONE, Status.REJECTED, Status.OBSOLETE}
    ),
    Status.PARTLY: frozenset(
        {Status.PARTLY, Status.ACCEPTED, Status.RUNNING, Status.DONE, Status.REJECTED, Status.OBSOLETE}
    ),
    Status.RUNNING: frozenset({Status.RUNNING, Status.PARTLY, Status.DONE, Status.REJECTED, Status.OBSOLETE}),
    Status.DONE: frozenset({Status.DONE, Status.RUNNING, Status.OBSOLETE}),
    Status.REJECTED: frozenset({Status.REJECTED, Status.ACCEPTED, Status.PARTLY, Status.RUNNING, Status.OBSOLETE}),
    Status.OBSOLETE: frozenset({Status.OBSOLETE, Status.ACCEPTED, Status.PARTLY, Status.RUNNING}),
}


def check_status_move(recommendation: Recommendation, status: str) -> None:
    """Raise InvalidInput when the new status may not follow the present one."""
    if status not in STATUS_MOVES[recommendation.status]:
        raise InvalidInput(
            _("The status “%(new)s” cannot follow “%(old)s”.")
            % {"new": dict(Status.choices).get(status, status), "old": recommendation.get_status_display()}
        )


def is_public(recommendation: Recommendation) -> bool:
    """Whether the plan stands published now: only then its rows are what everybody reads."""
    return recommendation.deleted_at is None and is_in_public(recommendation.document)


def check_answerable(recommendation: Recommendation) -> None:
    """Raise WrongState unless the recommendation is public now."""
    if not is_public(recommendation):
        raise WrongState(_("Only a recommendation of a published plan can be answered."))


def check_row(kind: PartKind, row: Any, values: dict[str, Any] | None) -> None:
    """Raise WrongState for a row that has been public, or is under review and may be public next: its code stays as it
    is, and the row cannot be deleted.
    """
    if kind.key not in LASTING:
        return
    if row.published_on is None:
        _check_not_under_review(row, values)
        return
    if values is None:
        raise WrongState(
            _("%(code)s has been published and cannot be deleted: its address is permanent.") % {"code": row.code}
        )
    if values.get("code", row.code) != row.code:
        raise WrongState(_("%(code)s has been published, so its code can no longer change.") % {"code": row.code})


def _check_not_under_review(row: Any, values: dict[str, Any] | None) -> None:
    document = row.document
    if document.state != State.SUBMITTED or row.created_at > document.state_since:
        return
    if values is None or values.get("code", row.code) != row.code:
        raise WrongState(
            _("%(code)s is under review. You can change its code or delete it when the review has ended.")
            % {"code": row.code}
        )


def check_values(document: Document, kind: PartKind, values: dict[str, Any]) -> None:
    """Raise ValidationError by field: a code begins with the letters of its network."""
    code = values.get("code")
    letters = document.improvement_plan.network.code
    if code and not code.startswith(f"{letters}-"):
        raise ValidationError({"code": _("Codes of this plan begin with %(letters)s.") % {"letters": f"{letters}-"}})

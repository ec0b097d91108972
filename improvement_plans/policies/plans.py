"""What the state of an improvement plan allows: its transition table, and rules that reach beyond one column."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.exceptions import WrongState
from documents.enums import State
from documents.models import Document
from documents.parts import PartKind
from documents.policies import reviewed_course
from improvement_plans.models import Barrier, GoodPractice, Recommendation

TRANSITIONS = reviewed_course(author="editor", judge="coordinator")

#: part kinds whose rows have a public code
LASTING = {"barrier": Barrier, "recommendation": Recommendation, "good_practice": GoodPractice}


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

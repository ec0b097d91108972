"""What the state of an improvement plan allows: its transition table, and rules that reach beyond one column."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.enums import State
from documents.models import Document
from documents.parts import PartKind
from documents.policies import Transition

TRANSITIONS = (
    Transition("submit", frozenset({State.DRAFT, State.RETURNED}), State.SUBMITTED, "editor", gettext_lazy("Submit")),
    Transition(
        "take_back",
        frozenset({State.SUBMITTED}),
        State.DRAFT,
        "editor",
        gettext_lazy("Take back to the draft"),
    ),
    Transition(
        "return",
        frozenset({State.SUBMITTED}),
        State.RETURNED,
        "coordinator",
        gettext_lazy("Return for changes"),
        True,
    ),
    Transition("accept", frozenset({State.SUBMITTED}), State.ACCEPTED, "coordinator", gettext_lazy("Accept")),
    Transition("reopen", frozenset({State.ACCEPTED}), State.RETURNED, "coordinator", gettext_lazy("Reopen"), True),
    Transition("publish", frozenset({State.ACCEPTED}), State.PUBLISHED, "coordinator", gettext_lazy("Publish")),
    Transition(
        "withdraw",
        frozenset({State.PUBLISHED}),
        State.WITHDRAWN,
        "coordinator",
        gettext_lazy("Withdraw"),
        True,
    ),
    Transition("restore", frozenset({State.WITHDRAWN}), State.PUBLISHED, "coordinator", gettext_lazy("Publish again")),
    Transition(
        "revise",
        frozenset({State.WITHDRAWN}),
        State.DRAFT,
        "coordinator",
        gettext_lazy("Open a new revision"),
        True,
    ),
)


def check_values(document: Document, kind: PartKind, values: dict[str, Any]) -> None:
    """Raise ValidationError by field: a code begins with the letters of its network."""
    code = values.get("code")
    letters = document.improvement_plan.network.code
    if code and not code.startswith(f"{letters}-"):
        raise ValidationError({"code": _("Codes of this plan begin with %(letters)s.") % {"letters": f"{letters}-"}})

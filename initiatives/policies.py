"""What the state of an initiative allows: the transition table of a MID, and rules that reach beyond one column."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.enums import State
from documents.models import Document
from documents.parts import PartKind
from documents.policies import Transition

TRANSITIONS = (
    Transition(
        "submit",
        frozenset({State.DRAFT, State.RETURNED}),
        State.SUBMITTED,
        "team",
        gettext_lazy("Submit for review"),
    ),
    Transition("take_back", frozenset({State.SUBMITTED}), State.DRAFT, "team", gettext_lazy("Take back to the draft")),
    Transition(
        "return",
        frozenset({State.SUBMITTED}),
        State.RETURNED,
        "expert",
        gettext_lazy("Return for changes"),
        True,
    ),
    Transition("accept", frozenset({State.SUBMITTED}), State.ACCEPTED, "expert", gettext_lazy("Accept")),
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
    """Raise ValidationError by field: an action must lie within the months that its edition allows."""
    if kind.key != "action":
        return
    edition = document.initiative.participation.edition
    errors = {}
    for name in ("start", "end"):
        month = values.get(name)
        if month is not None and not edition.plans_from.replace(day=1) <= month <= edition.plans_until:
            errors[name] = _("The month must lie between %(first)s and %(last)s, the period of this edition.") % {
                "first": edition.plans_from.strftime("%m.%Y"),
                "last": edition.plans_until.strftime("%m.%Y"),
            }
    if errors:
        raise ValidationError(errors)

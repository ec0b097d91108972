"""What the state of a document allows: editing, and the moves of its transition table."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.exceptions import WrongState
from documents.enums import State
from documents.models import Document

EDITABLE = frozenset({State.DRAFT, State.RETURNED})


@dataclass(frozen=True)
class Transition:
    """One allowed move. `who` is the key of the permission that the domain app checks; `label` the button."""

    key: str
    sources: frozenset[State]
    target: State
    who: str
    label: Any
    needs_reason: bool = False


def reviewed_course(*, author: str, judge: str) -> tuple[Transition, ...]:
    """The moves of a document that `author` writes, `judge` reviews and a coordinator publishes (permission keys)."""
    owner = "coordinator"
    return (
        Transition("submit", EDITABLE, State.SUBMITTED, author, gettext_lazy("Submit for review")),
        Transition(
            "take_back", frozenset({State.SUBMITTED}), State.DRAFT, author, gettext_lazy("Take back to the draft")
        ),
        Transition(
            "return", frozenset({State.SUBMITTED}), State.RETURNED, judge, gettext_lazy("Return for changes"), True
        ),
        Transition("accept", frozenset({State.SUBMITTED}), State.ACCEPTED, judge, gettext_lazy("Accept")),
        Transition("reopen", frozenset({State.ACCEPTED}), State.RETURNED, owner, gettext_lazy("Reopen"), True),
        Transition("publish", frozenset({State.ACCEPTED}), State.PUBLISHED, owner, gettext_lazy("Publish")),
        Transition("withdraw", frozenset({State.PUBLISHED}), State.WITHDRAWN, owner, gettext_lazy("Withdraw"), True),
        Transition("restore", frozenset({State.WITHDRAWN}), State.PUBLISHED, owner, gettext_lazy("Publish again")),
        Transition(
            "revise", frozenset({State.WITHDRAWN}), State.DRAFT, owner, gettext_lazy("Open a new revision"), True
        ),
    )


def check_editable(document: Document) -> None:
    """Raise WrongState unless the document's words may be changed now."""
    if document.state not in EDITABLE:
        raise WrongState(
            _("The document is in the state “%(state)s” and cannot be edited now.")
            % {"state": document.get_state_display()}
        )


def is_editable(document: Document) -> bool:
    return document.state in EDITABLE


def find_transition(table: Iterable[Transition], key: str, document: Document) -> Transition:
    """Return the move `key` from the document's state; raise WrongState when the table has no such move."""
    for transition in table:
        if transition.key == key and document.state in transition.sources:
            return transition
    raise WrongState(
        _("This is not possible while the document is in the state “%(state)s”.")
        % {"state": document.get_state_display()}
    )


def transitions_from(table: Iterable[Transition], state: str) -> list[Transition]:
    return [transition for transition in table if state in transition.sources]

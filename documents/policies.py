"""What the state of a document allows (editing, the moves of its table), and what the table of a row allows."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.exceptions import WrongState
from documents.enums import State
from documents.exceptions import TooOld
from documents.models import Document, Part

#: from here a document is submitted
SUBMITTABLE = frozenset({State.DRAFT, State.RETURNED})
#: the authors may go on writing while the Version that they submitted is read
EDITABLE = SUBMITTABLE | {State.SUBMITTED}
#: for so long a deleted row can come back
BIN_DAYS = 30


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
        Transition("submit", SUBMITTABLE, State.SUBMITTED, author, gettext_lazy("Submit for review")),
        Transition(
            "take_back", frozenset({State.SUBMITTED}), State.DRAFT, author, gettext_lazy("Take back to the draft")
        ),
        Transition(
            "return", frozenset({State.SUBMITTED}), State.RETURNED, judge, gettext_lazy("Return for changes"), True
        ),
        Transition("accept", frozenset({State.SUBMITTED}), State.ACCEPTED, judge, gettext_lazy("Accept")),
        Transition(
            "review_again",
            frozenset({State.RETURNED, State.ACCEPTED}),
            State.SUBMITTED,
            judge,
            gettext_lazy("Open the review again"),
            True,
        ),
        Transition("reopen", frozenset({State.ACCEPTED}), State.RETURNED, owner, gettext_lazy("Reopen"), True),
        Transition("publish", frozenset({State.ACCEPTED}), State.PUBLISHED, owner, gettext_lazy("Publish")),
        Transition(
            "correct", frozenset({State.PUBLISHED}), State.DRAFT, owner, gettext_lazy("Open a correction"), True
        ),
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


def is_in_public(document: Document) -> bool:
    """Whether everybody reads some Version of the document now: also while a correction of it is being written."""
    return document.state == State.PUBLISHED or document.public_version_id is not None


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


def row_errors(row: Part, names: Collection[str], unknown: Collection[str] = ()) -> dict[str, list[str]]:
    """What the table's own rules say of an unsaved row, so that a person reads a sentence and not a database error.

    Sentences by field name, only of those among `names`, whose values are new; "" stands for the whole row. Rules that
    speak of `unknown` fields are left out.
    """
    errors: dict[str, list[str]] = {}
    try:
        row.validate_unique(exclude=set(unknown))
    except ValidationError as error:
        for name, sentences in error.message_dict.items():
            errors[name if name in names and name != NON_FIELD_ERRORS else ""] = sentences
    for constraint in row._meta.constraints:
        concerned = [name for name in _columns_of(constraint) if name in names]
        if not concerned:
            continue
        try:
            constraint.validate(type(row), row, exclude=set(unknown))
        except ValidationError as error:
            errors.setdefault(concerned[-1], []).extend(error.messages)
    return errors


def _columns_of(constraint: Any) -> Iterator[str]:
    """Names of the columns that a constraint speaks of, in order."""
    yield from getattr(constraint, "fields", ())
    stack: list[Any] = [getattr(constraint, "condition", None)]
    while stack:
        node = stack.pop(0)
        if isinstance(node, Q):
            stack = [*node.children, *stack]
        elif isinstance(node, tuple):
            yield str(node[0]).split("__")[0]


def check_still_in_bin(row: Part) -> None:
    """Raise TooOld for a row that was deleted more than 30 days ago."""
    if row.deleted_at is not None and row.deleted_at < timezone.now() - timedelta(days=BIN_DAYS):
        raise TooOld(BIN_DAYS)

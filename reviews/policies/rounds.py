"""The course of a round: which moves its state allows, and whose move each is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from accounts.enums import Role
from core.exceptions import InvalidInput, WrongState
from documents.enums import State
from documents.models import Document
from reviews.enums import OPEN_ROUND, Met, Opinion, RoundState
from reviews.models import Round
from reviews.policies.remarks import LONGEST_REASONS, check_text

#: roles of the people who can be asked to review a document; a city's team reviews nobody
INVITABLE = frozenset({Role.EXPERT, Role.PU_EDITOR, Role.COORDINATOR, Role.MINISTRY})
OPEN = frozenset(OPEN_ROUND)
LONGEST_ASSESSMENT = 1000
#: what a reviewer says of the criteria of a round, by their keys: how far it is met, a score or None, a note
Assessments = Mapping[str, tuple[str, int | None, str]]


@dataclass(frozen=True)
class RoundMove:
    """One allowed move. No `sources`: it opens a round. No `target`: the round stays in its state.

    `who` is "author", "reviewer" (anybody who reviews), "lead" (who gives the verdict) or "keeper" (the lead or a
    coordinator); `reviews.permissions` knows them.
    """

    key: str
    sources: frozenset[RoundState]
    target: RoundState | None
    who: str
    label: Any
    needs_reason: bool = False


ROUND_MOVES = (
    RoundMove("submit", frozenset(), RoundState.SUBMITTED, "author", pgettext_lazy("move of a round", "Submit")),
    RoundMove(
        "start",
        frozenset({RoundState.SUBMITTED}),
        RoundState.IN_REVIEW,
        "reviewer",
        pgettext_lazy("move of a round", "Start the review"),
    ),
    RoundMove("opinion", OPEN, RoundState.IN_REVIEW, "reviewer", pgettext_lazy("move of a round", "Give an opinion")),
    RoundMove("return", OPEN, RoundState.RETURNED, "lead", pgettext_lazy("move of a round", "Return"), True),
    RoundMove("accept", OPEN, RoundState.ACCEPTED, "lead", pgettext_lazy("move of a round", "Accept")),
    RoundMove("take_back", OPEN, RoundState.WITHDRAWN, "author", pgettext_lazy("move of a round", "Take back")),
    RoundMove(
        "reopen",
        frozenset({RoundState.RETURNED, RoundState.ACCEPTED}),
        RoundState.IN_REVIEW,
        "keeper",
        pgettext_lazy("move of a round", "Open again"),
        True,
    ),
    RoundMove(
        "extend",
        OPEN | {RoundState.RETURNED},
        None,
        "keeper",
        pgettext_lazy("move of a round", "Change the date"),
        True,
    ),
    RoundMove("reassign", OPEN, None, "keeper", pgettext_lazy("move of a round", "Change who gives the verdict")),
    RoundMove("add_reviewer", OPEN, None, "keeper", pgettext_lazy("move of a round", "Add a reviewer")),
    RoundMove("remove_reviewer", OPEN, None, "keeper", pgettext_lazy("move of a round", "Remove a reviewer")),
)


def round_move(key: str) -> RoundMove:
    return next(move for move in ROUND_MOVES if move.key == key)


def check_move(found: Round | None, key: str) -> Round:
    """The round, when its state allows the move; raises WrongState when there is none, or it does not."""
    if found is None:
        raise WrongState(_("This plan is not under review now."))
    if found.state not in round_move(key).sources:
        raise WrongState(
            _("This is not possible now: round %(number)d is in the state “%(state)s”.")
            % {"number": found.number, "state": found.get_state_display()}
        )
    return found


def check_round_open(found: Round | None) -> Round:
    """The open round; WrongState when there is none: remarks and verdicts are given on what was submitted."""
    if found is None or found.closed_at is not None:
        raise WrongState(_("This plan is not under review now."))
    return found


def check_not_moved_further(document: Document, closed: Round) -> None:
    """Raise WrongState when what followed a round's verdict can no longer be undone: it was published, or reopened."""
    if document.state != {RoundState.RETURNED: State.RETURNED, RoundState.ACCEPTED: State.ACCEPTED}.get(
        RoundState(closed.state)
    ):
        raise WrongState(_("The document has moved on since this verdict, so the round cannot be opened again."))


def check_reasons_given(reasons: str, opinions: Iterable[str]) -> None:
    """Raise InvalidInput for a verdict without reasons although the reviewers' opinions differ."""
    if len(set(opinions)) > 1 and not reasons.strip():
        raise InvalidInput(_("The reviewers do not agree. Give the reasons for your decision."))


def check_confirmed(open_musts: int, *, confirmed: bool) -> None:
    """Raise WrongState for an acceptance over remarks “must be changed”, unless the reviewer said so plainly."""
    if open_musts and not confirmed:
        raise WrongState(
            ngettext(
                "%(count)d remark “must be changed” is still open. Confirm that you accept the plan all the same.",
                "%(count)d remarks “must be changed” are still open. Confirm that you accept the plan all the same.",
                open_musts,
            )
            % {"count": open_musts}
        )


def check_date(due_on: date, today: date) -> date:
    """The date; InvalidInput when it has passed or is more than a year away."""
    if not today <= due_on <= today + timedelta(days=366):
        raise InvalidInput(_("Give a date from today on, within a year."))
    return due_on


def check_opinion(opinion: str, reasons: str) -> str:
    """The trimmed reasons; InvalidInput for an unknown opinion, or one against the plan without reasons."""
    if opinion not in Opinion.values:
        raise InvalidInput(_("Say what you think of the plan."))
    if opinion == Opinion.ACCEPT and not reasons.strip():
        return ""
    return check_text(reasons, LONGEST_REASONS)


def check_assessments(shown: Round, given: Assessments) -> Assessments:
    """The lines of the round's checklist that were filled. Raises InvalidInput for what the checklist does not have."""
    keys = {line["key"] for line in shown.criteria}
    filled: dict[str, tuple[str, int | None, str]] = {}
    for key, (met, score, note) in given.items():
        if key not in keys or (met and met not in Met.values) or len(note) > LONGEST_ASSESSMENT:
            raise InvalidInput(_("The checklist of this round has no such line."))
        if score is not None and (not shown.is_scored or not 1 <= score <= 5):
            raise InvalidInput(_("A score is a whole number from 1 to 5, where the edition scores."))
        if met:
            filled[key] = (met, score, note.replace("\x00", "").strip())
        elif score is not None or note.strip():
            raise InvalidInput(_("Say whether the criterion is met."))
    return filled

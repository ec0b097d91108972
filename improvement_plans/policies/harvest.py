"""What the state of a reported barrier allows, and what may be said of it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from core.exceptions import InvalidInput, WrongState
from documents.models import Document
from improvement_plans.enums import FlagState
from improvement_plans.models import Barrier, BarrierFlag

#: characters of a note and of a reason
LONGEST_NOTE = 2000
#: reported barriers that are settled together
MOST_FLAGS = 100


@dataclass(frozen=True)
class FlagMove:
    """One allowed move of a reported barrier. No `sources`: it makes the flag. `who` is "team" or "editor"."""

    key: str
    sources: frozenset[FlagState]
    target: FlagState
    who: str
    label: Any
    needs_reason: bool = False


OPEN = frozenset({FlagState.OPEN})
FLAG_MOVES = (
    FlagMove("flag", frozenset(), FlagState.OPEN, "team", pgettext_lazy("move of a reported barrier", "Report")),
    FlagMove("withdraw", OPEN, FlagState.WITHDRAWN, "team", pgettext_lazy("move of a reported barrier", "Take back")),
    FlagMove(
        "merge", OPEN, FlagState.MERGED, "editor", pgettext_lazy("move of a reported barrier", "Take into the plan")
    ),
    FlagMove(
        "decline", OPEN, FlagState.DECLINED, "editor", pgettext_lazy("move of a reported barrier", "Decline"), True
    ),
    FlagMove(
        "reopen",
        frozenset({FlagState.MERGED, FlagState.DECLINED}),
        FlagState.OPEN,
        "editor",
        pgettext_lazy("move of a reported barrier", "Decide again"),
    ),
)


def find_flag_move(key: str, flag: BarrierFlag) -> FlagMove:
    """The move `key`. Raises WrongState when the flag's state does not allow it.

    A flag whose barrier was deleted since waits like an open one.
    """
    move = next(one for one in FLAG_MOVES if one.key == key)
    if flag.state in move.sources or (flag.is_stranded and move.who == "editor"):
        return move
    sentence = _("This report is now: %(state)s. Somebody has dealt with it meanwhile.")
    raise WrongState(sentence % {"state": flag.get_state_display()})


def may_move(key: str, flag: BarrierFlag) -> bool:
    try:
        find_flag_move(key, flag)
    except WrongState:
        return False
    return True


def check_note(note: str) -> str:
    """The note without white space around it. Raises InvalidInput when there is none, or too much."""
    return _check_words(note, _("Write why this is beyond your power."))


def check_decline_reason(reason: str) -> str:
    """The same of the reason that the city will read."""
    return _check_words(reason, _("Write the reason. The city will read it."))


def check_flaggable(document: Document) -> None:
    """Only municipal action plans report barriers. Raises InvalidInput."""
    if document.kind != "mid":
        raise InvalidInput(_("Only a municipal action plan can report a barrier."))


def check_barrier_takes(barrier: Barrier, plan: Document) -> None:
    """Raise InvalidInput for a barrier of another plan, WrongState for one that was deleted."""
    if barrier.document_id != plan.pk:
        raise InvalidInput(_("This barrier is not in the plan of this network."))
    if barrier.deleted_at is not None:
        raise WrongState(_("This barrier has just been deleted. Choose another one."))


def _check_words(words: str, missing: str) -> str:
    found = words.strip()
    if not found:
        raise InvalidInput(missing)
    if len(found) > LONGEST_NOTE:
        raise InvalidInput(_("This text is too long: at most %(most)d characters.") % {"most": LONGEST_NOTE})
    return found

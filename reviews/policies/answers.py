"""What the state of suggestions and answers allows."""

from django.utils.translation import gettext as _

from core.exceptions import InvalidInput, WrongState
from reviews.enums import Outcome, SuggestionState
from reviews.models import Answer, Suggestion

LONGEST_ANSWER = 5000
LONGEST_DECLINING = 2000


def check_suggestion_open(suggestion: Suggestion) -> None:
    """Raise WrongState when somebody has decided, or its author has taken it back."""
    if suggestion.state == SuggestionState.WITHDRAWN:
        raise WrongState(_("The reviewer has taken this suggestion back."))
    if suggestion.state != SuggestionState.OPEN:
        raise WrongState(
            _("%(name)s has already decided about this suggestion: %(state)s.")
            % {"name": suggestion.decided_by_label, "state": suggestion.get_state_display()}
        )


def may_change_answer(answer: Answer | None) -> bool:
    """What was sent stays."""
    return answer is None or answer.sent_with_id is None


def check_not_sent(answer: Answer | None) -> None:
    """Raise WrongState for an answer that the reviewers have."""
    if not may_change_answer(answer):
        raise WrongState(_("This answer has been sent to the reviewers and can no longer change."))


def check_answer_reason(outcome: str, reason: str) -> str:
    """The reason without surrounding space. InvalidInput for an unknown outcome, or one that lacks its reason."""
    if outcome not in Outcome.values:
        raise InvalidInput(_("Choose an answer from the list."))
    reason = reason.replace("\x00", "").replace("\r\n", "\n").strip()
    if outcome != Outcome.DONE and not reason:
        raise InvalidInput(_("Say why it was not done, or not done in full."))
    if len(reason) > LONGEST_ANSWER:
        raise InvalidInput(_("The text may have at most %(limit)d characters.") % {"limit": LONGEST_ANSWER})
    return reason

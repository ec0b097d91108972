"""Refusals of the review."""

from typing import Any

from django.utils.translation import gettext as _

from core.exceptions import InvalidInput, Refusal


class OutdatedSuggestion(Refusal):
    """The authors have changed the words that the suggestion changes: a person decides, and nothing was applied.

    `now` is the stored value of the field, `version` the row's version that has it.
    """

    status = 409

    def __init__(self, *, now: Any, version: int) -> None:
        super().__init__(
            _(
                "The text has been changed since the suggestion was made, in the same words."
                " Look at both texts and decide what the field shall say."
            )
        )
        self.now = now
        self.version = version


class Unanswered(InvalidInput):
    """The document cannot be submitted again yet; `threads` are the remarks that wait for an answer."""

    def __init__(self, threads: list[Any]) -> None:
        numbers = ", ".join(str(thread.number) for thread in threads)
        super().__init__(
            _("Answer every remark that asks for a change before you submit. Without an answer: %(numbers)s.")
            % {"numbers": numbers}
        )
        self.threads = threads

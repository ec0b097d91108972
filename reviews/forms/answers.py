"""The authors' answer to one remark."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from improvement_plans.forms import LongText
from reviews.enums import Outcome
from reviews.models import Answer, Thread
from reviews.policies.answers import LONGEST_ANSWER
from reviews.queries.changed import ChangedPlace, proposed_places


class AnswerForm(forms.Form):
    """`places` offers what was changed since the reviewed Version: at the place of the remark, then elsewhere.

    Without an answer yet, what was changed at the place is ticked.
    """

    outcome = forms.ChoiceField(
        label=_("Your answer"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer from the list.")},
    )
    reason = LongText(
        label=_("What was done, or why not"),
        help_text=_("Needed unless everything was done."),
        max_length=LONGEST_ANSWER,
        required=False,
        rows=3,
    )
    places = forms.MultipleChoiceField(
        label=_("Changed because of this remark"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, thread: Thread, given: Answer | None, changed: list[ChangedPlace]) -> None:
        key = prefix_of(thread)
        near = proposed_places(changed, thread)
        kept = [f"{one['part_kind']}|{one['part_id']}|{one['field']}" for one in given.places] if given else []
        initial = {
            "outcome": given.outcome if given else "",
            "reason": given.reason if given else "",
            "places": kept if given else [place.key for place in near],
        }
        super().__init__(data, prefix=key, auto_id="%s", initial=initial)
        near_keys = {place.key for place in near}
        ordered = [*near, *(place for place in changed if place.key not in near_keys)]
        self.fields["outcome"].widget.is_small = True
        choices = [(place.key, place.label) for place in ordered]
        known = {key for key, _label in choices}
        # What was chosen before and has been changed back since stays chosen until somebody takes it away.
        choices += [(key, str(_("A place that is as it was again"))) for key in kept if key not in known]
        if choices:
            self.fields["places"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["places"]

    def clean(self) -> dict[str, Any]:
        outcome, reason = self.cleaned_data.get("outcome"), self.cleaned_data.get("reason", "")
        if outcome and outcome != Outcome.DONE and not reason.strip() and "reason" not in self.errors:
            self.add_error("reason", ValidationError(_("Say why it was not done, or not done in full.")))
        return self.cleaned_data

    @property
    def is_touched(self) -> bool:
        """Whether somebody answered here: an untouched one is left as it is."""
        return bool(self.has_changed())


def prefix_of(thread: Thread) -> str:
    return f"answer-{thread.number}"

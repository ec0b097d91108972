"""The authors' answer to one remark."""

import hashlib
import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms.fields import LongText
from reviews.enums import Outcome
from reviews.models import Answer, Thread
from reviews.policies.answers import LONGEST_ANSWER
from reviews.queries.changed import ChangedPlace, proposed_places
from reviews.services.answers import Over


class AnswerForm(forms.Form):
    """`places` offers what was changed since the reviewed Version: at the place of the remark, then elsewhere.

    Without an answer yet, what was changed at the place is ticked. `was` tells what the form showed when it was drawn,
    so that a page that is older than a colleague's answer neither counts as touched nor covers that answer unseen.
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

    was = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, thread: Thread, given: Answer | None, changed: list[ChangedPlace]) -> None:
        key = prefix_of(thread)
        near = proposed_places(changed, thread)
        kept = [f"{one['part_kind']}|{one['part_id']}|{one['field']}" for one in given.places] if given else []
        initial = {
            "outcome": given.outcome if given else "",
            "reason": given.reason if given else "",
            "places": kept if given else [place.key for place in near],
        }
        self.given = given
        self.present = f"{_stamp_of(given)}.{_stamp(initial)}"
        super().__init__(data, prefix=key, auto_id="%s", initial={**initial, "was": self.present})
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
        if self.given is not None and self._covers(self.given):
            self._ask_again(self.given)
        self.cleaned_data.pop("was", None)
        return self.cleaned_data

    @property
    def said(self) -> dict[str, Any]:
        """What `reviews.services.answer` takes, with the answer that the form was judged beside."""
        return {**self.cleaned_data, "over": Over(self.given)}

    @property
    def is_touched(self) -> bool:
        """Whether somebody answered here: an untouched one is left as it is."""
        shown = self._was.partition(".")[2]
        return _stamp(self._sent) != shown if shown else bool({*self.changed_data} - {"was"})

    @property
    def _was(self) -> str:
        return str(self.data.get(self.add_prefix("was"), ""))

    @property
    def _sent(self) -> dict[str, Any]:
        fields = self.fields
        return {
            name: fields[name].widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            for name in ("outcome", "reason", "places")
            if name in fields
        }

    def _covers(self, given: Answer) -> bool:
        """Whether the answer was given since the form was drawn, and says something else."""
        if not self._was or self._was.partition(".")[0] == _stamp_of(given):
            return False
        said = (self.cleaned_data.get("outcome"), self.cleaned_data.get("reason", "").strip())
        return said != (given.outcome, given.reason)

    def _ask_again(self, given: Answer) -> None:
        """Show what was answered meanwhile. Whoever saves again has read it."""
        answer = ". ".join(filter(None, [str(given.get_outcome_display()), given.reason]))
        sentence = _("%(who)s has answered meanwhile: “%(answer)s” Save again to put your answer in its place.")
        self.add_error("reason", ValidationError(sentence, params={"who": given.by_label, "answer": answer}))
        data = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix("was")] = self.present
        self.data = data


def prefix_of(thread: Any) -> str:
    """How the fields of the answer to a remark, or to its line, begin."""
    return f"answer-{thread.number}"


def _stamp_of(given: Answer | None) -> str:
    return _stamp({"outcome": given.outcome, "reason": given.reason, "places": given.places}) if given else "none"


def _stamp(said: dict[str, Any]) -> str:
    """A short sign of an answer's words: the same for the same words."""
    words = " ".join((said.get("reason") or "").split())
    places = sorted(json.dumps(one) for one in said.get("places") or [])
    return hashlib.sha256(json.dumps([said.get("outcome") or "", words, places]).encode()).hexdigest()[:16]

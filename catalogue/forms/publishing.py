"""The forms of publishing."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogue.policies import LONGEST_REASON
from core.forms.fields import ThreeBoxDateField


class ReasonForm(forms.Form):
    """Why a document is withdrawn or opened again."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *arguments: Any, hint: str, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["reason"].help_text = hint


class CorrectionForm(forms.Form):
    """Why the new Version corrects the one that was public; a document that is new to the public has nothing to say."""

    reason = forms.CharField(
        label=_("What was corrected, and why"),
        help_text=_("In a sentence or two, for the readers. The portal lists the changed places itself."),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *arguments: Any, is_correction: bool, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if not is_correction:
            del self.fields["reason"]


class ScheduleForm(CorrectionForm):
    """The day and the time of a planned publication, in Polish time."""

    day = ThreeBoxDateField(label=_("Day"), help_text=_("For example 1 9 2027."))
    time = forms.TimeField(
        label=_("Time"),
        help_text=_("Polish time, for example 8:00."),
        input_formats=["%H:%M", "%H.%M", "%H"],
        widget=forms.TextInput(attrs={"size": 5, "inputmode": "text"}),
        error_messages={"invalid": _("Enter the time as hour and minutes, for example 8:00")},
    )

    field_order = ("day", "time", "reason")

    def at(self) -> datetime.datetime:
        """The chosen moment. Only for a valid form."""
        found = datetime.datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"])
        return timezone.make_aware(found)

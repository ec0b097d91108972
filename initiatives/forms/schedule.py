"""Forms of the schedule."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.fields import MonthField
from initiatives.models import Action

#: what moves: the first month, the last month; "all" takes along what waits for the action
STEPS = {"start": (1, 0), "end": (0, 1), "both": (1, 1), "all": (1, 1)}


class StepForm(forms.Form):
    """One step of a date: which end of the action moves, and whether a month earlier or later."""

    move = forms.ChoiceField(
        choices=[(f"{what}-{way}", "") for what in STEPS for way in ("earlier", "later")], required=True
    )
    base_version = forms.IntegerField(min_value=0)
    request = forms.UUIDField(required=False)

    @property
    def shift(self) -> dict[str, Any]:
        """By how many months the first and the last month move, and whether followers move too."""
        what, _dash, way = self.cleaned_data["move"].partition("-")
        sign = -1 if way == "earlier" else 1
        start, end = STEPS[what]
        return {"start_by": start * sign, "end_by": end * sign, "with_followers": what == "all"}


class MonthsForm(forms.Form):
    """The first and the last month of one action, typed."""

    start = MonthField(label=_("First month"))
    end = MonthField(label=_("Last month"))
    base_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    request = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, action: Action, request_key: Any = None) -> None:
        initial = {
            "start": action.start,
            "end": action.end,
            "base_version": action.version,
            "request": request_key,
        }
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        if start and end and start > end:
            self.add_error("end", _("The last month must not be before the first month."))
        return self.cleaned_data

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("start", "end")}

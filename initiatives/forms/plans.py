"""Forms on the pages of one plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The team will read it."),
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
    )


class PlaceForm(forms.Form):
    """Where a stakeholder is moved on the grid: one of the two values, and what the move was based on."""

    influence = forms.IntegerField(min_value=1, max_value=5, required=False)
    interest = forms.IntegerField(min_value=1, max_value=5, required=False)
    base_version = forms.IntegerField(min_value=1)
    request = forms.UUIDField(required=False)

    def clean(self) -> dict[str, Any]:
        if not self.values:
            raise forms.ValidationError(_("Choose a value from the scale."))
        return self.cleaned_data

    @property
    def values(self) -> dict[str, int]:
        """The chosen values by field name."""
        names = ("influence", "interest")
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data.get(name) is not None}

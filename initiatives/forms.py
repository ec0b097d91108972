"""Forms of MIDs that are not derived from the registry."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The team will read it."),
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
    )

"""The name of a saved view, as a form."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SavedViewForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the view"), help_text=_("For example: legal ones that wait for us."), max_length=80
    )

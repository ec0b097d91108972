"""Filters of the audit log."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activity.enums import Verb
from core.forms.fields import ThreeBoxDateField


class EventFilterForm(forms.Form):
    q = forms.CharField(label=_("Person or thing"), required=False, max_length=200)
    verb = forms.ChoiceField(label=_("What happened"), required=False, choices=[("", _("Everything")), *Verb.choices])
    since = ThreeBoxDateField(label=_("From day"), required=False)
    until = ThreeBoxDateField(label=_("To day"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day must not be before the first."))
        return cleaned

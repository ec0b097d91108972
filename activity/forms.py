"""Filters of the audit log; when e-mails come."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from activity.enums import Rhythm, Verb, Weekday
from core.forms.fields import ThreeBoxDateField

HALF_HOURS = [
    ("", pgettext_lazy("quiet hours", "none")),
    *((f"{hour:02}:{minute:02}:00", f"{hour}:{minute:02}") for hour in range(24) for minute in (0, 30)),
]


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


class MailSettingsForm(forms.Form):
    """When a person wants e-mails."""

    rhythm = forms.ChoiceField(label=_("How often"), choices=Rhythm.choices, widget=forms.RadioSelect)
    weekday = forms.TypedChoiceField(
        label=_("Day"), coerce=int, choices=Weekday.choices, help_text=_("Of the e-mail that comes once a week.")
    )
    hour = forms.TypedChoiceField(
        label=_("Hour"),
        coerce=int,
        choices=[(hour, f"{hour}:00") for hour in range(24)],
        help_text=_("Of the e-mails that come once a day or once a week. Warsaw time."),
    )
    quiet_from = forms.TypedChoiceField(
        label=_("Quiet from"),
        required=False,
        coerce=datetime.time.fromisoformat,
        empty_value=None,
        choices=HALF_HOURS,
        help_text=_("No e-mail comes in these hours; it comes afterwards. They may go over midnight."),
    )
    quiet_until = forms.TypedChoiceField(
        label=_("Quiet until"),
        required=False,
        coerce=datetime.time.fromisoformat,
        empty_value=None,
        choices=HALF_HOURS,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        begin, end = cleaned.get("quiet_from"), cleaned.get("quiet_until")
        if (begin is None) != (end is None):
            self.add_error("quiet_until" if end is None else "quiet_from", _("Give both ends of the quiet hours."))
        elif begin is not None and begin == end:
            self.add_error("quiet_until", _("The quiet hours must end at another hour than they begin."))
        return cleaned

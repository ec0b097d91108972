"""Forms of a round: a note, reasons."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.fields import LongText
from reviews.policies import LONGEST_NOTE, LONGEST_REASONS


class SubmitForm(forms.Form):
    note = LongText(
        label=_("Note to the reviewer"),
        help_text=_("What has changed, what you would like to have checked."),
        max_length=LONGEST_NOTE,
        required=False,
    )


class ReturnForm(forms.Form):
    reasons = LongText(
        label=_("Reasons"),
        help_text=_("What must change before the plan can be accepted. The remarks are sent along."),
        max_length=LONGEST_REASONS,
        rows=10,
        error_messages={"required": _("Give the reasons for returning the plan.")},
    )

"""Whether a recommendation helped a city, as a form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.fields import LongText
from improvement_plans.enums import Helped


class RatingForm(forms.Form):
    helped = forms.ChoiceField(label=_("Did it help your city?"), choices=Helped.choices, widget=forms.RadioSelect)
    text = LongText(
        label=_("Why"),
        help_text=_("People of the programme read it. The public sees only how many cities said what."),
        max_length=2000,
        required=False,
        rows=4,
    )

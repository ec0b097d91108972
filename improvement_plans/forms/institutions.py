"""Forms of institutions and of moves of a plan."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms.fields import LongText, ThreeBoxDateField
from improvement_plans.models import Institution


class InstitutionForm(forms.ModelForm):
    class Meta:
        model = Institution
        fields = ("name", "short_name", "kind", "teryt", "contact_unit")


class InstitutionChangeForm(InstitutionForm):
    renamed_on = ThreeBoxDateField(
        label=_("Renamed on"),
        help_text=_("Give the day when the institution really changed its name. The old name stays as a former one."),
        required=False,
    )

    def clean_renamed_on(self) -> Any:
        day = self.cleaned_data["renamed_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("The day of the change cannot lie in the future."))
        return day


class MemberForm(forms.Form):
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    name = forms.CharField(
        label=_("Full name"),
        help_text=_("A person without an account gets an invitation."),
        max_length=150,
    )


class ReasonForm(forms.Form):
    reason = LongText(label=_("Reason"), max_length=2000)

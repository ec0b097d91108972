"""An institution becomes part of another, as a form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.fields import ThreeBoxDateField
from improvement_plans.models import Institution


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(
        label=_("Part of"),
        help_text=_("The institution that answers from now on. What was said stays under the old name."),
        queryset=Institution.objects.none(),
    )
    merged_on = ThreeBoxDateField(label=_("Date of the merger"), help_text=_("Empty means today."), required=False)

    def __init__(self, *arguments: Any, institution: Institution, **options: Any) -> None:
        super().__init__(*arguments, **options)
        others = Institution.objects.filter(merged_into=None).exclude(pk=institution.pk)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]

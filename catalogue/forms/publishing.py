"""The forms of publishing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalogue.policies import LONGEST_REASON


class ReasonForm(forms.Form):
    """Why a document is withdrawn or opened again."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *arguments: Any, hint: str, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["reason"].help_text = hint

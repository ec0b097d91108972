"""The upload of an edited Word file, and what is chosen from it."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.files import DOCX
from reviews.exchange.plans import Plan


class WordForm(forms.Form):
    file = forms.FileField(
        label=_("Word document"),
        help_text=_("The file that you downloaded from this review, edited: DOCX, up to 20 MB."),
        widget=forms.FileInput({"accept": f".docx,{DOCX}"}),
        error_messages={"required": _("Choose the file first.")},
    )


class ChosenForm(forms.Form):
    """Items of a plan by their keys; `seen` is the fingerprint of the plan that the page showed."""

    items = forms.MultipleChoiceField(
        required=False, error_messages={"invalid_choice": _("The list has changed meanwhile. Look through it again.")}
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, plan: Plan) -> None:
        super().__init__(data, initial={"seen": plan.fingerprint})
        self.plan = plan
        self.fields["items"].choices = [(item.key, item.key) for item in plan.items]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("seen") != self.plan.fingerprint:
            self.add_error(None, _("The plan or its remarks have changed meanwhile. Look through the list again."))
        elif not self.cleaned_data.get("items") and not self.errors:
            self.add_error(None, _("Choose what to take over."))
        return self.cleaned_data

    @property
    def chosen(self) -> list[Any]:
        keys = set(self.cleaned_data["items"])
        return [item for item in self.plan.items if item.key in keys]

    def is_ticked(self, item: Any) -> bool:
        """As it was sent; on a fresh page all but what is only told of."""
        if isinstance(self.data, QueryDict) and self.is_bound:
            return item.key in self.data.getlist("items")
        return getattr(item, "is_wanted", True)

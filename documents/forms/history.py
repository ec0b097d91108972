"""Filters of the history."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.fields import ThreeBoxDateField

#: the largest number of a change in its table
LARGEST = 2**63 - 1


class CursorForm(forms.Form):
    """Where the next page of the history begins: older than this change."""

    przed = forms.IntegerField(required=False, min_value=0, max_value=LARGEST, widget=forms.HiddenInput)


class HistoryFilterForm(forms.Form):
    osoba = forms.ChoiceField(label=_("Person"), required=False)
    sekcja = forms.ChoiceField(label=_("Section"), required=False)
    dzien = ThreeBoxDateField(label=_("Day"), required=False)

    def __init__(self, data: Any, *, people: list[tuple[int, str]], sections: list[tuple[str, Any]]) -> None:
        super().__init__(data)
        self.fields["osoba"].choices = [("", _("Everybody")), *((str(key), name) for key, name in people)]  # type: ignore[attr-defined]
        self.fields["sekcja"].choices = [("", _("The whole document")), *sections]  # type: ignore[attr-defined]

    @property
    def is_set(self) -> bool:
        """Whether anything is left out."""
        return any(self.cleaned_data.values())

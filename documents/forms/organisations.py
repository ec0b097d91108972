"""Names of organisations, typed with suggestions: the browser's own list for one, a box that adds lines for many."""

from functools import cached_property
from typing import Any

from django import forms

from core.forms.widgets import LinesTextarea
from documents.models import Document
from documents.parts import hooks_of


class Suggestions:
    """What all fields of one form suggest. Asked for only when the form is drawn, and drawn once."""

    list_id = "organisation-names"

    def __init__(self, document: Document) -> None:
        self.document = document
        self.is_drawn = False

    @cached_property
    def names(self) -> list[str]:
        return hooks_of(self.document.kind).suggestions(self.document)

    def take(self) -> list[str]:
        """The names for the first field that asks; the others point to its list."""
        first, self.is_drawn = not self.is_drawn, True
        return self.names if first else []


class _Suggesting(forms.Widget):
    suggestions: Suggestions | None = None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        if self.suggestions:
            context["widget"].update(list_id=self.suggestions.list_id, suggestions=self.suggestions.take())
        return context


class OrganisationInput(_Suggesting, forms.TextInput):
    """One name."""

    template_name = "forms/organisation.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"].update(list=Suggestions.list_id, autocomplete="off")
        return context


class OrganisationsTextarea(_Suggesting, LinesTextarea):
    """Names by lines, and a box beside them that adds one: by a script, or without scripts when the form is sent."""

    template_name = "forms/organisations.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        more = (data.get(f"{name}_more") or "").strip()
        return "\n".join(text for text in (value, more) if text) if more else value


SUGGESTING = (OrganisationInput, OrganisationsTextarea)

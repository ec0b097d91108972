"""What to take from another plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.parts import document_kind
from documents.services.beginning import can_take


class StartFromForm(forms.Form):
    """The sections to copy, and, from the city's own plan, whether with all their words."""

    words = forms.ChoiceField(
        label=_("How much to take"),
        choices=[
            ("all", _("Everything: texts, rows, figures and annexes")),
            ("structure", _("The structure alone: names of rows, their kinds and links")),
        ],
        widget=forms.RadioSelect,
        initial="all",
    )
    sections = forms.MultipleChoiceField(label=_("Sections"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, content: dict[str, Any], is_own: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_own:
            del self.fields["words"]
        self.is_own = is_own
        choices = list(_sections(content, with_words=is_own))
        self.fields["sections"].choices = choices  # type: ignore[attr-defined]
        self.fields["sections"].initial = [key for key, _label in choices]

    @property
    def with_words(self) -> bool:
        return self.is_own and self.cleaned_data["words"] == "all"


def _sections(content: dict[str, Any], *, with_words: bool) -> Any:
    """Sections in which there is something to take, with the number of their rows."""
    for section in document_kind("mid").sections:
        kinds = [kind for kind in section.kinds if can_take(kind, with_words=with_words)]
        rows = sum(len(content["parts"].get(kind.key, [])) for kind in kinds if kind.many)
        if rows or (with_words and any(not kind.many for kind in kinds)):
            yield section.key, f"{section.title} ({rows})" if rows else str(section.title)

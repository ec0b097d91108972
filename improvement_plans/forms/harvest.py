"""Forms of reporting a barrier, of taking reports into a plan, and of what shows a barrier."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms.fields import LongText
from documents.parts import document_kind
from documents.queries import section_with, sections_of
from documents.queries.places import Place, place_choices
from improvement_plans.models import Barrier
from improvement_plans.policies import LONGEST_NOTE, check_values
from improvement_plans.services import NewBarrier
from networks.models import Meeting

LONGEST_QUOTE = 5000
NEW_BARRIER = "new"
#: columns of a barrier that the form of a new one asks for; the rest is written on the workbench
NEW = ("code", "title", "kind")


class _PlaceForm(forms.Form):
    """`place` is one of the rows and fields of a snapshot, near the one that the person came from."""

    place = forms.ChoiceField(label=_("Where it shows"))
    quote = LongText(
        label=_("The words that show it"),
        help_text=_("Copy them from the text, or leave this empty."),
        max_length=LONGEST_QUOTE,
        rows=3,
        required=False,
    )

    def __init__(self, *arguments: Any, content: dict[str, Any], near: Place, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._content = content
        self.fields["place"].choices = _choices(content, near)  # type: ignore[attr-defined]
        if near.part_kind:
            self.fields["place"].initial = near.key

    def passage(self) -> dict[str, Any]:
        """The place and words that were picked, as the services take them."""
        part_kind, part_id, field = self.cleaned_data["place"].split("|")
        kind = document_kind(self._content["kind"]).part_kind(part_kind)
        section = section_with(self._content, kind)
        return {
            "section": section.key if section else "",
            "part_kind": part_kind,
            "part_id": part_id,
            "field": field,
            "quote": self.cleaned_data["quote"],
        }


class FlagForm(_PlaceForm):
    note = LongText(
        label=_("Why is it beyond your power?"),
        help_text=_("In two or three sentences: what stops you, and who could change it."),
        max_length=LONGEST_NOTE,
        rows=5,
    )


class EvidenceForm(_PlaceForm):
    """A place of a frozen Version that shows a barrier."""


class MeetingEvidenceForm(forms.Form):
    meeting = forms.ModelChoiceField(label=_("Meeting"), queryset=Meeting.objects.none())

    def __init__(self, *arguments: Any, meetings: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]


class MergeFlagsForm(forms.Form):
    """Into which barrier of the plan reports are taken: one that is there, or (`NEW_BARRIER`) a new one."""

    barrier = forms.ChoiceField(label=_("Barrier"))
    code = forms.CharField(label=_("Code of the new barrier"), max_length=7, required=False)
    title = forms.CharField(label=_("Title of the new barrier"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Kind of the new barrier"), required=False)

    def __init__(self, *arguments: Any, barriers: Iterable[Barrier], plan: Any, next_code: str, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._plan = plan
        self._barriers = {str(one.pk): one for one in barriers}
        new = (NEW_BARRIER, _("A new barrier"))
        self.fields["barrier"].choices = [*((key, str(one)) for key, one in self._barriers.items()), new]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", ""), *Barrier._meta.get_field("kind").choices]  # type: ignore[attr-defined, misc]
        self.fields["code"].initial = next_code

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and values["barrier"] == NEW_BARRIER:
            self._check_new({name: values[name] for name in NEW})
        return values

    def into(self) -> Barrier | NewBarrier:
        """Where the reports go. Only after the form is valid."""
        chosen = self._barriers.get(self.cleaned_data["barrier"])
        return chosen or NewBarrier({name: self.cleaned_data[name] for name in NEW})

    def _check_new(self, values: dict[str, Any]) -> None:
        """Judge the new barrier as the workbench would; each complaint stands at its field."""
        try:
            Barrier(document=self._plan, **values).full_clean(exclude=["document", "changed_by"])
            check_values(self._plan, document_kind("pu").part_kind("barrier"), values)
        except ValidationError as found:
            for name, messages in found.message_dict.items():
                self.add_error(name if name in NEW else None, ValidationError(messages))


def _choices(content: dict[str, Any], near: Place) -> list[Any]:
    """Rows and fields to choose from: of one row, of one section, or of the whole document by section."""
    if near.part_kind:
        return place_choices(content, Place(near.section, near.part_kind, near.part_id))
    if near.section:
        return [("", ""), *place_choices(content, Place(near.section))[1:]]
    offered = ((str(one.title), place_choices(content, Place(one.key))[1:]) for one in sections_of(content))
    return [("", ""), *((title, choices) for title, choices in offered if choices)]

"""What an addressee says in the course of a recommendation, as a form."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.files import check_upload
from core.forms.fields import LongText, ThreeBoxDateField
from improvement_plans.models import Course
from improvement_plans.queries import next_statuses
from improvement_plans.services import Letter, Said, Shown

LONGEST_ANSWER = 5000


class ResponseForm(forms.Form):
    """One response. Its statuses depend on the present one; only a coordinator enters letters."""

    #: the course's version that the person saw
    version = forms.IntegerField(widget=forms.HiddenInput)
    status = forms.ChoiceField(label=_("Status"), widget=forms.RadioSelect)
    text = LongText(
        label=_("Answer"),
        help_text=_("Everybody will be able to read it. Write what has been decided and what comes next."),
        max_length=LONGEST_ANSWER,
        rows=8,
    )
    planned_on = ThreeBoxDateField(
        label=_("Planned date"),
        help_text=_("When it will be done, or when you will know more. Leave it empty when nothing is planned."),
        required=False,
    )
    evidence_title = forms.CharField(
        label=_("What shows it"),
        help_text=_("For example: draft act UD123, call for proposals, guide. It is public."),
        max_length=200,
        required=False,
    )
    evidence_url = forms.URLField(
        label=_("Address of the evidence"), required=False, max_length=500, assume_scheme="https"
    )
    evidence_file = forms.FileField(
        label=_("Or a file"), help_text=_("PDF, Word, Excel, OpenDocument or a picture."), required=False
    )
    by_letter = forms.BooleanField(label=_("The answer came by letter"), required=False)
    letter_mark = forms.CharField(label=_("Mark of the letter"), max_length=100, required=False)
    said_on = ThreeBoxDateField(label=_("Date of the answer"), help_text=_("Empty means today."), required=False)

    def __init__(self, *arguments: Any, user: Any, course: Course, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.initial = {"version": course.version, "planned_on": course.planned_on}
        self.fields["status"].choices = next_statuses(course)  # type: ignore[attr-defined]
        if not user.is_coordinator:
            for name in ("by_letter", "letter_mark", "said_on"):
                del self.fields[name]

    def clean_evidence_file(self) -> Any:
        file = self.cleaned_data["evidence_file"]
        if file:
            check_upload(file)
        return file

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        given = [name for name in ("evidence_url", "evidence_file") if values.get(name)]
        if len(given) > 1:
            self.add_error("evidence_file", ValidationError(_("Give either an address or a file.")))
        if given and not values.get("evidence_title"):
            self.add_error("evidence_title", ValidationError(_("Name the evidence.")))
        if values.get("evidence_title") and not given and "evidence_url" not in self.errors:
            self.add_error("evidence_url", ValidationError(_("Give its address or a file.")))
        return values

    def said(self) -> Said:
        """What is to be recorded. Only after the form is valid."""
        values = self.cleaned_data
        shown = [Shown(values["evidence_title"], values["evidence_url"], values["evidence_file"] or None)]
        return Said(
            status=values["status"],
            text=values["text"],
            planned_on=values["planned_on"],
            said_on=values.get("said_on") or timezone.localdate(),
            letter=Letter(values["letter_mark"]) if values.get("by_letter") else None,
            evidence=shown if values["evidence_title"] else [],
        )

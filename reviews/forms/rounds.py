"""Forms of a round's verdict, opinions, dates and reviewers."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms.fields import LongText, ThreeBoxDateField
from documents.models import Document
from reviews.enums import Met, Opinion
from reviews.models import Reviewer, Round
from reviews.policies import LONGEST_ASSESSMENT, LONGEST_NOTE, LONGEST_REASONS, Assessments
from reviews.queries import invitable_people
from reviews.queries.opinions import text_of


class AcceptForm(forms.Form):
    """`despite_musts` is asked while remarks “must be changed” are open; reasons are needed where opinions differ."""

    reasons = LongText(
        label=_("Reasons"),
        help_text=_("What convinced you, what the city should remember. The authors will read it."),
        max_length=LONGEST_REASONS,
        rows=6,
        required=False,
        error_messages={"required": _("The reviewers do not agree. Give the reasons for your decision.")},
    )
    despite_musts = forms.BooleanField(
        label=_("I accept the plan although remarks “must be changed” are open"),
        error_messages={"required": _("Confirm that you accept the plan with remarks “must be changed” still open.")},
    )

    def __init__(self, *arguments: Any, open_musts: int, is_disputed: bool, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["reasons"].required = is_disputed
        if not open_musts:
            del self.fields["despite_musts"]


class OpinionForm(forms.Form):
    """The checklist of the round, a line for each criterion, then the opinion."""

    def __init__(self, *arguments: Any, shown: Round, row: Reviewer, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.shown = shown
        said = {one.criterion: one for one in row.assessments.all()}
        self.lines = [self._add_line(number, line, said.get(line["key"])) for number, line in enumerate(shown.criteria)]
        self.fields["opinion"] = forms.ChoiceField(
            label=_("Your opinion"),
            choices=Opinion.choices,
            widget=forms.RadioSelect,
            initial=row.opinion,
            error_messages={"required": _("Say what you think of the plan.")},
        )
        self.fields["reasons"] = LongText(
            label=_("Reasons"),
            help_text=_("Needed when the plan should be returned. The other reviewers and the coordinators read it."),
            max_length=LONGEST_REASONS,
            rows=6,
            required=False,
            initial=row.opinion_reasons,
        )

    def _add_line(self, number: int, line: dict[str, str], said: Any) -> dict[str, Any]:
        """Fields of one criterion; returns their names with its text, for the template."""
        names = {"met": f"met_{number}", "score": f"score_{number}", "note": f"note_{number}"}
        self.fields[names["met"]] = forms.ChoiceField(
            label=f"{number + 1}. {text_of(line)}",
            help_text=format_html('<span lang="pl">{}</span>', line["hint"]) if line["hint"] else "",
            choices=Met.choices,
            widget=forms.RadioSelect,
            required=False,
            initial=said.met if said else "",
        )
        if self.shown.is_scored:
            self.fields[names["score"]] = forms.TypedChoiceField(
                label=_("Score of criterion %(number)d, from 1 to 5") % {"number": number + 1},
                choices=[("", _("no score")), *((str(score), str(score)) for score in range(1, 6))],
                coerce=int,
                empty_value=None,
                required=False,
                initial=said.score if said else None,
            )
        self.fields[names["note"]] = forms.CharField(
            label=_("Note on criterion %(number)d") % {"number": number + 1},
            max_length=LONGEST_ASSESSMENT,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
            initial=said.note if said else "",
        )
        return {"key": line["key"], "fields": [self[name] for name in names.values() if name in self.fields], **names}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for line in self.lines:
            says_more = data.get(line["note"], "").strip() or data.get(line["score"]) is not None
            if says_more and not data.get(line["met"]) and line["met"] not in self.errors:
                self.add_error(line["met"], _("Say whether the criterion is met."))
        if data.get("opinion") == Opinion.RETURN and not data.get("reasons", "").strip():
            self.add_error("reasons", _("Say why the plan should be returned."))
        return data

    def assessments(self) -> Assessments:
        """What was filled, as `services.give_opinion` takes it."""
        data = self.cleaned_data
        return {
            line["key"]: (data[line["met"]], data.get(line["score"]), data[line["note"]])
            for line in self.lines
            if data[line["met"]]
        }


class ExtendForm(forms.Form):
    due_on = ThreeBoxDateField(label=_("New date"))
    reason = LongText(
        label=_("Reason"),
        help_text=_("The reviewers and the authors will read it."),
        max_length=LONGEST_NOTE,
        error_messages={"required": _("Give the reason.")},
    )

    def __init__(self, *arguments: Any, today: date, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["due_on"] = ThreeBoxDateField(
            label=_("New date"), earliest=today, latest=today + timedelta(days=366)
        )


class ReopenForm(forms.Form):
    reason = LongText(
        label=_("Reason"),
        help_text=_("Why the verdict was a mistake. The reviewers and the authors will read it."),
        max_length=LONGEST_NOTE,
        error_messages={"required": _("Give the reason.")},
    )


class PersonField(forms.ModelChoiceField):
    """A person with their role and unit, so that namesakes can be told apart."""

    def label_from_instance(self, person: User) -> str:
        facts = ", ".join(text for text in (str(person.get_role_display()), person.unit) if text)
        return f"{person} ({facts})"


class InviteForm(forms.Form):
    person = PersonField(
        label=_("Whom to ask"),
        help_text=_("Experts, editors of Improvement Plans, coordinators and ministry staff who have an account."),
        queryset=User.objects.none(),
        empty_label=_("choose a person"),
        error_messages={"required": _("Choose a person.")},
    )

    def __init__(self, *arguments: Any, document: Document, shown: Round, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["person"].queryset = invitable_people(document, shown)  # type: ignore[attr-defined]

"""Forms of the review: a note, reasons, a remark, a reply."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from improvement_plans.forms import LongText
from reviews.policies import LONGEST_COMMENT, LONGEST_NOTE, LONGEST_REASONS
from reviews.queries import Place, place_choices


class SubmitForm(forms.Form):
    note = LongText(
        label=_("Note to the reviewer"),
        help_text=_("What has changed, what you would like to have checked."),
        max_length=LONGEST_NOTE,
        required=False,
    )


class ReturnForm(forms.Form):
    reasons = LongText(
        label=_("Reasons"),
        help_text=_("What must change before the plan can be accepted. The remarks are sent along."),
        max_length=LONGEST_REASONS,
        rows=10,
        error_messages={"required": _("Give the reasons for returning the plan.")},
    )


class RemarkForm(forms.Form):
    """`place` is one of the places near the one that the person came from; its value is `Place.key`."""

    place = forms.ChoiceField(label=_("What the remark is about"))
    text = LongText(label=_("Remark"), max_length=LONGEST_COMMENT, error_messages={"required": _("Write the remark.")})

    def __init__(self, *arguments: Any, content: dict[str, Any], near: Place, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.near = near
        self.fields["place"].choices = place_choices(content, near)  # type: ignore[attr-defined]
        self.fields["place"].initial = near.key

    def chosen(self) -> dict[str, str]:
        """The place that was picked, as `services.add_thread` takes it."""
        part_kind, part_id, field = self.cleaned_data["place"].split("|")
        return {"section": self.near.section, "part_kind": part_kind, "part_id": part_id, "field": field}


class ReplyForm(forms.Form):
    text = LongText(
        label=_("Reply to a remark"),
        max_length=LONGEST_COMMENT,
        error_messages={"required": _("Write the reply.")},
    )

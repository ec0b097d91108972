"""Forms of suggested edits: the field's own control with the reviewer's words, and what the authors decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.fields import LongText
from documents.enums import FieldKind
from documents.forms import PartForm, part_form
from documents.forms.parts import HIDDEN
from documents.models import Document
from documents.parts import PartKind
from documents.services.proposals import frozen_row
from documents.services.values import from_stored
from reviews.enums import RemarkKind
from reviews.policies import LONGEST_COMMENT
from reviews.policies.answers import LONGEST_DECLINING
from reviews.queries.suggestions import Standing


class AboutForm(forms.Form):
    """What the reviewer says of the suggestion. A prefix keeps its names apart from those of the field."""

    kind = forms.ChoiceField(
        label=_("How much it matters"),
        choices=[(kind.value, kind.label) for kind in RemarkKind if kind != RemarkKind.PRAISE],
        initial=RemarkKind.SHOULD.value,
        widget=forms.RadioSelect,
    )
    text = LongText(
        label=_("Comment"),
        help_text=_("Why the wording should change. You may leave it empty."),
        max_length=LONGEST_COMMENT,
        required=False,
        rows=3,
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="remark", auto_id="%s")


class DeclineForm(forms.Form):
    reason = LongText(
        label=_("Why you decline it"),
        help_text=_("The reviewer will read it."),
        max_length=LONGEST_DECLINING,
        rows=3,
        error_messages={"required": _("Say why you decline the suggestion.")},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="decline", auto_id="%s")


def wording_form(
    document: Document, kind: PartKind, row: dict[str, Any], field: str, data: Any = None, files: Any = None
) -> PartForm:
    """The form with one field of a row of a frozen Version, as the Version has it."""
    form = part_form(kind, document, data, files, part=frozen_row(document, kind, row), only=(field,))
    if field in form.fields and kind.field(field).kind == FieldKind.REFERENCES:
        form.initial[field] = row["values"].get(field) or []
    return _alone(form, f"wording_{kind.key}_%s")


def editing_form(standing: Standing, value: Any, data: Any = None) -> PartForm:
    """The form with one field of a row as it is now, filled with the stored `value`."""
    field = standing.bound.name
    form = part_form(standing.kind, standing.document, data, part=standing.part, only=(field,))
    if field in form.fields:
        is_many = standing.bound.kind == FieldKind.REFERENCES
        form.initial[field] = (value or []) if is_many else from_stored(standing.bound, value)
    return _alone(form, f"edited_{standing.kind.key}_%s")


def _alone(form: PartForm, auto_id: str) -> PartForm:
    """A form of one field, whose controls have ids of their own and nothing hidden beside them."""
    form.auto_id = auto_id
    for name in HIDDEN:
        form.fields.pop(name, None)
    return form

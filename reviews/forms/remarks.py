"""Forms of remarks: a new one, a reply, second thoughts, whom it is given to."""

import json
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from documents.forms.rich import RichTextField
from reviews.enums import Audience, RemarkKind
from reviews.policies import LONGEST_COMMENT
from reviews.queries import Place, place_choices

LONGEST_QUOTE = 20_000


def talk_field(label: Any, missing: Any) -> RichTextField:
    """A comment: the editor of long fields, smaller."""
    field = RichTextField(label=label, limit=LONGEST_COMMENT, error_messages={"required": missing})
    field.widget.attrs["rows"] = 6
    return field


def _offer(form: forms.Form, readers: Iterable[User], reader: Any) -> None:
    """Let the text of a form call those who may read it: by name after an at sign, or from the list."""
    people = [person for person in readers if person.pk != reader.pk]
    form.fields["text"].widget.attrs["data-mentions"] = json.dumps([str(one) for one in people], ensure_ascii=False)
    form.people = {str(person.pk): person for person in people}  # type: ignore[attr-defined]
    form.fields["called"].choices = [(key, str(one)) for key, one in form.people.items()]  # type: ignore[attr-defined]
    if not people:
        del form.fields["called"]


class _Calling(forms.Form):
    """A form that can call people's attention; `people` are those whom it offers."""

    called = forms.MultipleChoiceField(
        label=_("Who should look at it"),
        help_text=_("You can also write @ and the name in the text."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def called_people(self) -> list[User]:
        return [self.people[key] for key in self.cleaned_data.get("called", ())]  # type: ignore[attr-defined]


class RemarkForm(_Calling):
    """`place` is one of the places near the one that the person came from; its value is `Place.key`.

    `round` is the id of the round that the person reads, "" for the draft. `before`, `after` and `hint` come from the
    selection on the page and tell apart words that stand several times.
    """

    place = forms.ChoiceField(label=_("What the remark is about"))
    quote = forms.CharField(
        label=_("The words it is about"),
        help_text=_("Copy them from the text, or leave this empty."),
        max_length=LONGEST_QUOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    kind = forms.ChoiceField(
        label=pgettext_lazy("of a remark", "Kind"),
        choices=RemarkKind.choices,
        initial=RemarkKind.SHOULD,
        widget=forms.RadioSelect,
    )
    audience = forms.ChoiceField(label=_("Who reads it"), widget=forms.RadioSelect)
    text = talk_field(_("Remark"), _("Write the remark."))
    before = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput, strip=False)
    after = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput, strip=False)
    hint = forms.IntegerField(required=False, widget=forms.HiddenInput)
    round = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(
        self,
        *arguments: Any,
        content: dict[str, Any],
        near: Place,
        audiences: Iterable[Audience],
        readers: Iterable[User],
        reader: Any,
        **options: Any,
    ) -> None:
        super().__init__(*arguments, **options)
        self.near = near
        self.order_fields(["place", "quote", "kind", "audience", "text", "called"])
        self.fields["place"].choices = place_choices(content, near)  # type: ignore[attr-defined]
        self.fields["place"].initial = near.key
        offered = [Audience(one) for one in audiences]
        self.fields["audience"].choices = [(one.value, one.label) for one in offered]  # type: ignore[attr-defined]
        self.fields["audience"].initial = offered[0]
        if len(offered) == 1:
            self.fields["audience"].widget = forms.HiddenInput()
        if offered == [Audience.TEAM]:
            self.fields["kind"].widget = forms.HiddenInput()
            self.fields["text"].label = pgettext_lazy("of a team", "Note")
        _offer(self, readers, reader)

    def chosen(self) -> dict[str, Any]:
        """The place that was picked, as `services.add_thread` takes it."""
        part_kind, part_id, field = self.cleaned_data["place"].split("|")
        return {"section": self.near.section, "part_kind": part_kind, "part_id": part_id, "field": field}

    def passage(self) -> dict[str, Any]:
        """The words that were chosen, as `services.add_thread` takes them."""
        return {name: self.cleaned_data[name] for name in ("quote", "before", "after", "hint")}


class ReplyForm(_Calling):
    text = talk_field(pgettext_lazy("field", "Reply"), _("Write the reply."))

    field_order = ("text", "called")

    def __init__(self, *arguments: Any, readers: Iterable[User], reader: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _offer(self, readers, reader)


class CommentForm(forms.Form):
    text = talk_field(_("Text"), _("Write something first."))


class AssignForm(forms.Form):
    """`to` is the id of a reader of the remark, "" for nobody."""

    to = forms.ChoiceField(label=_("Whose it is to deal with"), required=False)

    def __init__(self, *arguments: Any, readers: Iterable[User], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.people = {str(person.pk): person for person in readers}
        nobody = pgettext_lazy("nobody deals with a remark", "nobody")
        choices = [("", nobody), *((key, str(person)) for key, person in self.people.items())]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]

    def person(self) -> User | None:
        return self.people.get(self.cleaned_data["to"])

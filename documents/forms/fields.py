"""One form field for each declared field, by its kind."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxLengthValidator
from django.db.models import NOT_PROVIDED
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from core.files import EXTENSIONS, check_upload
from core.forms.fields import LinesField, MoneyField, MonthField, NumberField, ThreeBoxDateField
from documents.enums import FieldKind
from documents.forms.organisations import OrganisationInput, OrganisationsTextarea
from documents.forms.rich import RichTextField
from documents.models import Document, Part
from documents.parts import BoundField, document_kind
from documents.queries import row_label

LONGEST_TEXT = 20_000
TOO_LONG = ngettext_lazy(
    "Shorten the text to %(limit_value)d character. It has %(show_value)d now.",
    "Shorten the text to %(limit_value)d characters. It has %(show_value)d now.",
    "limit_value",
)
NUMBER_ERRORS = {
    "invalid": _("Enter a whole number"),
    "min_value": _("Enter a number not smaller than %(limit_value)s"),
    "max_value": _("Enter a number not greater than %(limit_value)s"),
}
YEAR_ERRORS = {
    "invalid": _("Enter the year as four digits, for example 2027"),
    "min_value": _("Enter a year not earlier than %(limit_value)s"),
    "max_value": _("Enter a year not later than %(limit_value)s"),
}


class LongTextField(forms.CharField):
    """Plain text of several lines. A line end counts as one character, as the counter on the page counts it."""

    def to_python(self, value: Any) -> str:
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value) or ""


class CheckedFileField(forms.FileField):
    """A file whose content is of an allowed kind; the cleaned file carries the measured `content_type`."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("allow_empty_file", True)
        super().__init__(**options)
        self.widget.attrs["accept"] = ",".join(name for names in EXTENSIONS.values() for name in names)

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile):
            file.content_type = check_upload(file)
        return file


def _which(label: str) -> str:
    """The sentence for a list that nothing was chosen from; a summary may have several of them."""
    return gettext("Choose “%(label)s” from the list") % {"label": label}


class RowField(forms.ChoiceField):
    """A live row of the same document; its value is the row or None."""

    default_error_messages = {
        "invalid_choice": _("This row is not in this document any more. Choose another one."),
    }

    def __init__(self, *, named: list[tuple[str, Part]], **options: Any) -> None:
        self.rows = {str(row.pk): row for _label, row in named}
        choices = [("", _("Choose from the list")), *((str(row.pk), label) for label, row in named)]
        super().__init__(choices=choices, error_messages={"required": _which(options["label"])}, **options)

    def prepare_value(self, value: Any) -> str:
        return str(getattr(value, "pk", value or ""))

    def clean(self, value: Any) -> Any:
        return self.rows.get(super().clean(value))


class RowsField(forms.MultipleChoiceField):
    """Live rows of the same document; its value is a list of rows."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"invalid_choice": _("This row is not in this document any more. Choose another one.")}

    def __init__(self, *, named: list[tuple[str, Part]], **options: Any) -> None:
        self.named = named
        self.rows = {str(row.pk): row for _label, row in named}
        super().__init__(choices=[(str(row.pk), label) for label, row in named], **options)

    def leave_out(self, row: Part) -> None:
        """No row is offered to itself."""
        if self.rows.pop(str(row.pk), None):
            self.named = [(label, one) for label, one in self.named if one.pk != row.pk]
            self.choices = [(str(one.pk), label) for label, one in self.named]

    def prepare_value(self, value: Any) -> list[str]:
        return [str(getattr(row, "pk", row)) for row in value or []]

    def clean(self, value: Any) -> list[Part]:
        return [self.rows[key] for key in super().clean(value)]


def form_field(document: Document, bound: BoundField) -> forms.Field:
    """The form field of a declared field, with its label, hint, limits and sentences of errors."""
    options = {
        "label": capfirst(bound.label),
        "help_text": bound.hint,
        "required": not bound.column.blank and bound.kind != FieldKind.BOOLEAN,
    }
    field = _MAKERS[bound.kind](document, bound, options)
    if bound.kind in (FieldKind.LINE, FieldKind.ORGANISATION, FieldKind.TEXT):
        field.validators += [one for one in bound.column.validators if not isinstance(one, MaxLengthValidator)]
    return field


def _line(document: Document, bound: BoundField, options: dict[str, Any]) -> forms.Field:
    return forms.CharField(max_length=bound.limit, error_messages={"max_length": TOO_LONG}, **options)


def _organisation(document: Document, bound: BoundField, options: dict[str, Any]) -> forms.Field:
    return _line(document, bound, {**options, "widget": OrganisationInput()})


def _text(document: Document, bound: BoundField, options: dict[str, Any]) -> forms.Field:
    limit = bound.limit or LONGEST_TEXT
    widget = forms.Textarea({"rows": 3 if limit <= 500 else 8})
    return LongTextField(max_length=limit, widget=widget, error_messages={"max_length": TOO_LONG}, **options)


def _rich(document: Document, bound: BoundField, options: dict[str, Any]) -> forms.Field:
    return RichTextField(limit=bound.limit or LONGEST_TEXT, **options)


def _lines(document: Document, bound: BoundField, options: dict[str, Any]) -> forms.Field:
    column: ArrayField = bound.column
    own = [one for one in column.base_field.validators if not isinstance(one, MaxLengthValidator)]
    field = LinesField(max_line_length=column.base_field.max_length or 500, validators=own, **options)
    field.widget.attrs["rows"] = 4
    return field


def _organisations(document: Document, bound: BoundField, options: dict[str, Any]) -> forms.Field:
    return _lines(document, bound, {**options, "widget": OrganisationsTextarea()})


def _choice(document: Document, bound: BoundField, options: dict[str, Any]) -> forms.Field:
    column = bound.column
    empty = [("", _("Choose from the list"))] if column.default is NOT_PROVIDED or column.blank else []
    return forms.TypedChoiceField(
        choices=[*empty, *column.flatchoices],
        coerce=column.to_python,
        empty_value=None if column.null else "",
        error_messages={"required": _which(options["label"])},
        **options,
    )


def _integer(document: Document, bound: BoundField, options: dict[str, Any]) -> forms.Field:
    return _whole(bound, options, NUMBER_ERRORS, "3")


def _year(document: Document, bound: BoundField, options: dict[str, Any]) -> forms.Field:
    return _whole(bound, options, YEAR_ERRORS, "4")


def _whole(bound: BoundField, options: dict[str, Any], errors: dict[str, Any], width: str) -> forms.Field:
    limits = {type(one).__name__: one.limit_value for one in bound.column.validators if hasattr(one, "limit_value")}
    return forms.IntegerField(
        min_value=limits.get("MinValueValidator", 0),
        max_value=limits.get("MaxValueValidator", 2_000_000_000),
        widget=forms.TextInput({"inputmode": "numeric", "class": f"govuk-input--width-{width}", "autocomplete": "off"}),
        error_messages=errors,
        **options,
    )


def _number(document: Document, bound: BoundField, options: dict[str, Any]) -> forms.Field:
    column = bound.column
    return NumberField(max_digits=column.max_digits, decimal_places=column.decimal_places, **options)


def _money(document: Document, bound: BoundField, options: dict[str, Any]) -> forms.Field:
    return MoneyField(**options)


def _month(document: Document, bound: BoundField, options: dict[str, Any]) -> forms.Field:
    return MonthField(**options)


def _date(document: Document, bound: BoundField, options: dict[str, Any]) -> forms.Field:
    return ThreeBoxDateField(**options)


def _boolean(document: Document, bound: BoundField, options: dict[str, Any]) -> forms.Field:
    return forms.BooleanField(**options)


def _address(document: Document, bound: BoundField, options: dict[str, Any]) -> forms.Field:
    errors = {"invalid": _("Enter a web address, for example https://miasto.pl"), "max_length": TOO_LONG}
    return forms.URLField(max_length=bound.limit, assume_scheme="https", error_messages=errors, **options)


def _file(document: Document, bound: BoundField, options: dict[str, Any]) -> forms.Field:
    hint = _("PDF, DOCX, XLSX, ODT, ODS, PNG or JPEG, up to 20 MB.")
    return CheckedFileField(**{**options, "help_text": options["help_text"] or hint})


def _reference(document: Document, bound: BoundField, options: dict[str, Any]) -> forms.Field:
    if not _is_inside(bound):
        return forms.ModelChoiceField(bound.target._default_manager.all(), **options)  # type: ignore[union-attr]
    return RowField(named=_named_rows(document, bound), **options)


def _references(document: Document, bound: BoundField, options: dict[str, Any]) -> forms.Field:
    if not _is_inside(bound):
        widget = forms.CheckboxSelectMultiple()
        return forms.ModelMultipleChoiceField(bound.target._default_manager.all(), widget=widget, **options)  # type: ignore[union-attr]
    return RowsField(named=_named_rows(document, bound), **options)


def _is_inside(bound: BoundField) -> bool:
    return bound.target is not None and issubclass(bound.target, Part)


def _named_rows(document: Document, bound: BoundField) -> list[tuple[str, Part]]:
    kinds = document_kind(document.kind).part_kinds.values()
    kind = next(kind for kind in kinds if kind.model is bound.target)
    # Their names need nothing of the rows that they refer to themselves.
    named = kind.model._default_manager.filter(document=document, deleted_at=None)
    return [(row_label(kind, index, row), row) for index, row in enumerate(named)]


Maker = Callable[[Document, BoundField, dict[str, Any]], forms.Field]
_MAKERS: dict[FieldKind, Maker] = {
    FieldKind.LINE: _line,
    FieldKind.TEXT: _text,
    FieldKind.RICH: _rich,
    FieldKind.LINES: _lines,
    FieldKind.ORGANISATION: _organisation,
    FieldKind.ORGANISATIONS: _organisations,
    FieldKind.CHOICE: _choice,
    FieldKind.INTEGER: _integer,
    FieldKind.NUMBER: _number,
    FieldKind.MONEY: _money,
    FieldKind.MONTH: _month,
    FieldKind.DATE: _date,
    FieldKind.YEAR: _year,
    FieldKind.BOOLEAN: _boolean,
    FieldKind.ADDRESS: _address,
    FieldKind.FILE: _file,
    FieldKind.REFERENCE: _reference,
    FieldKind.REFERENCES: _references,
}

"""The form of one part: its fields, the version it was read at, and the rules that reach beyond one field."""

from collections.abc import Collection
from copy import copy
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import QueryDict

from documents.enums import FieldKind, Need
from documents.forms.fields import RowsField, form_field
from documents.forms.organisations import SUGGESTING, Suggestions
from documents.models import Document, Part
from documents.parts import BoundField, PartKind, hooks_of
from documents.policies import row_errors
from documents.queries import section_with

#: fields of the form itself, not of the part
HIDDEN = ("base_version", "request", "row_id")


class PartForm(forms.Form):
    """`values` are the cleaned values by field name, `base_version` what they were based on.

    `request` is the key of this form: sent twice it is carried out once. A new row has its id before it is sent. With
    `only`, the form has these fields alone, and what it does not have is as the part has it.
    """

    base_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    request = forms.CharField(widget=forms.HiddenInput, required=False, initial=uuid4)
    row_id = forms.CharField(widget=forms.HiddenInput, required=False, initial=uuid4)

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        document: Document,
        kind: PartKind,
        part: Any = None,
        owner: Any = None,
        only: Collection[str] | None = None,
    ) -> None:
        chosen = [bound for bound in kind.bound if only is None or bound.name in only]
        initial = {"base_version": part.version if part else 0, **_initial(kind, part, chosen)}
        if owner is not None:
            initial[kind.parent] = owner
        super().__init__(data, files, initial=initial, auto_id=f"{kind.key}_%s")
        self.document, self.kind, self.part = document, kind, part
        if part is not None:
            del self.fields["row_id"]
        section, suggestions = section_with(document, kind), Suggestions(document)
        for bound in chosen:
            field = form_field(document, bound)
            need = section.need_of(kind, bound) if section else bound.need
            field.is_needed = need == Need.MUST and not field.required  # type: ignore[attr-defined]
            field.is_recommended = need == Need.SHOULD and not field.required  # type: ignore[attr-defined]
            if isinstance(field.widget, SUGGESTING):
                field.widget.suggestions = suggestions
            if isinstance(field, RowsField) and part is not None:
                field.leave_out(part)
            # A list of rows to tick is left out while there are none.
            if not isinstance(field, RowsField) or field.rows:
                self.fields[bound.name] = field
        self.order_fields([*HIDDEN, *(bound.name for bound in kind.bound)])

    @property
    def values(self) -> dict[str, Any]:
        """What is well-formed; a field with an error has no value."""
        names = [bound.name for bound in self.kind.bound if bound.name in self.fields]
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}

    @property
    def read_version(self) -> int:
        """The version that the form was filled from."""
        return self.cleaned_data["base_version"] or 0

    @property
    def is_rich(self) -> bool:
        return any(bound.kind == FieldKind.RICH for bound in self.kind.bound)

    @property
    def has_organisations(self) -> bool:
        return any(isinstance(field.widget, SUGGESTING) for field in self.fields.values())

    @property
    def has_files(self) -> bool:
        return any(bound.kind == FieldKind.FILE for bound in self.kind.bound)

    def choose(self, named: QueryDict) -> None:
        """Tick the rows that an address names (`?stakeholders=<id>`), as far as the document has them."""
        for name, field in self.fields.items():
            if isinstance(field, RowsField) and name in named:
                self.initial[name] = [field.rows[key] for key in named.getlist(name) if key in field.rows]

    def clean(self) -> dict[str, Any]:
        self._fill_blanks()
        cleaned = {name: value for name, value in self.cleaned_data.items() if name in self._names}
        self._check_table(cleaned)
        try:
            hooks_of(self.document.kind).check_values(self.document, self.kind, cleaned)
        except ValidationError as error:
            self.add_error(None, error)
        return self.cleaned_data

    def _fill_blanks(self) -> None:
        """Write the names of chosen rows where a field that is declared so was left empty."""
        for bound in self.kind.bound:
            chosen = self.cleaned_data.get(bound.declared.fill_from)
            if chosen and bound.name in self.fields and self.errors.get(bound.name) and self._is_empty(bound.name):
                del self.errors[bound.name]
                self.cleaned_data[bound.name] = ", ".join(str(row) for row in chosen)[: bound.limit]

    def _is_empty(self, name: str) -> bool:
        return not str(self[name].data or "").strip()

    @property
    def _names(self) -> set[str]:
        return {bound.name for bound in self.kind.bound}

    def _check_table(self, cleaned: dict[str, Any]) -> None:
        """Ask the table's own rules of the row as it would be."""
        probe = copy(self.part) if self.part is not None else self.kind.model(document=self.document)
        for bound in self.kind.bound:
            if bound.name in cleaned and bound.kind != FieldKind.REFERENCES:
                setattr(probe, bound.name, cleaned[bound.name])
        wrong = {name for name in self.errors if name in self._names}
        unknown = wrong if self.part is not None else self._names - set(cleaned)
        for name, sentences in row_errors(probe, set(cleaned), unknown).items():
            self.add_error(name or None, sentences)

    def sentences(self) -> tuple[dict[str, list[str]], list[str]]:
        """What is wrong, by field name, and what is wrong with the form as a whole; as the page would say it."""
        errors = {name: [str(one) for one in self[name].messages] for name in self.errors if name in self.fields}  # type: ignore[attr-defined]
        return errors, [str(error) for error in self.non_field_errors()]

    def add_error(self, field: str | None, error: Any) -> None:
        """Errors of columns that this form does not have are errors of the whole form."""
        if field is None and hasattr(error, "error_dict"):
            for name, errors in error.error_dict.items():
                super().add_error(name if name in self.fields and name != NON_FIELD_ERRORS else None, errors)
            return
        super().add_error(field, error)


def part_form(
    kind: PartKind,
    document: Document,
    data: Any = None,
    files: Any = None,
    *,
    part: Any = None,
    owner: Any = None,
    only: Collection[str] | None = None,
) -> PartForm:
    """The form of a part of any kind: `part` is edited, or a new row is begun under `owner`."""
    return PartForm(data, files, document=document, kind=kind, part=part, owner=owner, only=only)


def _initial(kind: PartKind, part: Part | None, chosen: list[BoundField]) -> dict[str, Any]:
    source = part or kind.model()
    initial = {}
    for bound in chosen:
        if bound.kind == FieldKind.REFERENCES:
            initial[bound.name] = list(getattr(part, bound.name).all()) if part else []
        elif bound.kind == FieldKind.REFERENCE:
            initial[bound.name] = getattr(source, bound.column.attname)
        else:
            initial[bound.name] = getattr(source, bound.name)
    return initial

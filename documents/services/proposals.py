"""A value that somebody who may not write proposes for a field: judged as a save would be, not saved."""

from copy import copy
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.exceptions import InvalidInput, Refusal
from core.richtext import clean
from documents.enums import FieldKind
from documents.exceptions import InvalidFields
from documents.models import Document, Part
from documents.parts import BoundField, PartKind, hooks_of
from documents.policies import row_errors
from documents.services.joining import fits
from documents.services.values import from_stored, reference_errors, stored_new

REFERRING = frozenset({FieldKind.REFERENCE, FieldKind.REFERENCES})


def frozen_row(document: Document, kind: PartKind, row: dict[str, Any]) -> Any:
    """The row of a snapshot as an unsaved Part, for a form or a judgement. Many-to-many references are not in it."""
    part = kind.model(id=row["id"], document=document, version=row.get("version", 1))
    part._state.adding = False
    for bound in kind.bound:
        if bound.name not in row["values"] or bound.kind == FieldKind.REFERENCES:
            continue
        value = row["values"][bound.name]
        if bound.kind == FieldKind.REFERENCE:
            setattr(part, bound.column.attname, value)
        else:
            setattr(part, bound.name, from_stored(bound, value))
    return part


def judge_proposal(document: Document, kind: PartKind, row: dict[str, Any], name: str, value: Any) -> Any:
    """The stored value that saving the Python `value` in a field of a snapshot's row would leave.

    Raises InvalidFields with the sentences that a form would show, InvalidInput for a file.
    """
    bound = kind.field(name)
    if bound.kind == FieldKind.FILE:
        raise InvalidInput(_("A file cannot be suggested. Write a remark instead."))
    part = frozen_row(document, kind, row)
    value = _cleaned(bound, part, value)
    value = hooks_of(document.kind).spelled(document, kind, {name: value})[name]
    sentences = list(_sentences(document, kind, part, name, value))
    if sentences:
        raise InvalidFields({name: sentences})
    return stored_new(part, kind, {name: value})[name]


def _cleaned(bound: BoundField, part: Part, value: Any) -> Any:
    """The value as its column takes it."""
    if isinstance(value, str):
        value = value.replace("\x00", "")
    if bound.kind == FieldKind.RICH:
        value = clean(value or "")
    if bound.kind not in REFERRING:
        try:
            value = bound.column.clean(value, part)
        except ValidationError as error:
            raise InvalidFields({bound.name: error.messages}) from error
    if isinstance(value, str | list) and bound.kind not in REFERRING and not fits(bound, value):
        limit = bound.limit or 0
        raise InvalidFields({bound.name: [_("Shorten the text to %(limit)d characters.") % {"limit": limit}]})
    return value


def _sentences(document: Document, kind: PartKind, part: Part, name: str, value: Any) -> list[str]:
    """What the rules of the row, of the document and of rows referred to say of the value."""
    found = list(reference_errors(document, kind, {name: value}).values())
    hooks = hooks_of(document.kind)
    try:
        hooks.check_row(kind, part, {name: value})
        hooks.check_values(document, kind, {name: value})
    except ValidationError as error:
        found += error.messages
    except Refusal as refusal:
        found.append(str(refusal))
    probe = copy(part)
    if kind.field(name).kind != FieldKind.REFERENCES:
        setattr(probe, name, value)
    for sentences in row_errors(probe, {name}).values():
        found += sentences
    return found

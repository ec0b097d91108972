"""Values of rows in three forms: Python values of columns, stored values of Changes, and what an old form held."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _

from core.exceptions import InvalidInput
from core.richtext import clean
from documents.enums import FieldKind, Operation
from documents.models import Change, Document, Part
from documents.parts import BoundField, PartKind
from documents.queries import stored


def assign(part: Part, kind: PartKind, new_values: dict[str, Any]) -> None:
    """Set columns of an unsaved change. A new file also sets the part's `size` (bytes) and `content_type`."""
    for bound in kind.bound:
        if bound.name not in new_values or bound.kind == FieldKind.REFERENCES:
            continue
        value = new_values[bound.name]
        if bound.kind == FieldKind.RICH:
            # Whoever calls, only clean HTML reaches the table.
            value = clean(value)
        setattr(part, bound.name, value)
        if bound.kind == FieldKind.FILE and isinstance(value, UploadedFile):
            part.size, part.content_type = value.size, value.content_type  # type: ignore[attr-defined]
        elif bound.kind == FieldKind.FILE and isinstance(value, FieldFile) and value.instance is not part:
            # The same stored file in another document.
            setattr(part, bound.name, value.name)
            part.size, part.content_type = value.instance.size, value.instance.content_type  # type: ignore[attr-defined]


def assign_many(part: Part, kind: PartKind, new_values: dict[str, Any]) -> None:
    """Set the many-to-many references of a saved row."""
    for bound in kind.bound:
        if bound.name in new_values and bound.kind == FieldKind.REFERENCES:
            getattr(part, bound.name).set(new_values[bound.name])


def stored_new(part: Part, kind: PartKind, new_values: dict[str, Any]) -> dict[str, Any]:
    """The stored form that `new_values` would have, by field name. Writes nothing."""
    probe: Any = kind.model(document_id=part.document_id)
    probe.pk = part.pk
    assign(probe, kind, new_values)
    return {
        bound.name: sorted(str(row.pk) for row in new_values[bound.name])
        if bound.kind == FieldKind.REFERENCES
        else stored(probe, bound)
        for bound in kind.bound
        if bound.name in new_values
    }


def from_stored(bound: BoundField, value: Any) -> Any:
    """The Python value of a stored one, as services take it. Raises InvalidInput when a row that it names is gone."""
    if bound.kind == FieldKind.REFERENCES:
        return _rows(bound, value or [])
    if bound.kind == FieldKind.REFERENCE:
        return _rows(bound, [value])[0] if value else None
    if value is not None and isinstance(bound.column, models.DecimalField):
        return Decimal(value)
    if value is not None and isinstance(bound.column, models.DateField):
        return date.fromisoformat(value)
    return value


def _rows(bound: BoundField, keys: Iterable[str]) -> list[Any]:
    found = {str(row.pk): row for row in bound.target._default_manager.filter(pk__in=list(keys))}  # type: ignore[union-attr]
    if set(keys) - set(found):
        raise _row_is_gone(bound)
    return [found[key] for key in keys]


@dataclass(frozen=True)
class Past:
    """What the fields edited after a version held at that version, by field name, and who edited them last."""

    base: dict[str, Any] = field(default_factory=dict)
    who: dict[str, str] = field(default_factory=dict)


def past_of(part: Part, kind: PartKind, base_version: int) -> Past:
    """What an old form was filled with. A version that does not exist (yet) counts as the oldest one."""
    past = Past()
    if base_version == part.version:
        return past
    since = Change.objects.filter(
        document=part.document_id, part_id=part.pk, part_kind=kind.key, operation=Operation.EDIT
    )
    if base_version < part.version:
        since = since.filter(part_version__gt=base_version)
    for name, before, label in since.order_by("id").values_list("field", "before", "by_label"):
        past.base.setdefault(name, before)
        past.who[name] = label
    return past


def base_values(part: Part, kind: PartKind, base_version: int) -> dict[str, Any]:
    """What the fields edited after `base_version` held at that version."""
    return past_of(part, kind, base_version).base


def reference_errors(document: Document, kind: PartKind, new_values: dict[str, Any]) -> dict[str, str]:
    """Sentences by field name where rows referred to are not live rows of the same document.

    A form has checked this already, but the row may have been deleted before the document was locked.
    """
    errors = {}
    for bound in kind.bound:
        if bound.name not in new_values or bound.target is None or not issubclass(bound.target, Part):
            continue
        wanted = _keys(bound, new_values[bound.name])
        live = bound.target._default_manager.filter(pk__in=wanted, document=document, deleted_at=None)
        if wanted and live.count() != len(wanted):
            errors[bound.name] = str(_row_is_gone(bound))
    return errors


def check_references(document: Document, kind: PartKind, new_values: dict[str, Any]) -> None:
    """Raise InvalidInput unless rows referred to are live rows of the same document."""
    for sentence in reference_errors(document, kind, new_values).values():
        raise InvalidInput(sentence)


def _row_is_gone(bound: BoundField) -> InvalidInput:
    return InvalidInput(
        _("A row chosen in the field “%(field)s” is not in this document any more. Choose another one.")
        % {"field": bound.label}
    )


def _keys(bound: BoundField, value: Any) -> set[Any]:
    if bound.kind == FieldKind.REFERENCES:
        return {row.pk for row in value}
    return {value.pk} if value is not None else set()

"""Putting cleaned values into rows, and finding which of them really change something."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from core.exceptions import InvalidInput
from core.richtext import clean
from documents.enums import FieldKind, Operation
from documents.models import Change, Document, Part
from documents.parts import BoundField, PartKind
from documents.queries import stored


def assign(part: Part, kind: PartKind, new_values: dict[str, Any]) -> None:
    """Set columns of an unsaved change. A new file also sets the part's `size` (bytes) and `content_type`."""
    for field in kind.bound:
        if field.name not in new_values or field.kind == FieldKind.REFERENCES:
            continue
        value = new_values[field.name]
        if field.kind == FieldKind.RICH:
            # Whoever calls, only clean HTML reaches the table.
            value = clean(value)
        setattr(part, field.name, value)
        if field.kind == FieldKind.FILE and isinstance(value, UploadedFile):
            part.size, part.content_type = value.size, value.content_type  # type: ignore[attr-defined]


def assign_many(part: Part, kind: PartKind, new_values: dict[str, Any]) -> None:
    """Set the many-to-many references of a saved row."""
    for field in kind.bound:
        if field.name in new_values and field.kind == FieldKind.REFERENCES:
            getattr(part, field.name).set(new_values[field.name])


def stored_new(part: Part, kind: PartKind, new_values: dict[str, Any]) -> dict[str, Any]:
    """The stored form that `new_values` would have, by field name. Writes nothing."""
    probe: Any = kind.model(document_id=part.document_id)
    probe.pk = part.pk
    assign(probe, kind, new_values)
    return {
        field.name: sorted(str(row.pk) for row in new_values[field.name])
        if field.kind == FieldKind.REFERENCES
        else stored(probe, field)
        for field in kind.bound
        if field.name in new_values
    }


def base_values(part: Part, base_version: int) -> dict[str, Any]:
    """What the fields edited after `base_version` held at that version: what an old form was filled with."""
    since = Change.objects.filter(part_id=part.pk, part_version__gt=base_version, operation=Operation.EDIT)
    base: dict[str, Any] = {}
    for field, before in since.order_by("id").values_list("field", "before"):
        base.setdefault(field, before)
    return base


def check_references(document: Document, kind: PartKind, new_values: dict[str, Any]) -> None:
    """Raise InvalidInput unless rows referred to are live rows of the same document.

    A form has checked this already, but the row may have been deleted before the document was locked.
    """
    for field in kind.bound:
        if field.name not in new_values or field.target is None or not issubclass(field.target, Part):
            continue
        wanted = _keys(field, new_values[field.name])
        live = field.target._default_manager.filter(pk__in=wanted, document=document, deleted_at=None)
        if wanted and live.count() != len(wanted):
            raise InvalidInput(
                _("A row chosen in the field “%(field)s” is not in this document any more. Choose another one.")
                % {"field": field.label}
            )


def _keys(field: BoundField, value: Any) -> set[Any]:
    if field.kind == FieldKind.REFERENCES:
        return {row.pk for row in value}
    return {value.pk} if value is not None else set()

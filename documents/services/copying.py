"""Doubling a row."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from documents.enums import FieldKind
from documents.exceptions import RowGone
from documents.models import Document, Part
from documents.parts import PartKind
from documents.queries import children_of, is_live
from documents.services.locking import find_row, lock_for_editing
from documents.services.once import ticket
from documents.services.parts import add_part


@transaction.atomic
def copy_part(*, by: User, document: Document, kind: PartKind, part_id: UUID, request_key: UUID | None = None) -> Any:
    """Add a copy of a row, with copies of the rows that it owns, at the end of the list. Returns the copy.

    What the row refers to, the copy refers to; what refers to the row does not refer to the copy. Files are not copied.
    """
    document = lock_for_editing(by, document)
    part = find_row(document, kind, part_id)
    if part is None or not is_live(part):
        raise RowGone(who=str(part.changed_by or "") if part else "")
    request = ticket(by, document, request_key, "copy", kind.key, part_id)
    if request.was_used():
        return find_row(document, kind, request.used_for())  # type: ignore[arg-type]
    values = {**_values(part, kind), kind.title_field: _title(part, kind)}
    copy = add_part(by=by, document=document, kind=kind, new_values=values)
    for child_kind, child in children_of(document, kind, part):
        owned = {**_values(child, child_kind), child_kind.parent: copy}
        add_part(by=by, document=document, kind=child_kind, new_values=owned)
    request.use(copy.pk)
    return copy


def _values(part: Part, kind: PartKind) -> dict[str, Any]:
    """The row's values as a form would give them."""
    return {
        field.name: list(getattr(part, field.name).all())
        if field.kind == FieldKind.REFERENCES
        else getattr(part, field.name)
        for field in kind.bound
        if field.kind != FieldKind.FILE
    }


def _title(part: Part, kind: PartKind) -> str:
    """The title with a word that tells the copy from the row, cut where the column ends."""
    limit = kind.field(kind.title_field).limit or 200
    told = _("%(title)s (copy)")
    room = limit - len(told % {"title": ""})
    return told % {"title": str(getattr(part, kind.title_field))[:room].rstrip()}

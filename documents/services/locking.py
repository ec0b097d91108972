"""The beginning of every write: lock the document, judge the right and the state, lock the row."""

from typing import Any
from uuid import UUID

from accounts.models import User
from documents.exceptions import RowGone
from documents.models import Document
from documents.parts import PartKind, hooks_of
from documents.policies import check_editable
from documents.services.documents import lock_document


def lock_for_editing(by: User, document: Document) -> Document:
    """The document locked; NotAllowed or WrongState when `by` may not write in it now."""
    locked = lock_document(document)
    hooks_of(locked.kind).check_can_edit(by, locked)
    check_editable(locked)
    return locked


def lock_part(by: User, document: Document, kind: PartKind, part_id: UUID) -> tuple[Document, Any]:
    """The document and one live row of it, locked; RowGone when the row was deleted or never was there."""
    locked = lock_for_editing(by, document)
    manager = kind.model._default_manager
    part = manager.select_for_update(of=("self",), no_key=True).filter(pk=part_id, document=locked).first()
    if part is None or part.deleted_at is not None:
        raise RowGone(who=str(part.changed_by or "") if part else "")
    return locked, part

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
    locked = lock_for_author(by, document)
    check_editable(locked)
    return locked


def lock_for_author(by: User, document: Document) -> Document:
    """The document locked, in whatever state it is; NotAllowed when `by` does not belong to its authors."""
    locked = lock_document(document)
    hooks_of(locked.kind).check_can_edit(by, locked)
    return locked


def lock_row(by: User, document: Document, kind: PartKind, part_id: UUID) -> tuple[Document, Any]:
    """The document in any state and one row of it, maybe deleted, both locked. RowGone for a row that never was."""
    locked = lock_for_author(by, document)
    part = find_row(locked, kind, part_id)
    if part is None:
        raise RowGone(who="")
    return locked, part


def find_row(locked: Document, kind: PartKind, part_id: UUID) -> Any:
    """The row of a locked document, locked, live or deleted; None when there is none."""
    rows = kind.model._default_manager.select_for_update(of=("self",), no_key=True)
    part = rows.filter(pk=part_id, document=locked).select_related("changed_by").first()
    if part is not None:
        # Rules of rows ask the document, which is here.
        part.document = locked
    return part

"""What an author decides about a text that waits: it is saved, copied, or given up knowingly."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.exceptions import InvalidInput
from documents.enums import FieldKind, HeldReason
from documents.exceptions import RowGone
from documents.models import HeldText
from documents.parts import PartKind, document_kind
from documents.queries import stored, values
from documents.services.held import check_seen, close, open_of_row
from documents.services.joining import join_texts
from documents.services.locking import find_row, lock_for_author, lock_for_editing
from documents.services.parts import add_part, restore_part
from documents.services.saving import Saved, save_fields
from documents.services.values import from_stored, past_of


@transaction.atomic
def settle_held(
    *,
    by: User,
    held: HeldText,
    version: int,
    choice: str,
    edited: Any = None,
    request_key: UUID | None = None,
    seen: str = "",
) -> Saved:
    """Save what the author chose, based on the row's `version` that was shown; when it has been changed since, that is
    merged, or clashes once more. `choice`: "mine", "both", or "edited" with the Python value `edited`.

    A text that another window has settled meanwhile is saved all the same: what its author decides here is new. Raises
    TypedOn when it is not the text whose `mark_of` was `seen`.
    """
    kind = kind_of(held)
    document = lock_for_author(by, held.document)
    check_seen(held, seen)
    part = find_row(document, kind, held.part_id)
    if part is None:
        raise RowGone(who="")
    bound = kind.field(held.field)
    value = edited
    if choice != "edited":
        shown = past_of(part, kind, version).base.get(held.field, stored(part, bound))
        joined = join_texts(bound, shown, held.mine) if choice == "both" else None
        value = from_stored(bound, held.mine if joined is None else joined)
    return save_fields(
        by=by,
        document=document,
        kind=kind,
        part_id=part.pk,
        base_version=version,
        new_values={held.field: value},
        request_key=request_key,
        settles=held.pk,
    )


@transaction.atomic
def save_held_again(*, by: User, held: HeldText) -> Saved:
    """Save all that waits of the same row as it would have been saved then: merged with what came since.

    A deleted row is brought back first; a row that could not be added is added. Returns what became of the text that
    was refused again, if one was. Raises Refusal when the row cannot be there.
    """
    kind = kind_of(held)
    document = lock_for_editing(by, held.document)
    waiting = list(open_of_row(by, document, kind, held.part_id))
    part = find_row(document, kind, held.part_id)
    if part is None and not waiting:
        return Saved(document=document, part=None)
    if part is None:
        return _add(by, held, kind, waiting)
    if waiting and part.deleted_at is not None:
        restore_part(by=by, document=document, kind=kind, part_id=part.pk)
    saved = [
        save_fields(
            by=by,
            document=document,
            kind=kind,
            part_id=part.pk,
            base_version=one.base_version,
            new_values={one.field: from_stored(kind.field(one.field), one.mine)},
            bases={one.field: from_stored(kind.field(one.field), one.base)},
            settles=one.pk,
        )
        for one in waiting
        if one.reason != HeldReason.CLASH or one.pk == held.pk
    ]
    refused = [one for one in saved if one.refusal is not None or one.errors]
    return next(iter([*refused, *saved]), Saved(document=document, part=part))


@transaction.atomic
def copy_held(*, by: User, held: HeldText) -> Any:
    """Add a new row with the words of a deleted one and, over them, the author's. Returns the new row.

    None, and no row, when the texts were settled before.
    """
    kind = kind_of(held)
    document = lock_for_editing(by, held.document)
    part = find_row(document, kind, held.part_id)
    if part is None or not kind.many:
        raise RowGone(who="")
    waiting = list(open_of_row(by, document, kind, held.part_id))
    if not waiting:
        return None
    joined = _joined(kind, waiting)
    texts = values(part, kind) | joined
    new = {bound.name: from_stored(bound, texts[bound.name]) for bound in kind.bound if bound.kind != FieldKind.FILE}
    row = add_part(by=by, document=document, kind=kind, new_values=new)
    for one in waiting:
        if _holds(kind, joined[one.field], one):
            close(by, one.pk, {one.field})
    return row


def _holds(kind: PartKind, text: Any, one: HeldText) -> bool:
    """Whether a joined text has what was held: of two amounts for one field only one does, and the other waits on."""
    return text == one.mine or join_texts(kind.field(one.field), text, one.mine) is not None


def kind_of(held: HeldText) -> PartKind:
    """The declared kind of the row that the text belongs to."""
    return document_kind(held.document.kind).part_kind(held.part_kind)


def _joined(kind: PartKind, waiting: list[HeldText]) -> dict[str, Any]:
    """The texts by field name; several of one field (typed in two windows) one after the other."""
    texts: dict[str, Any] = {}
    for one in waiting:
        both = join_texts(kind.field(one.field), texts[one.field], one.mine) if one.field in texts else None
        texts[one.field] = one.mine if both is None else both
    return texts


def _add(by: User, held: HeldText, kind: PartKind, waiting: list[HeldText]) -> Saved:
    """The row that could not be added while the document was closed."""
    new = {name: from_stored(kind.field(name), value) for name, value in _joined(kind, waiting).items()}
    missing = [bound.label for bound in kind.bound if not bound.column.blank and bound.name not in new]
    required = [bound for bound in kind.bound if not bound.column.blank and bound.name not in new]
    if any(not bound.column.has_default() and bound.kind != FieldKind.BOOLEAN for bound in required):
        raise InvalidInput(_("The row needs also: %(fields)s. Add it by hand.") % {"fields": ", ".join(missing)})
    row = add_part(by=by, document=held.document, kind=kind, new_values=new, row_id=held.part_id)
    for one in waiting:
        close(by, one.pk, {one.field})
    return Saved(document=held.document, part=row, written=list(new))

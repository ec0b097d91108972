"""Writes of whole rows: add, delete, restore."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from activity.enums import Verb
from core.exceptions import InvalidInput, TooMany, WrongState
from documents.enums import HeldReason, Operation
from documents.exceptions import RowGone, StaleSave, StillUsed
from documents.models import Change, Document, Part
from documents.parts import PartKind, hooks_of
from documents.policies import check_editable, check_still_in_bin, is_editable
from documents.queries import children_of, is_live, links_to, section_with, users_of, values
from documents.services.changes import note_change, record_event, touch
from documents.services.documents import lock_document
from documents.services.held import close_same, hold_new
from documents.services.locking import find_row, lock_for_author
from documents.services.once import file_digests, ticket
from documents.services.rows import hide, last_position, show, store, write
from documents.services.saving import Saved, answered_before, refusal_of, save_fields
from documents.services.values import assign, assign_many, check_references, stored_new

#: the version of a row as it was added
FIRST_VERSION = 1


@transaction.atomic
def add_part(
    *,
    by: User,
    document: Document,
    kind: PartKind,
    new_values: dict[str, Any],
    row_id: UUID | None = None,
    request_key: UUID | None = None,
) -> Any:
    """Add a row at the end. Raises TooMany past the kind's limit. Returns the row.

    `row_id` is the id that the sender chose for it; `add_row` takes one that may be there already.
    """
    document = lock_for_author(by, document)
    request = ticket(by, document, request_key, "add", kind.key, row_id, *_asked(document, kind, new_values))
    if request.was_used():
        return find_row(document, kind, request.used_for())  # type: ignore[arg-type]
    check_editable(document)
    _check_room(document, kind)
    check_references(document, kind, new_values)
    new_values = hooks_of(document.kind).spelled(document, kind, new_values)
    part = kind.model(document=document, position=last_position(document, kind) + 1, changed_by=by)
    if row_id is not None:
        part.pk = row_id
    assign(part, kind, new_values)
    store(part, is_new=True)
    assign_many(part, kind, new_values)
    note_change(by, document, part, kind, Operation.ADD, None, values(part, kind))
    hooks_of(document.kind).saved(by, document, kind, {}, values(part, kind))
    touch(document, kind, part)
    record_event(by, Verb.ADDED, document, kind=kind, part=part)
    request.use(part.pk)
    return part


@transaction.atomic
def add_row(
    *,
    by: User,
    document: Document,
    kind: PartKind,
    row_id: UUID,
    new_values: dict[str, Any],
    request_key: UUID | None = None,
    settles: UUID | None = None,
) -> Saved:
    """Add a row under an id that the sender chose. When the document has that row already, this is a save of it.

    A closed document holds the words, as with `save_fields`. Raises InvalidInput for an id of another document's row.
    """
    locked = lock_for_author(by, document)
    part = find_row(locked, kind, row_id)
    if part is None and kind.model._default_manager.filter(pk=row_id).exists():
        raise InvalidInput(_("This row cannot be added. Reload the page and try again."))
    mine, digests = _asked(locked, kind, new_values)
    request = ticket(by, locked, request_key, "add", kind.key, row_id, mine, digests)
    if request.was_used():
        return answered_before(request, kind, row_id, part, mine)
    if part is not None:
        return save_fields(
            by=by,
            document=locked,
            kind=kind,
            part_id=row_id,
            base_version=FIRST_VERSION,
            new_values=new_values,
            request_key=request_key,
            settles=settles,
        )
    if not is_editable(locked):
        held = hold_new(by, locked, kind, row_id, mine, settles)
        request.use(row_id, held=held)
        return Saved(document=locked, part=None, held=held, refusal=refusal_of(locked, None, HeldReason.CLOSED))
    part = add_part(by=by, document=locked, kind=kind, new_values=new_values, row_id=row_id, request_key=request_key)
    close_same(by, locked, kind, row_id, mine, settles)
    return Saved(document=lock_document(locked), part=part, written=list(mine))


@transaction.atomic
def delete_part(
    *,
    by: User,
    document: Document,
    kind: PartKind,
    part_id: UUID,
    base_version: int,
    request_key: UUID | None = None,
) -> None:
    """Hide a row and the rows it owns, and empty optional links to it.

    A row changed by somebody else since `base_version` is not deleted (StaleSave); a row that others need is not either
    (StillUsed names them).
    """
    document = lock_for_author(by, document)
    request = ticket(by, document, request_key, "delete", kind.key, part_id, base_version)
    if request.was_used():
        return
    check_editable(document)
    part = find_row(document, kind, part_id)
    if part is None or not is_live(part):
        raise RowGone(who=str(part.changed_by or "") if part else "")
    if not _was_seen(by, part, kind, base_version):
        raise StaleSave(
            mine={}, theirs=values(part, kind), base={}, version=part.version, who=str(part.changed_by or "")
        )
    hooks_of(document.kind).check_row(kind, part, None)
    users = users_of(document, kind, part)
    if users:
        raise StillUsed(users)
    now = timezone.now()
    for child_kind, child in children_of(document, kind, part):
        hide(by, document, child, child_kind, now)
    for link_kind, name, row in links_to(document, kind, part):
        write(by, document, row, link_kind, {name: None})
    hide(by, document, part, kind, now)
    touch(document, kind, part)
    record_event(by, Verb.DELETED, document, kind=kind, part=part)
    request.use(part_id)


@transaction.atomic
def restore_part(
    *, by: User, document: Document, kind: PartKind, part_id: UUID, request_key: UUID | None = None
) -> Any:
    """Bring a deleted row back, last in order, with the rows that were deleted with it. Returns the row.

    Raises TooOld for a row that has been deleted for more than 30 days.
    """
    document = lock_for_author(by, document)
    part = find_row(document, kind, part_id)
    if part is None:
        raise RowGone(who="")
    request = ticket(by, document, request_key, "restore", kind.key, part_id)
    if request.was_used():
        return part
    check_editable(document)
    request.use(part_id)
    if part.deleted_at is None:
        return part
    check_still_in_bin(part)
    _check_room(document, kind)
    check_references(document, kind, {name: getattr(part, name) for name in [kind.parent] if name})
    when = part.deleted_at
    show(by, document, part, kind)
    for child_kind, child in children_of(document, kind, part, deleted_at=when):
        show(by, document, child, child_kind)
    touch(document, kind, part)
    record_event(by, Verb.RESTORED, document, kind=kind, part=part)
    return part


def _asked(document: Document, kind: PartKind, new_values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """What a request to add a row is known by."""
    return stored_new(kind.model(document=document), kind, new_values), file_digests(new_values)


def _was_seen(by: User, part: Part, kind: PartKind, base_version: int) -> bool:
    """Whether all changes of the row since that version, if there are any, are the person's own."""
    if base_version == part.version:
        return True
    since = Change.objects.filter(part_id=part.pk, part_kind=kind.key, part_version__gt=base_version)
    return 0 < base_version < part.version and not since.exclude(by=by).exists()


def _check_room(document: Document, kind: PartKind) -> None:
    if section_with(document, kind) is None:
        raise WrongState(_("This document has no section for this row: its template leaves it out."))
    if kind.model._default_manager.filter(document=document, deleted_at=None).count() >= kind.max_rows:
        raise TooMany(_("There may be at most %(limit)d rows here.") % {"limit": kind.max_rows})

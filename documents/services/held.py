"""Texts that the document could not take: kept for their author until the author settles them."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from documents.enums import FieldKind, HeldReason
from documents.models import Document, HeldText
from documents.parts import BoundField, PartKind
from documents.services.joining import join_texts, merge_field


def hold(
    by: User,
    document: Document,
    kind: PartKind,
    part_id: UUID,
    *,
    base_version: int,
    base: dict[str, Any],
    mine: dict[str, Any],
    reason: HeldReason,
    continues: UUID | None = None,
) -> dict[str, HeldText]:
    """Keep the stored values `mine` (by field name), each with its `base`. The caller has locked the document.

    A text that waits already is replaced by what its author typed on (`continues` names it); another text of the same
    person, from another window, is joined with it. A file is not kept.
    """
    waiting = {held.field: held for held in _open(by, document, kind, part_id)}
    made = {}
    for name, value in mine.items():
        bound = kind.field(name)
        if bound.kind == FieldKind.FILE:
            continue
        held = waiting.get(name) or HeldText(
            document=document, part_kind=kind.key, part_id=part_id, field=name, by=by, base_version=base_version
        )
        if held._state.adding or held.pk == continues:
            held.mine, held.base, held.base_version = value, base.get(name), base_version
        else:
            held.mine = _both(bound, held, value)
        held.reason = reason
        held.save()
        made[name] = held
    return made


def hold_new(
    by: User, document: Document, kind: PartKind, row_id: UUID, mine: dict[str, Any], continues: UUID | None
) -> dict[str, HeldText]:
    """Keep the words of a row that could not be added, because the document is closed."""
    words = {name: value for name, value in mine.items() if value not in (None, "", [])}
    return hold(
        by, document, kind, row_id, base_version=0, base={}, mine=words, reason=HeldReason.CLOSED, continues=continues
    )


def open_texts(by: User, document: Document, kind: PartKind, part_id: UUID) -> dict[str, HeldText]:
    """The person's waiting texts of one row, by field name."""
    return {held.field: held for held in _open(by, document, kind, part_id)}


def close(by: User, held_id: UUID | None, names: set[str]) -> None:
    """Mark the text as settled when it belongs to one of the fields that were saved."""
    if held_id is not None:
        HeldText.objects.filter(pk=held_id, by=by, field__in=names, settled_at=None).update(
            settled_at=timezone.now(), updated_at=timezone.now()
        )


def close_same(
    by: User, document: Document, kind: PartKind, part_id: UUID, written: dict[str, Any], held_id: UUID | None
) -> None:
    """Mark the person's waiting texts of a row as settled where the same words are in it now, or `held_id` says so."""
    for name, held in open_texts(by, document, kind, part_id).items():
        if held.pk == held_id or written.get(name) == held.mine:
            close(by, held.pk, {name})


@transaction.atomic
def discard_held(*, by: User, held: HeldText) -> None:
    """Settle one's own waiting text without saving it. The text stays in the table. Effects: `settled_at`."""
    close(by, held.pk, {held.field})


def _open(by: User, document: Document, kind: PartKind, part_id: UUID) -> QuerySet[HeldText]:
    return HeldText.objects.filter(by=by, document=document, part_kind=kind.key, part_id=part_id, settled_at=None)


def _both(bound: BoundField, held: HeldText, value: Any) -> Any:
    """Two texts of one person as one: merged, or else one after the other."""
    merged = merge_field(bound, held.base, held.mine, value)
    if not merged.clashes:
        return merged.value
    joined = join_texts(bound, held.mine, value)
    return value if joined is None else joined

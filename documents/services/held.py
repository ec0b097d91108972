"""Texts that the document could not take: kept for their author until the author settles them."""

import hashlib
import json
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from documents.enums import FieldKind, HeldReason
from documents.exceptions import TypedOn
from documents.models import Document, HeldText
from documents.parts import PartKind
from documents.services.documents import lock_document


def open_of_row(by: User, document: Document, kind: PartKind, part_id: UUID) -> QuerySet[HeldText]:
    """The person's waiting texts of one row."""
    return HeldText.objects.filter(by=by, document=document, part_kind=kind.key, part_id=part_id, settled_at=None)


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

    The text that `continues` names is replaced: its author typed on in it. Other texts of the same person (typed in
    another window) wait beside it. A file is not kept.
    """
    waiting = list(open_of_row(by, document, kind, part_id))
    made = {}
    for name, value in mine.items():
        if kind.field(name).kind == FieldKind.FILE:
            continue
        same = [one for one in waiting if one.field == name and (one.pk == continues or one.mine == value)]
        held = same[0] if same else HeldText(document=document, part_kind=kind.key, part_id=part_id, field=name, by=by)
        held.mine, held.base, held.base_version, held.reason = value, base.get(name), base_version, reason
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


def open_among(by: User, held_ids: dict[str, str]) -> dict[str, HeldText]:
    """Those of the person's texts (ids by field name) that wait still."""
    waiting = {str(one.pk): one for one in HeldText.objects.filter(by=by, pk__in=held_ids.values(), settled_at=None)}
    return {name: waiting[key] for name, key in held_ids.items() if key in waiting}


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
    for held in open_of_row(by, document, kind, part_id):
        if held.pk == held_id or (held.field in written and written[held.field] == held.mine):
            close(by, held.pk, {held.field})


@transaction.atomic
def discard_held(*, by: User, held: HeldText, seen: str = "") -> None:
    """Settle one's own waiting text without saving it. The text stays in the table. Effects: `settled_at`.

    Raises TypedOn when it is not the text whose `mark_of` was `seen`.
    """
    lock_document(held.document)
    check_seen(held, seen)
    close(by, held.pk, {held.field})


def mark_of(held: HeldText) -> str:
    """Tells one wording of a waiting text from another."""
    return hashlib.sha256(json.dumps(held.mine, sort_keys=True).encode()).hexdigest()[:16]


def check_seen(held: HeldText, seen: str) -> None:
    """Raise TypedOn when the author typed on, in another window, after the page with the mark `seen` was made.

    The caller has locked the document. Without a mark nothing is asked.
    """
    held.refresh_from_db(fields=["mine"])
    if seen and seen != mark_of(held):
        raise TypedOn

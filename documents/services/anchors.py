"""Making an anchor: a passage that somebody chose in a Version or in the draft."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from core.anchoring import around, find_passage
from core.exceptions import InvalidInput
from documents.enums import AnchorState, Operation
from documents.models import Anchor, Change, Document, Version
from documents.parts import BoundField, PartKind, document_kind
from documents.queries import stored
from documents.queries.anchors import anchor_text
from documents.services.documents import lock_document
from documents.services.following import follow, lose, settle

#: characters of the longest passage that can be chosen
LONGEST = 20_000


@transaction.atomic
def make_anchor(
    *,
    document: Document,
    kind: PartKind,
    part_id: UUID,
    field: str,
    version: Version | None = None,
    quote: str,
    before: str = "",
    after: str = "",
    hint: int | None = None,
) -> Anchor:
    """Keep the passage `quote` of a field, as it stands in `version` or, without one, in the draft.

    The words are looked for between `before` and `after`, then near `hint` (a place in `anchor_text`). The anchor's
    place in the draft is found by replaying what was saved since the Version. Locks the document; the caller has judged
    the right and writes the event. Raises InvalidInput for a row, field or Version that is not the document's, and for
    words that do not stand there, or stand there more than once.
    """
    document = lock_document(document)
    bound = _field(document, kind, field)
    part = kind.model._default_manager.filter(pk=part_id, document=document).first()
    text = _text_there(document, kind, bound, part_id, part, version)
    if len(quote) > LONGEST:
        raise InvalidInput(_("This passage is too long. Choose a shorter one."))
    place = find_passage(text, quote, before, after, hint)
    if place is None:
        raise InvalidInput(_("These words do not stand in this text, or more than once. Choose the passage again."))
    anchor = Anchor(document=document, version=version, part_kind=kind.key, part_id=part_id, field=field)
    anchor.quote = text[slice(*place)]
    anchor.start, anchor.end = place
    anchor.before, anchor.after = around(text, *place)
    settle(anchor, text, *place, AnchorState.EXACT)
    _follow_to_the_draft(anchor, bound, text, part)
    anchor.save(force_insert=True)
    return anchor


def _field(document: Document, kind: PartKind, field: str) -> BoundField:
    known = document_kind(document.kind).part_kinds.get(kind.key)
    for bound in known.bound if known else ():
        if bound.name == field:
            return bound
    raise InvalidInput(_("There is no such field in this document."))


def _text_there(
    document: Document, kind: PartKind, bound: BoundField, part_id: UUID, part: Any, version: Version | None
) -> str:
    """The field's text in the Version, or in the draft. Raises InvalidInput."""
    if version is None:
        if part is None or part.deleted_at is not None:
            raise InvalidInput(_("This row is not in the document any more."))
        return anchor_text(bound, stored(part, bound))
    if version.document_id != document.pk:
        raise InvalidInput(_("This version is not one of this document."))
    for row in version.content["parts"].get(kind.key, []):
        if row["id"] == str(part_id):
            return anchor_text(bound, row["values"].get(bound.name))
    raise InvalidInput(_("This row is not in this version of the document."))


def _follow_to_the_draft(anchor: Anchor, bound: BoundField, text: str, part: Any) -> None:
    """Take the anchor through all that was saved since its Version, to the words of today."""
    if anchor.version is not None:
        for value in _values_since(anchor, anchor.version):
            later = anchor_text(bound, value)
            follow(anchor, text, later)
            text = later
    anchor.part_version = part.version if part is not None else 0
    if anchor.live_start is not None and anchor.live_end is not None and (part is None or part.deleted_at is not None):
        lose(anchor, text, anchor.live_start, anchor.live_end)


def _values_since(anchor: Anchor, version: Version) -> list[Any]:
    """What the field held after each change since the Version, in order."""
    changes = Change.objects.filter(
        _later_than(version), document=anchor.document_id, part_kind=anchor.part_kind, part_id=anchor.part_id
    )
    edits = Q(operation=Operation.EDIT, field=anchor.field)
    found = changes.filter(edits | Q(operation=Operation.RESTORE)).order_by("pk")
    return [
        after if operation == Operation.EDIT else (after or {}).get(anchor.field)
        for operation, after in found.values_list("operation", "after")
    ]


def _later_than(version: Version) -> Q:
    """Changes that the Version does not hold. An old Version does not know its last Change, only its hour."""
    return Q(pk__gt=version.moment) if version.moment else Q(at__gt=version.created_at)

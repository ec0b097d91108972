"""Making an anchor: a passage that somebody chose in a Version or in the draft."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from core.anchoring import Edit, around, find_passage
from core.exceptions import InvalidInput
from documents.enums import AnchorState, Operation
from documents.models import Anchor, AnchorPlace, Change, Document, Version
from documents.parts import BoundField, PartKind, document_kind
from documents.queries import stored
from documents.queries.anchors import anchor_text
from documents.services.documents import lock_document
from documents.services.following import follow, settle, vanish

#: characters of the longest passage that can be chosen
LONGEST = 20_000
#: saves through which a passage is followed from a Version to the draft
MOST_STEPS = 60


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
    places = _follow_to_the_draft(anchor, kind, text, part)
    anchor.save(force_insert=True)
    AnchorPlace.objects.bulk_create(places)
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


def _follow_to_the_draft(anchor: Anchor, kind: PartKind, text: str, part: Any) -> list[AnchorPlace]:
    """Take the anchor through all that was saved since its Version, to the words of today.

    Returns where it stands in the Versions that were frozen on the way.
    """
    places: list[AnchorPlace] = []
    if anchor.version is not None:
        text = _replay(anchor, anchor.version, kind, text, places)
    if part is not None and part.deleted_at is None:
        bound = kind.field(anchor.field)
        follow(anchor, Edit(text, anchor_text(bound, stored(part, bound))))
        anchor.part_version = part.version
    elif vanish(anchor, text) and part is not None:
        # It went with its row, and comes back with it.
        anchor.part_version = part.version
    return places


def _replay(anchor: Anchor, version: Version, kind: PartKind, text: str, places: list[AnchorPlace]) -> str:
    """Follow the anchor through the Changes since its Version, past the later ones. Returns the last text."""
    bound = kind.field(anchor.field)
    later = _later_versions(version)
    is_hidden = False
    for key, operation, after in _steps(anchor, version):
        while later and later[0].moment < key:
            places.append(_place_in(anchor, later.pop(0), is_hidden=is_hidden))
        is_hidden = operation == Operation.DELETE
        if not is_hidden:
            fresh = anchor_text(bound, after)
            follow(anchor, Edit(text, fresh))
            text = fresh
    places += [_place_in(anchor, one, is_hidden=is_hidden) for one in later]
    return text


def _steps(anchor: Anchor, version: Version) -> list[tuple[int, str, Any]]:
    """The Changes of the anchor's field since its Version: (id, operation, what the field held afterwards).

    Of many saves in a row some are left out, evenly.
    """
    changes = Change.objects.filter(
        _later_than(version), document=anchor.document_id, part_kind=anchor.part_kind, part_id=anchor.part_id
    ).filter(Q(operation=Operation.EDIT, field=anchor.field) | Q(operation__in=(Operation.DELETE, Operation.RESTORE)))
    known = list(changes.order_by("pk").values_list("pk", "operation"))
    stride = -(-len(known) // MOST_STEPS) or 1
    wanted = [
        key
        for place, (key, operation) in enumerate(known, start=1)
        if place % stride == 0 or place == len(known) or operation != Operation.EDIT
    ]
    found = dict(changes.filter(pk__in=wanted).values_list("pk", "after")) if wanted else {}
    operations = dict(known)
    return [
        (key, operations[key], found[key] if operations[key] == Operation.EDIT else _value(anchor, found[key]))
        for key in wanted
    ]


def _value(anchor: Anchor, after: Any) -> Any:
    """The field among the values of a restored row; a deleted row has none."""
    return after.get(anchor.field) if isinstance(after, dict) else None


def _later_versions(version: Version) -> list[Version]:
    """The Versions frozen after this one that know what they hold, without their contents."""
    later = Version.objects.filter(document=version.document_id, number__gt=version.number, moment__gt=0)
    return list(later.only("id", "number", "moment").order_by("number"))


def _place_in(anchor: Anchor, version: Version, *, is_hidden: bool) -> AnchorPlace:
    if is_hidden:
        return AnchorPlace(anchor=anchor, version=version, state=AnchorState.GONE)
    return AnchorPlace(anchor=anchor, version=version, state=anchor.state, start=anchor.live_start, end=anchor.live_end)


def _later_than(version: Version) -> Q:
    """Changes that the Version does not hold. An old Version does not know its last Change, only its hour."""
    return Q(pk__gt=version.moment) if version.moment else Q(at__gt=version.created_at)

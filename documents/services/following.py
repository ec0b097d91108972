"""Anchored passages follow their words: through every write of their row, and into every frozen Version."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from core.anchoring import Edit, Lost, around, find_again, find_passage, lost_its_twin, remap
from documents.enums import AnchorState, Operation
from documents.models import Anchor, AnchorPlace, Document, Part, Version
from documents.parts import PartKind
from documents.queries.anchors import WITH_WORDS, anchor_text

MOVING = (
    "state",
    "live_start",
    "live_end",
    "live_quote",
    "part_version",
    "lost_at",
    "lost_before",
    "lost_after",
    "lost_with_copies",
    "updated_at",
)


def follow_write(
    document: Document, part: Part, kind: PartKind, operation: Operation, edits: dict[str, tuple[Any, Any]]
) -> None:
    """Move the anchors of a written row of a locked document. `edits` as in `documents.services.changes.note_edits`.

    One query for the anchors, and one more where some of them moved.
    """
    if operation == Operation.EDIT:
        moved = _edited(document, part, kind, edits)
    elif operation == Operation.DELETE:
        moved = _hidden(document, part, kind, edits[""][0])
    elif operation == Operation.RESTORE:
        moved = _shown(document, part, kind, edits[""][1])
    else:
        return
    now = timezone.now()
    for anchor in moved:
        anchor.part_version, anchor.updated_at = part.version, now
    if moved:
        Anchor.objects.bulk_update(moved, MOVING, batch_size=500)


def note_places(version: Version) -> None:
    """Keep where the passages of a document stand in the Version that was just frozen from its draft.

    One query, and one more where there are any. Places that are known stay.
    """
    anchors = Anchor.objects.filter(document=version.document_id).exclude(version=version)
    places = [
        AnchorPlace(anchor_id=key, version=version, state=state, start=start, end=end)
        for key, state, start, end in anchors.values_list("pk", "state", "live_start", "live_end")
    ]
    if places:
        AnchorPlace.objects.bulk_create(places, ignore_conflicts=True)


def follow(anchor: Anchor, edit: Edit) -> bool:
    """Move the anchor through an edit of its text. Returns whether it changed; writes nothing."""
    before = _standing(anchor)
    place = _stood(anchor, edit.old)
    if place is None:
        around_it = (anchor.lost_before, anchor.lost_after, anchor.lost_at, anchor.lost_with_copies)
        lost = Lost(anchor.live_quote, anchor.quote, *around_it)
        start, end, fate = find_again(edit, lost)
    else:
        start, end, fate = remap(edit.old, edit.new, *place, anchor.quote, edit)
    if start is not None and end is not None:
        settle(anchor, edit.new, start, end, fate)
    elif place is not None:
        lose(anchor, edit.old, *place)
        anchor.lost_with_copies = _has_copies(anchor, edit.new)
    else:
        # A copy that is cut out later and pasted again would look like the passage.
        anchor.lost_with_copies |= _has_copies(anchor, edit.old) or _has_copies(anchor, edit.new)
        if lost_its_twin(edit, lost):
            anchor.lost_before = anchor.lost_after = ""
    return before != _standing(anchor)


def _standing(anchor: Anchor) -> tuple[object, ...]:
    """Where the passage stands, or by what it would be known again."""
    known_by = (anchor.lost_with_copies, anchor.lost_before, anchor.lost_after)
    return anchor.state, anchor.live_start, anchor.live_end, anchor.live_quote, *known_by


def _has_copies(anchor: Anchor, text: str) -> bool:
    return bool(anchor.live_quote and anchor.live_quote in text) or bool(anchor.quote and anchor.quote in text)


def settle(anchor: Anchor, text: str, start: int, end: int, state: str) -> None:
    """The anchor's passage stands at this place of the draft's `text`. Writes nothing."""
    anchor.state = AnchorState(state)
    anchor.live_start, anchor.live_end, anchor.live_quote = start, end, text[start:end]
    anchor.lost_at, anchor.lost_before, anchor.lost_after, anchor.lost_with_copies = None, "", "", False


def lose(anchor: Anchor, text: str, start: int, end: int) -> None:
    """The anchor's passage, which stood there in `text`, is gone; what it is known by stays. Writes nothing."""
    anchor.state = AnchorState.GONE
    anchor.live_start, anchor.live_end, anchor.live_quote = None, None, text[start:end]
    anchor.lost_at = start
    anchor.lost_before, anchor.lost_after = around(text, start, end)


def _stood(anchor: Anchor, text: str) -> tuple[int, int] | None:
    """Where the anchor stands in the text before a write; its words are looked for where somebody wrote past us."""
    if anchor.live_start is None or anchor.live_end is None:
        return None
    if text[anchor.live_start : anchor.live_end] == anchor.live_quote:
        return anchor.live_start, anchor.live_end
    found = find_passage(text, anchor.live_quote, anchor.before, anchor.after, anchor.live_start)
    if found is None:
        anchor.state, anchor.live_start, anchor.live_end = AnchorState.GONE, None, None
    return found


def _edited(document: Document, part: Part, kind: PartKind, edits: dict[str, tuple[Any, Any]]) -> list[Anchor]:
    names = [name for name in edits if kind.field(name).kind in WITH_WORDS]
    anchors = _anchors(document, part, kind).filter(field__in=names) if names else ()
    texts: dict[str, Edit] = {}
    moved = []
    for anchor in anchors:
        if anchor.field not in texts:
            bound, (before, after) = kind.field(anchor.field), edits[anchor.field]
            texts[anchor.field] = Edit(anchor_text(bound, before), anchor_text(bound, after))
        if follow(anchor, texts[anchor.field]):
            moved.append(anchor)
    return moved


def _hidden(document: Document, part: Part, kind: PartKind, values: dict[str, Any]) -> list[Anchor]:
    """The row was deleted, and its passages with it."""
    return [
        anchor
        for anchor, text in _with_texts(_anchors(document, part, kind).exclude(state=AnchorState.GONE), kind, values)
        if vanish(anchor, text)
    ]


def _shown(document: Document, part: Part, kind: PartKind, values: dict[str, Any]) -> list[Anchor]:
    """The row is back, and with it the passages that went with it; those that were gone before stay gone."""
    gone = _anchors(document, part, kind).filter(state=AnchorState.GONE, part_version=part.version - 1)
    return [anchor for anchor, text in _with_texts(gone, kind, values) if follow(anchor, Edit("", text))]


def vanish(anchor: Anchor, text: str) -> bool:
    """The anchor's whole text, which was `text`, is gone. Returns whether that changed it; writes nothing."""
    before = anchor.state
    place = _stood(anchor, text)
    if place is not None:
        lose(anchor, text, *place)
    return before != anchor.state


def _anchors(document: Document, part: Part, kind: PartKind) -> Any:
    return Anchor.objects.filter(document=document, part_id=part.pk, part_kind=kind.key)


def _with_texts(anchors: Iterable[Anchor], kind: PartKind, values: dict[str, Any]) -> Iterable[tuple[Anchor, str]]:
    texts: dict[str, str] = {}
    for anchor in anchors:
        if anchor.field not in texts:
            texts[anchor.field] = anchor_text(kind.field(anchor.field), values.get(anchor.field))
        yield anchor, texts[anchor.field]

"""Whether the place of a remark has changed since the Version that it was made on, and between which states to look."""

from dataclasses import dataclass

from documents.models import Version
from documents.parts import document_kind
from documents.queries import find_section, snapshot
from reviews.models import Thread
from reviews.queries.changed import changes_within, places_between, proposed_places


@dataclass(frozen=True)
class ChangedHere:
    """Numbers of two Versions, `until` None for the draft, and the place: a section, or a row and perhaps a field."""

    since: int
    until: int | None
    section: str
    part_id: str
    field: str


def changed_here(thread: Thread, *, is_author: bool, reads_draft: bool) -> ChangedHere | None:
    """What a reader of a remark may look at. Authors compare with the draft, the reviewers with the newest Version, and
    with the draft where there is no newer one. None where nothing changed, and for remarks on the whole document or the
    draft. Three queries, and those of a snapshot where the draft was changed at the place.
    """
    document, before = thread.document, thread.version
    if before is None or not thread.section:
        return None
    newest = Version.objects.filter(document=document).order_by("-number").only("number").first()
    is_newer = newest is not None and newest.number > before.number
    if is_author or (reads_draft and not is_newer):
        until, now = None, None
    elif newest is not None and is_newer:
        until, now = newest.number, newest.content
    else:
        return None
    kinds = [thread.part_kind] if thread.part_kind else _kinds(thread, before)
    touched = changes_within(document, before, kinds, str(thread.part_id or ""))
    if now is None and touched:
        now = snapshot(document)
    places = proposed_places(places_between(before.content, now, touched), thread) if now and touched else []
    if not places:
        return None
    part_id = str(thread.part_id or "")
    field = places[0].field if thread.field else ""
    return ChangedHere(before.number, until, thread.section, part_id, field)


def _kinds(thread: Thread, version: Version) -> list[str]:
    section = find_section(version.content, thread.section)
    known = document_kind(version.content["kind"]).part_kinds
    return [kind.key for kind in section.kinds if kind.key in known] if section else []

"""Threads of a review as the comments of a file."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.richtext import plain
from documents.enums import FieldKind
from documents.models import Version
from documents.parts import document_kind
from documents.queries.anchors import places_in
from documents.queries.templates import section_with
from documents.rendering.values import display
from reviews.enums import SuggestionState, ThreadState
from reviews.exchange.labels import first_line, reply_line, words_of
from reviews.exchange.places import Spot
from reviews.exchange.writing import Passage, Said, Talk
from reviews.models import Thread


def talks_of(threads: Iterable[Thread], content: dict[str, Any], version: Version | None) -> list[Talk]:
    """Every thread where it stands in the snapshot of `version` (None: the draft). One query."""
    found = list(threads)
    passages = places_in(version, [thread.anchor for thread in found if thread.anchor])
    return [_talk(thread, content, _passage(thread, passages)) for thread in found]


def _passage(thread: Thread, places: dict[Any, Any]) -> Passage | None:
    place = places.get(thread.anchor_id) if thread.anchor_id else None
    if place is None or thread.anchor is None or place.start is None:
        return None
    return Passage(place.quote, thread.anchor.before, thread.anchor.after, place.start)


def _talk(thread: Thread, content: dict[str, Any], passage: Passage | None) -> Talk:
    said: list[Said] = []
    for comment in thread.comments.all():
        line = reply_line(thread) if said else first_line(thread)
        if not said and hasattr(thread, "suggestion"):
            # all that the portal adds stands in the first line, which is not read as somebody's words
            line += f" · {' '.join(_proposed(thread).split())}"
        text = f"{line}\n{words_of(comment.text)}"
        said.append(Said(comment.author_label, timezone.localtime(comment.created_at), text))
    return Talk(_spot(thread, content), tuple(said), passage, thread.state == ThreadState.RESOLVED)


def _spot(thread: Thread, content: dict[str, Any]) -> Spot:
    """The place in this content: the template may have moved a part to another section since."""
    if not thread.part_kind:
        return Spot(thread.section)
    kind = document_kind(content["kind"]).part_kinds.get(thread.part_kind)
    section = section_with(content, kind) if kind else None
    return Spot(section.key if section else thread.section, thread.part_kind, str(thread.part_id or ""), thread.field)


def _proposed(thread: Thread) -> str:
    """The wording that an open suggestion proposes; what became of one that was decided."""
    suggestion = thread.suggestion
    if suggestion.state != SuggestionState.OPEN:
        return _("Suggested edit: %(state)s") % {"state": suggestion.get_state_display()}
    bound = document_kind(thread.document.kind).part_kind(thread.part_kind).field(thread.field)
    value = suggestion.proposed
    if value in (None, "", []):
        words = "–"
    elif bound.kind == FieldKind.RICH:
        words = plain(value)
    elif isinstance(value, list):
        words = "; ".join(suggestion.names.get(str(one), str(one)) for one in value)
    elif bound.kind == FieldKind.REFERENCE:
        words = suggestion.names.get(str(value), "–")
    else:
        words = display(bound, value)
    return _("Suggested wording: %(words)s") % {"words": words}

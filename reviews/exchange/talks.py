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
from reviews.exchange.changes import Hand
from reviews.exchange.labels import answer_line, first_line, reply_line, signature, words_of
from reviews.exchange.places import Spot
from reviews.exchange.said import Passage, Said, Talk, Wording
from reviews.models import Answer, Comment, Thread


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
    """All that the portal adds to somebody's words stands in the first line of a comment, which is read as nobody's."""
    first, *replies = thread.comments.all() or [None]
    said = [] if first is None else [_comment(first, first_line(thread) + _decided(thread))]
    said += sorted(
        [
            *(_comment(one, reply_line(thread)) for one in replies if one is not None),
            *(_answer(thread, one) for one in thread.shown_answers),  # type: ignore[attr-defined]
        ],
        key=lambda one: one.at,
    )
    wording = wording_of(thread, content) if is_proposed(thread) else None
    return Talk(spot_of(thread, content), tuple(said), passage, thread.state == ThreadState.RESOLVED, wording)


def _comment(comment: Comment, line: str) -> Said:
    return Said(comment.author_label, timezone.localtime(comment.created_at), f"{line}\n{words_of(comment.text)}")


def _answer(thread: Thread, answer: Answer) -> Said:
    """What the authors answered, and which change met the remark."""
    told = [answer_line(thread), str(answer.get_outcome_display())]
    told += ["; ".join(str(place.get("label", "")) for place in answer.places)] if answer.places else []
    if answer.sent_with_id is None:
        told.append(_("not sent yet"))
    text = f"{' · '.join(told)}\n{answer.reason}"
    return Said(answer.by_label, timezone.localtime(answer.created_at), text)


def is_proposed(thread: Thread) -> bool:
    return hasattr(thread, "suggestion") and thread.suggestion.state == SuggestionState.OPEN


def wording_of(thread: Thread, content: dict[str, Any]) -> Wording:
    """The suggestion of a thread, whatever became of it, for the text of a snapshot."""
    suggestion = thread.suggestion
    rows = content["parts"].get(thread.part_kind, [])
    row = next((one for one in rows if one["id"] == str(thread.part_id)), None)
    is_outdated = row is None or row["values"].get(thread.field) != suggestion.base
    comments = list(thread.comments.all())
    author = comments[0].author_label if comments else str(thread.opened_by or "")
    hand = Hand(signature(author, thread), suggestion.created_at)
    return Wording(hand, suggestion.proposed, " ".join(_proposed(thread).split()), is_outdated)


def _decided(thread: Thread) -> str:
    """What became of a suggestion that was decided."""
    if not hasattr(thread, "suggestion") or is_proposed(thread):
        return ""
    told = _("Suggested edit: %(state)s") % {"state": thread.suggestion.get_state_display()}
    return f" · {told}"


def spot_of(thread: Thread, content: dict[str, Any]) -> Spot:
    """The place in this content: the template may have moved a part to another section since."""
    if not thread.part_kind:
        return Spot(thread.section)
    kind = document_kind(content["kind"]).part_kinds.get(thread.part_kind)
    section = section_with(content, kind) if kind else None
    return Spot(section.key if section else thread.section, thread.part_kind, str(thread.part_id or ""), thread.field)


def _proposed(thread: Thread) -> str:
    """The wording that a suggestion proposes."""
    suggestion = thread.suggestion
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

"""The Version under review made ready for the page: every field named, passages of remarks marked."""

from collections import defaultdict
from dataclasses import replace
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from documents.enums import AnchorState
from documents.parts import BoundField, PartKind
from documents.queries import sections_of
from documents.queries.anchors import WITH_WORDS, anchor_text
from documents.rendering import Reading, reading
from reviews.enums import Audience
from reviews.models import Thread
from reviews.queries import Remark
from reviews.rendering.marks import Mark, mark_html, mark_items

Key = tuple[str, str, str]


def reading_beside(content: dict[str, Any], remarks: tuple[Remark, ...]) -> Reading:
    """The reading of a Version with the passages of its remarks. No queries."""
    marks = _marks(remarks)
    sections = {kind.key: section.key for section in sections_of(content) for kind in section.kinds}

    def dress(kind: PartKind, row: dict[str, Any], bound: BoundField, shown: dict[str, Any]) -> dict[str, Any]:
        place = f"{sections.get(kind.key, '')}|{kind.key}|{row['id']}|{bound.name}"
        found = marks.get((kind.key, row["id"], bound.name))
        return {**(_marked(bound, row, shown, found) if found and shown else shown), "place": place}

    return reading(content, public=False, dress=dress)


def remark_name(thread: Thread) -> str:
    """What a remark is called: its number among those of its audience."""
    name = _("Remark %(number)d") if thread.audience == Audience.ALL else _("Note %(number)d")
    return name % {"number": thread.number}


def _marks(remarks: tuple[Remark, ...]) -> dict[Key, list[Mark]]:
    found: dict[Key, list[Mark]] = defaultdict(list)
    for remark in remarks:
        thread, passage = remark.thread, remark.passage
        if passage is None or passage.start is None or passage.end is None:
            continue
        is_changed = passage.state == AnchorState.CHANGED
        mark = Mark(passage.start, passage.end, str(thread.pk), thread.number, remark_name(thread), is_changed)
        found[thread.part_kind, str(thread.part_id), thread.field].append(mark)
    return found


def _marked(bound: BoundField, row: dict[str, Any], shown: dict[str, Any], marks: list[Mark]) -> dict[str, Any]:
    """What the field shows, with its passages marked; fields that are no words stay as they are."""
    if bound.kind not in WITH_WORDS:
        return shown
    plain = anchor_text(bound, row["values"].get(bound.name))
    if "html" in shown:
        return {**shown, "html": mark_html(shown["html"], plain, marks)}
    if "items" in shown:
        texts = mark_items([item.text for item in shown["items"]], plain, marks)
        return {
            **shown,
            "items": tuple(replace(item, text=text) for item, text in zip(shown["items"], texts, strict=True)),
        }
    if isinstance(shown.get("text"), str) and not isinstance(shown["text"], SafeString):
        return {**shown, "text": mark_html(escape(shown["text"]), plain, marks)}
    return shown

"""The Version under review made ready for the page: every field named, passages of remarks marked, places for remarks.

The text without remarks is the same for everybody who reads a Version, so it is drawn once and kept; what each reader's
remarks add to it is put in afterwards.
"""

import re
from collections import defaultdict
from typing import Any

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from documents.enums import AnchorState
from documents.models import Document, Version
from documents.parts import BoundField, PartKind, document_kind
from documents.queries import sections_of
from documents.queries.anchors import WITH_WORDS, anchor_text
from documents.rendering import Reading, reading
from reviews.enums import Audience
from reviews.models import Thread
from reviews.queries import Remark
from reviews.rendering.marks import Mark, mark_html

#: to be raised when the templates of the text change
FORMAT = 1
LIFE = 6 * 3600
CONTENTS_END = "<!--text-->"
#: where the remarks on a section (no row) or on a row belong
PLACE = re.compile(r"<!--remarks ([\w-]*) ([\w-]*)-->")
Key = tuple[str, str, str]


def text_under_review(
    document: Document, version: Version, remarks: tuple[Remark, ...], *, may_add: bool
) -> tuple[SafeString, SafeString]:
    """The contents and the text of a Version as HTML, with the passages of remarks marked. `may_add` draws links to new
    remarks. Effects: the text without marks is kept in the cache. No queries.
    """
    key = f"review-text:{FORMAT}:{document.pk}:{version.content_hash}:{get_language()}:{may_add:d}"
    drawn = cache.get(key)
    if drawn is None:
        drawn = render_to_string(
            "reviews/text.html",
            {
                "reading": _reading(version.content),
                "document": document,
                "may_add": may_add,
                "aside_template": "reviews/aside_place.html",
            },
        )
        cache.set(key, drawn, LIFE)
    contents, _divider, text = drawn.partition(CONTENTS_END)
    return mark_safe(contents), mark_safe(_with_marks(text, version.content, remarks))  # noqa: S308 - our own templates


def remark_name(thread: Thread) -> str:
    """What a remark is called: its number among those of its audience."""
    name = _("Remark %(number)d") if thread.audience == Audience.ALL else _("Note %(number)d")
    return name % {"number": thread.number}


def _reading(content: dict[str, Any]) -> Reading:
    """The reading with every field named: "section|part kind|row|field"."""
    sections = {kind.key: section.key for section in sections_of(content) for kind in section.kinds}

    def dress(kind: PartKind, row: dict[str, Any], bound: BoundField, shown: dict[str, Any]) -> dict[str, Any]:
        return {**shown, "place": f"{sections.get(kind.key, '')}|{kind.key}|{row['id']}|{bound.name}"}

    return reading(content, public=False, dress=dress)


def _with_marks(text: str, content: dict[str, Any], remarks: tuple[Remark, ...]) -> str:
    kinds = document_kind(content["kind"]).part_kinds
    for (kind_key, row_id, name), marks in _marks(remarks).items():
        bound = next((bound for bound in kinds[kind_key].bound if bound.name == name), None)
        row = next((row for row in content["parts"].get(kind_key, []) if row["id"] == row_id), None)
        if bound is not None and row is not None and bound.kind in WITH_WORDS:
            plain = anchor_text(bound, row["values"].get(name))
            text = _mark_field(text, f"|{kind_key}|{row_id}|{name}", plain, marks)
    return text


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


def _mark_field(text: str, place: str, plain: str, marks: list[Mark]) -> str:
    """The text with the passages of one field marked: what stands inside the element that names the place."""
    at = text.find(f'{place}"')
    if at < 0:
        return text
    tag = re.match(r"<(\w+)", text[text.rfind("<", 0, at) :])
    if tag is None:
        return text
    start, depth = text.index(">", at) + 1, 1
    for found in re.compile(rf"<(/?){tag[1]}\b").finditer(text, start):
        depth += -1 if found[1] else 1
        if not depth:
            return text[:start] + mark_html(text[start : found.start()], plain, marks) + text[found.start() :]
    return text

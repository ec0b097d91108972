"""Passages of fields: the plain text that they are counted in, and where they stand."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from core.anchoring import find_passage
from core.text import NBSP
from documents.enums import AnchorState, FieldKind
from documents.models import Anchor, AnchorPlace, Version
from documents.parts import BoundField, document_kind

#: kinds of fields in which a passage can be chosen
WITH_WORDS = frozenset(
    {
        FieldKind.LINE,
        FieldKind.TEXT,
        FieldKind.RICH,
        FieldKind.LINES,
        FieldKind.ADDRESS,
        FieldKind.ORGANISATION,
        FieldKind.ORGANISATIONS,
    }
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:[^<>\"]|\"[^\"]*\")*>")
_INLINE = frozenset({"strong", "em", "a", "sub", "sup", "span", "b", "i", "u", "s"})


@dataclass(frozen=True)
class Place:
    """Where a passage stands in a text; both ends are None and `quote` is empty where it does not."""

    start: int | None
    end: int | None
    state: AnchorState
    quote: str


GONE = Place(None, None, AnchorState.GONE, "")


def anchor_text(bound: BoundField, stored_value: Any) -> str:
    """The text in which places of passages are counted: the visible words of a stored value.

    Rich text: blocks (paragraphs, items, cells, lines) parted by one "\n", without further spaces; lists: their lines;
    other texts as they are. A no-break space is a space. Empty for fields without words (numbers, dates, links).
    """
    if bound.kind not in WITH_WORDS or not stored_value:
        return ""
    if bound.kind == FieldKind.RICH:
        return _visible(str(stored_value))
    if isinstance(stored_value, list):
        return "\n".join(str(line) for line in stored_value).replace(NBSP, " ")
    return str(stored_value).replace(NBSP, " ")


def _visible(value: str) -> str:
    """The words of an HTML text as a page shows them."""
    broken = _TAG.sub(lambda tag: "" if tag[2].lower() in _INLINE else "\n", " ".join(value.splitlines()))
    blocks = (" ".join(html.unescape(block).split()) for block in broken.split("\n"))
    return "\n".join(block for block in blocks if block)


def places_in(version: Version | None, anchors: Iterable[Anchor]) -> dict[UUID, Place]:
    """Where each anchor of one document stands in `version`, or, with None, in the draft; by the anchor's id.

    One query for a Version, none for the draft nor where all were chosen in that Version. In a Version that is older
    than the anchor its words are looked for; they count only as they were chosen.
    """
    wanted = list(anchors)
    if version is None:
        return {anchor.pk: _live(anchor) for anchor in wanted}
    others = [anchor.pk for anchor in wanted if anchor.version_id != version.pk]
    places = AnchorPlace.objects.filter(version=version, anchor__in=others) if others else ()
    noted = {place.anchor_id: place for place in places}
    texts = _Texts(version)
    return {anchor.pk: _place(anchor, version, noted.get(anchor.pk), texts) for anchor in wanted}


def _live(anchor: Anchor) -> Place:
    if anchor.live_start is None:
        return GONE
    return Place(anchor.live_start, anchor.live_end, AnchorState(anchor.state), anchor.live_quote)


def _place(anchor: Anchor, version: Version, noted: AnchorPlace | None, texts: "_Texts") -> Place:
    if anchor.version_id == version.pk:
        return Place(anchor.start, anchor.end, AnchorState.EXACT, anchor.quote)
    text = texts.of(anchor)
    if noted is None:
        found = find_passage(text, anchor.quote, anchor.before, anchor.after, anchor.start)
        return Place(*found, AnchorState.EXACT, text[slice(*found)]) if found else GONE
    if noted.start is None:
        return GONE
    return Place(noted.start, noted.end, AnchorState(noted.state), text[noted.start : noted.end])


class _Texts:
    """The texts of a Version's fields, each made once."""

    def __init__(self, version: Version) -> None:
        self._kinds = document_kind(version.content["kind"]).part_kinds
        self._rows = {(key, row["id"]): row["values"] for key, rows in version.content["parts"].items() for row in rows}
        self._known: dict[tuple[str, str, str], str] = {}

    def of(self, anchor: Anchor) -> str:
        """The text of the anchor's field; empty where the Version has no such row."""
        key = (anchor.part_kind, str(anchor.part_id), anchor.field)
        if key not in self._known:
            values = self._rows.get(key[:2])
            bound = self._kinds[anchor.part_kind].field(anchor.field)
            self._known[key] = anchor_text(bound, values.get(anchor.field)) if values else ""
        return self._known[key]

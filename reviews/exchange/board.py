"""What all parts of an import share: what a file is judged by, what was read of it, and what becomes of it so far."""

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from core.exceptions import InvalidInput
from documents.models import Document
from documents.parts import PartKind, document_kind
from documents.queries.places import Place, PlaceNames, find_place
from reviews.exchange.identity import Identity
from reviews.exchange.labels import folded, words_of
from reviews.exchange.places import Spot
from reviews.exchange.plans import Leftover, Plan
from reviews.exchange.reading import ReadFile
from reviews.models import Thread

#: letters of one comment; a longer one goes on in replies
LONGEST = 4500


@dataclass(frozen=True)
class Ground:
    """What a file is judged by: `base` is what it was made of, `target` what is proposed to now.

    `threads` are those that the sender reads; `name` is the sender's.
    """

    document: Document
    identity: Identity
    base: dict[str, Any]
    target: dict[str, Any]
    threads: list[Thread]
    name: str

    @cached_property
    def suggestions(self) -> dict[tuple[str, int] | None, Thread]:
        """The threads with suggestions, by audience and number."""
        return {(one.audience, one.number): one for one in self.threads if hasattr(one, "suggestion")}


@dataclass
class Board:
    """`usual` is the file as the portal writes it, `read` the one that came; `result` grows."""

    ground: Ground
    usual: ReadFile
    read: ReadFile
    result: Plan

    @cached_property
    def kinds(self) -> dict[str, PartKind]:
        return document_kind(self.ground.document.kind).part_kinds

    @cached_property
    def by_words(self) -> dict[str, Thread]:
        """Threads by what they begin with."""
        return {_first_words(thread): thread for thread in reversed(self.ground.threads)}

    @cached_property
    def _left(self) -> set[str]:
        return set()

    @cached_property
    def _names(self) -> PlaceNames:
        return PlaceNames(self.ground.target)

    def place(self, spot: Spot | None) -> tuple[Spot, bool]:
        """The place as it is in the target, or the nearest one around it that is there."""
        for one in (spot, spot.row if spot else None, Spot(spot.section) if spot else None):
            if one is None:
                continue
            try:
                find_place(
                    self.ground.target,
                    section=one.section,
                    part_kind=one.part_kind,
                    part_id=one.part_id,
                    field=one.field,
                )
            except InvalidInput:
                continue
            return one, one == spot
        return Spot(), spot == Spot()

    def leave(self, spot: Spot, sentence: str, text: str = "", *, wanted: bool = True) -> None:
        """List what cannot be mapped, once; whatever is a remark already is known."""
        spot, _is_whole = self.place(spot)
        for piece in cut(text):
            made = Leftover("", spot, self.label(spot), sentence, piece, wanted)
            if folded(made.remark) in self.by_words:
                self.result.known += 1
                continue
            key = f"left-{mark(spot.bookmark + made.remark)}"
            if key not in self._left:
                self._left.add(key)
                self.result.leftovers.append(replace(made, key=key))

    def label(self, spot: Spot) -> str:
        return self._names.label(Place(spot.section, spot.part_kind, spot.part_id, spot.field))


def _first_words(thread: Thread) -> str:
    comments = list(thread.comments.all())
    return folded(words_of(comments[0].text)) if comments else ""


def cut(text: str) -> list[str]:
    """Pieces that each fit a comment, cut between words."""
    text = text.strip()
    pieces = []
    begin = 0
    while len(text) - begin > LONGEST:
        end = begin + LONGEST
        at = max(text.rfind(" ", begin, end), text.rfind("\n", begin, end))
        at = at if at > begin else end
        pieces.append(text[begin:at].strip())
        begin = at
        while text[begin].isspace():
            begin += 1
    return [*pieces, text[begin:]]


def mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]

"""Two plain texts: side by side with what differs marked, or read as one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.comparing.runs import phrases
from core.merging.differing import Budget, Hunk, hunks

#: a word or a sign with the space before it: spaces of their own would match everywhere
TOKEN = re.compile(r"\s*\w+|\s*[^\w\s]|\s+")
#: letters of unchanged text that are left on each side of a change
AROUND = 70


@dataclass(frozen=True)
class Piece:
    """A stretch of a text; `differs` when the other text does not have it at this place."""

    text: str
    differs: bool


@dataclass(frozen=True)
class Mark:
    """A stretch of two texts read as one: in both ("same"), only in the first ("gone"), only in the second ("new").

    "skip" stands for unchanged text that is left out.
    """

    text: str
    kind: str


def pieces(left: str, right: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts cut into pieces. Joined, the pieces give each text back."""
    first: list[Piece] = []
    second: list[Piece] = []
    for same, gone, new in _stretches(left, right):
        first += [Piece(same, differs=False), Piece(gone, differs=True)]
        second += [Piece(same, differs=False), Piece(new, differs=True)]
    return [piece for piece in first if piece.text], [piece for piece in second if piece.text]


def marked(left: str, right: str) -> list[Mark]:
    """Both texts as one, with what went and what came."""
    marks: list[Mark] = []
    for same, gone, new in _stretches(left, right):
        marks += [Mark(same, "same"), Mark(gone, "gone"), Mark(new, "new")]
    return [mark for mark in marks if mark.text]


def _stretches(left: str, right: str) -> Iterator[tuple[str, str, str]]:
    """What stayed, then what went and what came there, until the end. The work is bounded: where there are too many
    differences, all that lies between the first and the last is one."""
    old, new = TOKEN.findall(left), TOKEN.findall(right)
    place = 0
    for hunk in [*phrases(old, hunks(old, new, Budget())), Hunk(len(old), len(old), len(new), len(new))]:
        yield (
            "".join(old[place : hunk.start]),
            "".join(old[hunk.start : hunk.end]),
            "".join(new[hunk.new_start : hunk.new_end]),
        )
        place = hunk.end


def shortened(marks: list[Mark], longest: int = 0) -> list[Mark]:
    """The marks with long unchanged stretches left out, and of changed ones what exceeds `longest` letters."""
    short: list[Mark] = []
    for number, mark in enumerate(marks):
        if mark.kind == "same":
            head = AROUND if number else 0
            tail = AROUND if number + 1 < len(marks) else 0
            short += _shorten(mark, head, tail)
        else:
            short += _shorten(mark, longest // 2, longest // 2) if longest else [mark]
    return short


def _shorten(mark: Mark, head: int, tail: int) -> list[Mark]:
    """Keep `head` letters at the beginning and `tail` at the end, to whole words."""
    if len(mark.text) <= head + tail + AROUND:
        return [mark]
    first = mark.text[:head].rsplit(None, 1)[0] if head else ""
    last = mark.text[-tail:].split(None, 1)[-1] if tail else ""
    return [part for part in (Mark(first, mark.kind), Mark(" … ", "skip"), Mark(last, mark.kind)) if part.text]

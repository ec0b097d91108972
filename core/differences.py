"""Two texts side by side: which words of each are not in the other."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

#: a word or a sign with the space before it: spaces of their own would match everywhere
TOKEN = re.compile(r"\s*\w+|\s*[^\w\s]|\s+")
#: beyond this many words the texts are compared line by line, and beyond as many lines as wholes
MOST_TOKENS = 2000


@dataclass(frozen=True)
class Piece:
    """A stretch of a text; `differs` when the other text does not have it at this place."""

    text: str
    differs: bool


def compare(left: str, right: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts cut into pieces. Joined, the pieces give each text back."""
    ours, others = _cut(left, right)
    # The matcher's own rule that frequent words begin no match keeps the time of a long comparison to seconds.
    matcher = SequenceMatcher(None, ours, others)
    first: list[Piece] = []
    second: list[Piece] = []
    for operation, start, end, other_start, other_end in matcher.get_opcodes():
        differs = operation != "equal"
        _append(first, "".join(ours[start:end]), differs)
        _append(second, "".join(others[other_start:other_end]), differs)
    return first, second


def _cut(left: str, right: str) -> tuple[list[str], list[str]]:
    """Both texts as words, or as lines where there are too many words, or whole where there are too many lines."""
    ours, others = TOKEN.findall(left), TOKEN.findall(right)
    if max(len(ours), len(others)) > MOST_TOKENS:
        ours, others = left.splitlines(keepends=True), right.splitlines(keepends=True)
    if max(len(ours), len(others)) > MOST_TOKENS:
        ours, others = [left], [right]
    return ours, others


def _append(pieces: list[Piece], text: str, differs: bool) -> None:
    if text:
        pieces.append(Piece(text, differs))


#: beyond this many words between the first and the last difference, whole lines are compared
MOST_BETWEEN = 600
#: letters of unchanged text that are left on each side of a change
AROUND = 70


@dataclass(frozen=True)
class Mark:
    """A stretch of two texts read as one: in both ("same"), only in the first ("gone"), only in the second ("new").

    "skip" stands for unchanged text that is left out.
    """

    text: str
    kind: str


def marked(left: str, right: str) -> list[Mark]:
    """Both texts as one, with what went and what came. Quick for long texts that differ in a few places."""
    ours, others = TOKEN.findall(left), TOKEN.findall(right)
    start = _common(ours, others)
    end = _common(ours[start:][::-1], others[start:][::-1])
    before, after = ours[start : len(ours) - end], others[start : len(others) - end]
    if max(len(before), len(after)) > MOST_BETWEEN:
        before, after = ("".join(part).splitlines(keepends=True) for part in (before, after))
    if max(len(before), len(after)) > MOST_BETWEEN:
        before, after = ["".join(before)], ["".join(after)]
    marks = [Mark("".join(ours[:start]), "same")]
    for operation, first, last, other_first, other_last in SequenceMatcher(None, before, after).get_opcodes():
        if operation == "equal":
            marks.append(Mark("".join(before[first:last]), "same"))
            continue
        marks += [Mark("".join(before[first:last]), "gone"), Mark("".join(after[other_first:other_last]), "new")]
    marks.append(Mark("".join(ours[len(ours) - end :]), "same"))
    return [mark for mark in marks if mark.text]


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


def _common(ours: list[str], others: list[str]) -> int:
    """How many tokens both begin with."""
    for number, (one, other) in enumerate(zip(ours, others, strict=False)):
        if one != other:
            return number
    return min(len(ours), len(others))

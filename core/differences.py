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

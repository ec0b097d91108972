"""Two texts side by side: which words of each are not in the other."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
#: beyond this many words the texts are compared line by line, which stays fast
MOST_TOKENS = 4000


@dataclass(frozen=True)
class Piece:
    """A stretch of a text; `differs` when the other text does not have it at this place."""

    text: str
    differs: bool


def compare(left: str, right: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts cut into pieces. Joined, the pieces give each text back."""
    ours, others = TOKEN.findall(left), TOKEN.findall(right)
    if max(len(ours), len(others)) > MOST_TOKENS:
        ours, others = left.splitlines(keepends=True), right.splitlines(keepends=True)
    first: list[Piece] = []
    second: list[Piece] = []
    for operation, start, end, other_start, other_end in SequenceMatcher(None, ours, others, False).get_opcodes():
        differs = operation != "equal"
        _append(first, "".join(ours[start:end]), differs)
        _append(second, "".join(others[other_start:other_end]), differs)
    return first, second


def _append(pieces: list[Piece], text: str, differs: bool) -> None:
    if text:
        pieces.append(Piece(text, differs))

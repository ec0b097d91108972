"""Words and signs of a text with their places, and how much each says."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

WORD = re.compile(r"\w+|[^\w\s]")
#: words up to this length (in, on, and) stand in every sentence and say little
LITTLE = 3
#: what a sentence, a line or a part of a sentence ends with
SENTENCE_ENDS = frozenset(".!?…")
PAUSES = frozenset(",;:–—()")
#: share of a longer word that a shorter one must begin with to be a form of it
SAME_STEM = 0.6
SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign: `key` is what it is compared by, `start` and `end` where it stands."""

    key: str
    start: int
    end: int


def tokens_in(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words and signs of a stretch of the text."""
    found = WORD.finditer(text, start, len(text) if end is None else end)
    return [Token(one[0].casefold(), one.start(), one.end()) for one in found]


def weight(key: str) -> float:
    """How much a word or a sign says: its letters; little words and signs nearly nothing."""
    if not key[0].isalnum():
        return 0.2
    return float(len(key)) if len(key) > LITTLE or key.isdigit() else 1.0


def weight_of(tokens: Iterable[Token]) -> float:
    return sum(weight(token.key) for token in tokens)


def are_forms(one: str, other: str) -> bool:
    """Whether two words look like forms of one: a Polish ending differs, or a letter was mistyped."""
    if one == other:
        return True
    shorter, longer = sorted((len(one), len(other)))
    if shorter <= LITTLE or one.isdigit() or other.isdigit():
        return False
    same = next((place for place in range(shorter) if one[place] != other[place]), shorter)
    needed = max(SHORTEST_STEM, SAME_STEM * longer)
    if same >= needed:
        return True
    tail = next((place for place in range(shorter) if one[-1 - place] != other[-1 - place]), shorter)
    return min(same + tail, shorter) >= max(needed, longer - 2)

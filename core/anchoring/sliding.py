"""Choosing among equal readings of an edit the one that a person would give: whole sentences came and went.

"A x. A y." became "A y.": letter for letter, "x. A" may have gone as well as "A x.".
"""

from collections.abc import Sequence

from core.anchoring.tokens import PAUSES, SENTENCE_ENDS, Token
from core.merging.differing import Hunk


def slide(old: str, new: str, ours: Sequence[Token], others: Sequence[Token], found: Sequence[Hunk]) -> list[Hunk]:
    """Move each difference that only takes away or only adds to where it parts whole lines and sentences."""
    settled: list[Hunk] = []
    for number, hunk in enumerate(found):
        least = settled[-1].end if settled else 0
        most = found[number + 1].start if number + 1 < len(found) else len(ours)
        if hunk.new_start == hunk.new_end:
            by = _best(old, ours, hunk.start, hunk.end, least - hunk.start, most - hunk.end)
        elif hunk.start == hunk.end:
            by = _best(new, others, hunk.new_start, hunk.new_end, least - hunk.start, most - hunk.end)
        else:
            by = 0
        settled.append(Hunk(hunk.start + by, hunk.end + by, hunk.new_start + by, hunk.new_end + by))
    return settled


def _best(text: str, tokens: Sequence[Token], start: int, end: int, least: int, most: int) -> int:
    """By how many words to move; as little as needed where several places are as good."""
    left = 0
    while left > least and tokens[start + left - 1].key == tokens[end + left - 1].key:
        left -= 1
    right = 0
    while right < most and tokens[start + right].key == tokens[end + right].key:
        right += 1
    ways = range(left, right + 1)
    return max(ways, key=lambda by: (_parts(text, tokens, start + by) + _parts(text, tokens, end + by), -abs(by)))


def _parts(text: str, tokens: Sequence[Token], place: int) -> int:
    """How much the text is parted before the word at `place`."""
    if place in (0, len(tokens)):
        return 4
    before, after = tokens[place - 1], tokens[place]
    if "\n" in text[before.end : after.start]:
        return 4
    if after.start == before.end:
        return 0
    if before.key in SENTENCE_ENDS:
        return 3
    return 2 if before.key in PAUSES else 1

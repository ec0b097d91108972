"""Merging plain text: by lines, then by words inside a line."""

from core.merging.blocks import Ways, merge_blocks
from core.merging.differing import Budget
from core.merging.results import Clash, Merged, three_ways
from core.merging.words import check_words, merge_tokens, tokens_of, words_of

#: a text with more is not merged
MOST_LINES = 30_000


def merge_plain(base: str, mine: str, theirs: str) -> Merged:
    """Merge texts of many lines. Lines that both sides put at one place are all kept."""
    return three_ways(base, mine, theirs, lambda: _merge_lines(base, mine, theirs))


def merge_line(base: str, mine: str, theirs: str) -> Merged:
    """Merge texts of one line."""
    return three_ways(base, mine, theirs, lambda: _merge_words(base, mine, theirs, Budget()))


def _merge_lines(base: str, mine: str, theirs: str) -> str:
    budget = Budget()
    if max(text.count("\n") for text in (base, mine, theirs)) > MOST_LINES:
        raise Clash
    ways = Ways(key=str, merge=lambda old, left, right: _merge_words(old, left, right, budget), words=words_of)
    merged = "\n".join(merge_blocks(_lines(base), _lines(mine), _lines(theirs), ways, budget))
    check_words(base, mine, theirs, merged)
    return merged


def _lines(text: str) -> list[str]:
    """An empty text has no line, so that two people who begin it at once both keep their lines."""
    return text.split("\n") if text else []


def _merge_words(base: str, mine: str, theirs: str, budget: Budget) -> str:
    merged = "".join(merge_tokens(tokens_of(base), tokens_of(mine), tokens_of(theirs), budget))
    check_words(base, mine, theirs, merged)
    return merged

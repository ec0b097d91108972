"""Merging lists: lines of text in order, and sets of keys."""

from collections.abc import Iterable

from core.merging.blocks import Ways, merge_blocks
from core.merging.differing import Budget
from core.merging.results import Clash, Merged, three_ways
from core.merging.words import check_words, merge_tokens, tokens_of, words_of


def merge_lines(base: list[str], mine: list[str], theirs: list[str], *, by_words: bool = True) -> Merged:
    """Merge lists of lines in order; without `by_words` (names) a line that both sides changed clashes."""
    return three_ways(base, mine, theirs, lambda: _merge(base, mine, theirs, by_words))


def merge_keys(base: Iterable[str], mine: Iterable[str], theirs: Iterable[str]) -> Merged:
    """Merge sets: what either side added is there, what either side removed is not. Never clashes. Sorted."""
    old, left, right = set(base), set(mine), set(theirs)
    return Merged(sorted((left | right) - (old - left) - (old - right)))


def _merge(base: list[str], mine: list[str], theirs: list[str], by_words: bool) -> list[str]:
    budget = Budget()

    def merge(old: str, left: str, right: str) -> str:
        if not by_words:
            raise Clash
        return "".join(merge_tokens(tokens_of(old), tokens_of(left), tokens_of(right), budget))

    merged = merge_blocks(base, mine, theirs, Ways(key=str, merge=merge, words=words_of), budget)
    check_words("\n".join(base), "\n".join(mine), "\n".join(theirs), "\n".join(merged))
    return merged

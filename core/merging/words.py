"""Merging inside one block: tokens (words, spaces, signs, tags) of both sides put together."""

import re
from collections.abc import Sequence

from core.merging.differing import Budget, Hunk, hunks
from core.merging.results import Clash

TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
WORD = re.compile(r"\w+")
ENDS = (".", "!", "?", "…", ":", ";")


def tokens_of(text: str) -> list[str]:
    return TOKEN.findall(text)


def words_of(text: str) -> set[str]:
    return set(WORD.findall(text))


def check_words(base: str, mine: str, theirs: str, merged: str) -> None:
    """The promise, checked each time: raise Clash unless the merged text has every word that either side brought and
    every word that both kept, and no word that neither has (two words grown together because a space went).
    """
    old, left, right, result = words_of(base), words_of(mine), words_of(theirs), words_of(merged)
    if (left | right) - old - result or (old & left & right) - result or result - left - right:
        raise Clash


def merge_tokens(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str], budget: Budget) -> list[str]:
    """The tokens with the changes of both sides. Raises Clash where both changed the same ones."""
    ours = [(hunk, mine) for hunk in _phrases(base, hunks(base, mine, budget))]
    others = [(hunk, theirs) for hunk in _phrases(base, hunks(base, theirs, budget))]
    merged: list[str] = []
    place = 0
    for cluster in _clusters(ours, others):
        start, end = min(hunk.start for hunk, _side in cluster), max(hunk.end for hunk, _side in cluster)
        merged += base[place:start]
        merged += _settle(base, start, end, cluster, mine)
        place = end
    return [*merged, *base[place:]]


Change = tuple[Hunk, Sequence[str]]


def _phrases(base: Sequence[str], found: list[Hunk]) -> list[Hunk]:
    """Differences with nothing but a space between them are one: a phrase written anew."""
    joined: list[Hunk] = []
    for hunk in found:
        if joined and all(token.isspace() for token in base[joined[-1].end : hunk.start]):
            last = joined.pop()
            hunk = Hunk(last.start, hunk.end, last.new_start, hunk.new_end)
        joined.append(hunk)
    return joined


def _clusters(ours: list[Change], others: list[Change]) -> list[list[Change]]:
    """Changes in order; those that touch the same tokens, or the same place between two tokens, stand together."""
    order = sorted([*ours, *others], key=lambda change: (change[0].start, change[0].end))
    clusters: list[list[Change]] = []
    for change in order:
        if clusters and any(_meet(change[0], other[0]) for other in clusters[-1]):
            clusters[-1].append(change)
        else:
            clusters.append([change])
    return clusters


def _meet(one: Hunk, other: Hunk) -> bool:
    if one.start == one.end == other.start == other.end:
        return True
    return one.start < other.end and other.start < one.end


def _settle(base: Sequence[str], start: int, end: int, cluster: list[Change], mine: Sequence[str]) -> list[str]:
    """What `base[start:end]` becomes. Raises Clash."""
    if len(cluster) == 1:
        hunk, side = cluster[0]
        return list(side[hunk.new_start : hunk.new_end])
    if all(hunk.new_start == hunk.new_end for hunk, _side in cluster):
        gone = {place for hunk, _side in cluster for place in range(hunk.start, hunk.end)}
        return [base[place] for place in range(start, end) if place not in gone]
    left = _side_text(base, start, end, [hunk for hunk, side in cluster if side is mine], mine)
    others = [change for change in cluster if change[1] is not mine]
    right = _side_text(base, start, end, [hunk for hunk, _side in others], others[0][1])
    shorter, longer = sorted([left, right], key=len)
    if longer[: len(shorter)] == shorter and _same_place(cluster):
        return longer
    if start == end and _are_sentences(base, start, left, right):
        return [token for side in sorted([left, right]) for token in side]
    raise Clash


def _side_text(base: Sequence[str], start: int, end: int, found: list[Hunk], side: Sequence[str]) -> list[str]:
    text: list[str] = []
    place = start
    for hunk in found:
        text += [*base[place : hunk.start], *side[hunk.new_start : hunk.new_end]]
        place = hunk.end
    return [*text, *base[place:end]]


def _same_place(cluster: list[Change]) -> bool:
    """Whether both sides changed exactly the same tokens; then the longer text holds the shorter one."""
    return len({(hunk.start, hunk.end) for hunk, _side in cluster}) == 1


def _are_sentences(base: Sequence[str], place: int, left: list[str], right: list[str]) -> bool:
    """Whether both added whole sentences at the end of the block: then both stay."""
    if place != len(base) or not base or base[-1] not in ENDS:
        return False
    return all(
        side[0].isspace() and side[-1] in ENDS and not any(_is_tag(one) for one in side) for side in (left, right)
    )


def _is_tag(token: str) -> bool:
    return token.startswith("<") and len(token) > 1

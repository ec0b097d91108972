"""Typed words that nothing public has, and the likest words that something has."""

from collections.abc import Iterator
from string import ascii_lowercase

from django.db import connection

from catalogue.queries.questions import Question, corrected
from core.words import fold

#: words longer than this have no near spelling that trigrams miss
LONGEST_SPELLED = 9
SHORTEST = 3


def correction(question: Question) -> str:
    """The question with its unknown words replaced by the likest known ones; empty when there is nothing to replace.

    One query. Words in quotation marks and known names are left as they are.
    """
    candidates = _candidates(question)
    better = {}
    for word in question.words:
        best = _best(fold(word.text), candidates.get(fold(word.text), []))
        if best:
            better[word.text] = best
    return corrected(question, better) if better else ""


def _best(typed: str, candidates: list[tuple[str, str, float, int]]) -> str:
    """The nearest word: fewest wrong letters, then most alike, then most used; empty when none is near enough."""
    near = [
        (wrong, -likeness, -entries, word)
        for word, folded, likeness, entries in candidates
        if (wrong := distance(typed, folded)) <= _tolerated(typed)
    ]
    return min(near)[3] if near else ""


def _tolerated(word: str) -> int:
    return 1 if len(word) <= 4 else 2 if len(word) <= 8 else 3


def _candidates(question: Question) -> dict[str, list[tuple[str, str, float, int]]]:
    """Known words that are like the unknown ones, by the unknown one: (word, folded, likeness, entries)."""
    words = {fold(word.text): word.query for word in question.words if len(word.text) >= SHORTEST}
    sql = """
        select asked.word, likest.word, likest.folded, likest.likeness, likest.entries
        from unnest(%s::text[], %s::text[], %s::text[]) as asked (word, query, spellings)
        cross join lateral (
            select known.word, known.folded, similarity(known.folded, asked.word) as likeness, known.entries
            from catalogue_searchword known
            where known.folded %% asked.word or known.folded = any(string_to_array(asked.spellings, ' '))
            order by likeness desc, known.entries desc, known.word
            limit 15
        ) likest
        where not exists (select from catalogue_searchentry entry where entry.words @@ asked.query::tsquery)
    """
    found: dict[str, list[tuple[str, str, float, int]]] = {}
    if not words:
        return found
    with connection.cursor() as cursor:
        spelled = [" ".join(_spellings(word)) for word in words]
        cursor.execute(sql, [list(words), list(words.values()), spelled])
        for typed, *candidate in cursor.fetchall():
            found.setdefault(typed, []).append(tuple(candidate))
    return found


def _spellings(word: str) -> Iterator[str]:
    """All words that differ from a short one by one wrong, missing, doubled or exchanged letter."""
    if len(word) > LONGEST_SPELLED:
        return
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        yield from (f"{before}{letter}{after}" for letter in ascii_lowercase)
        if after:
            yield before + after[1:]
            yield from (f"{before}{letter}{after[1:]}" for letter in ascii_lowercase)
        if len(after) > 1:
            yield f"{before}{after[1]}{after[0]}{after[2:]}"


def distance(left: str, right: str) -> int:
    """How many letters are wrong, missing, too many or exchanged with their neighbour."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and b == left[i - 2]:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
    return row[-1]

"""Public good practices on a subject that a text is about, for whoever writes it.

A practice is as like the text as the words of its title and summary that the text uses are rare among practices: the
share of their worth, from 0 to 1. One or two forms in common are not enough.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connection

from catalogue.models import PublishedPractice
from catalogue.queries.publications import listed_practices
from core.words import is_common, lexemes, tokens

MOST_PROPOSED = 3
#: below this share the text and the practice have only small words in common
LEAST = 0.18
FEWEST_WORDS = 3
#: shorter words say little: “bez”, “lat”, “dom”
SHORTEST = 4
#: words of a text that are looked at: some three pages of prose
LONGEST_TEXT = 1500

PROPOSED = """
    with practice as (
        select entry.key, own.lexeme
        from catalogue_searchentry entry, unnest(entry.heads) own
        where entry.kind = 'practice' and not entry.key = any(%(without)s)
    ),
    rare as (
        select lexeme, ln((select count(distinct key) + 1.0 from practice) / count(*)) as worth
        from practice group by lexeme
    )
    select key, sum(worth) filter (where lexeme = any(%(words)s)) / greatest(sum(worth), 0.001) as share,
        (array_agg(lexeme order by worth desc, lexeme) filter (where lexeme = any(%(words)s)))[1:3]
    from practice join rare using (lexeme)
    group by key
    having count(*) filter (where lexeme = any(%(words)s)) >= %(fewest)s
        and sum(worth) filter (where lexeme = any(%(words)s)) / greatest(sum(worth), 0.001) >= %(least)s
    order by share desc, key
    limit %(most)s
"""


@dataclass(frozen=True)
class Proposal:
    """A public practice and the rarest words, in dictionary form, that it shares with the text."""

    practice: PublishedPractice
    words: tuple[str, ...]


def proposed(text: str, *, without: Collection[str] = ()) -> list[Proposal]:
    """The public practices likest to the text, the likest first; `without` are codes to leave out. Two queries."""
    words = {
        form for token in _first_words(text) if not is_common(token) for form in lexemes(token) if len(form) >= SHORTEST
    }
    if not words:
        return []
    values: dict[str, Any] = {"words": sorted(words), "without": list(without), "fewest": FEWEST_WORDS, "least": LEAST}
    with connection.cursor() as cursor:
        cursor.execute(PROPOSED, {**values, "most": MOST_PROPOSED})
        found = {key: tuple(words) for key, _share, words in cursor.fetchall()}
    if not found:
        return []
    shown = {one.code: one for one in listed_practices().filter(code__in=found)}
    return [Proposal(shown[code], words) for code, words in found.items() if code in shown]


def _first_words(text: str) -> list[str]:
    return [token.word for token, _number in zip(tokens(text), range(LONGEST_TEXT), strict=False)]

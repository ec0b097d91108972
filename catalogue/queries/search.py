"""Search: what a person typed, as a question to the index; the entries, passages and suggestions that answer it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import Case, F, FloatField, QuerySet, Value, When

from catalogue.models import SearchEntry, SearchPassage
from catalogue.queries.synonyms import synonyms_at
from core.words import any_of, asked, fold, is_common, tokens

MOST_WORDS = 10
LONGEST_QUESTION = 200
SHORTEST_PREFIX = 3
#: how much a word in the text, in the summary and in the title counts (PostgreSQL's order: D, C, B, A)
WEIGHTS = [0.02, 0.08, 0.35, 1.0]
LIKENESS = 0.35


@dataclass(frozen=True)
class Question:
    """A typed text taken apart: `groups` are tsqueries that must all be met; `lexemes` and `prefix` mark hits."""

    text: str
    words: tuple[str, ...]
    groups: tuple[str, ...]
    lexemes: frozenset[str]
    prefix: str
    was_cut: bool

    @property
    def is_empty(self) -> bool:
        return not self.groups


def ask(text: str) -> Question:
    """Take a typed text apart. Never fails: signs that are not letters or digits only separate words."""
    shown = " ".join(text.replace("\0", " ").split())
    cut = shown[:LONGEST_QUESTION]
    all_words = [token.word for token in tokens(cut)]
    words = [word for word in all_words if not is_common(word)] or all_words
    kept = words[:MOST_WORDS]
    alternatives = [asked(word) for word in kept]
    groups, prefix = _groups(kept, alternatives)
    return Question(
        text=cut,
        words=tuple(kept),
        groups=tuple(groups),
        lexemes=frozenset().union(*alternatives),
        prefix=prefix,
        was_cut=len(shown) > LONGEST_QUESTION or len(words) > MOST_WORDS,
    )


def _groups(words: list[str], alternatives: list[frozenset[str]]) -> tuple[list[str], str]:
    """One tsquery for each word or known name; the last word also finds words that begin with it."""
    groups: list[str] = []
    place = 0
    while place < len(words):
        length, query = synonyms_at(alternatives, place)
        if length:
            groups.append(query)
            place += length
            continue
        last = place == len(words) - 1
        prefix = fold(words[place]) if last and len(words[place]) >= SHORTEST_PREFIX else ""
        groups.append(any_of(alternatives[place], prefix=prefix))
        if last:
            return groups, prefix
        place += 1
    return groups, ""


def tsquery(question: Question) -> SearchQuery:
    """All words of the question."""
    return SearchQuery(" & ".join(question.groups), search_type="raw", config="simple")


def any_words(question: Question) -> SearchQuery:
    """At least one word of the question."""
    return SearchQuery(" | ".join(question.groups), search_type="raw", config="simple")


def found(question: Question, *, every_word: bool = True) -> QuerySet[SearchEntry]:
    """The entries that answer a question, the best first; an entry with that very title stands before all others."""
    query = tsquery(question) if every_word else any_words(question)
    folded = fold(question.text)
    title_bonus = Case(
        When(folded=folded, then=Value(3.0)),
        When(folded__startswith=folded, then=Value(0.5)),
        default=Value(0.0),
        output_field=FloatField(),
    )
    return (
        SearchEntry.objects.filter(words=query)
        .annotate(rank=SearchRank(F("words"), query, weights=WEIGHTS, normalization=Value(0)) + title_bonus)
        .select_related("network", "city", "publication")
        .defer("words", "vocabulary")
        .order_by("-rank", "kind", "title", "pk")
    )


def best_passages(question: Question, entries: Iterable[SearchEntry]) -> dict[int, SearchPassage]:
    """The passage of each entry that answers best, by the entry's key. One query."""
    query = any_words(question)
    passages = (
        SearchPassage.objects.filter(entry__in=[entry.pk for entry in entries], words=query)
        .annotate(rank=SearchRank(F("words"), query, weights=[0.1, 1.0, 0.6, 1.0], normalization=Value(0)))
        .defer("words")
        .order_by("entry_id", "-rank", "position")
        .distinct("entry_id")
    )
    return {passage.entry_id: passage for passage in passages}


def suggestion(question: Question) -> str:
    """The question with unknown words replaced by the likest words that occur in public; empty when nothing is like."""
    unknown = _likest([fold(word) for word in question.words])
    if not unknown:
        return ""
    return " ".join(unknown.get(fold(word), word) for word in question.words)


def _likest(words: list[str]) -> dict[str, str]:
    sql = """
        select asked.word, likest.word
        from unnest(%s::text[]) as asked (word)
        cross join lateral (
            select known.word, similarity(known.folded, asked.word) as likeness
            from catalogue_searchword known
            where known.folded %% asked.word
            order by likeness desc, known.entries desc, known.word
            limit 1
        ) likest
        where likest.likeness >= %s
        and not exists (select from catalogue_searchword same where same.folded = asked.word)
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, [words, LIKENESS])
        return dict(cursor.fetchall())

"""Search: the entries and passages that answer a question."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import (
    BooleanField,
    Case,
    Exists,
    ExpressionWrapper,
    F,
    FloatField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.functions import RowNumber

from catalogue.models import SearchEntry, SearchPassage
from catalogue.queries.look import NETWORK_LOOK
from catalogue.queries.questions import Question
from core.words import fold

#: how much a word of the kind, in the text, in the summary and in the title counts (PostgreSQL's order: D, C, B, A)
WEIGHTS = [0.02, 0.08, 0.35, 1.0]
#: what results show of an entry
SHOWN = (
    "kind", "key", "title", "title_en", "lead", "lead_en", "city__name",
    "publication__kind", "publication__slug", "publication__title", *NETWORK_LOOK,
)  # fmt: skip
#: passages looked at for each entry; those of one place are then shown once
MOST_PASSAGES = 6


@dataclass(frozen=True)
class Hit:
    """One entry that answers, in the order of the answer, with what it is filtered and grouped by."""

    pk: int
    kind: str
    publication_id: int | None
    networks: list[int]
    cities: list[int]
    editions: list[int]


def tsquery(question: Question) -> SearchQuery:
    """All words of the question."""
    return raw_query(question.every_word)


def any_words(question: Question) -> SearchQuery:
    """At least one word of the question."""
    return raw_query(question.any_word)


def found(question: Question, *, every_word: bool = True) -> QuerySet[SearchEntry]:
    """The entries that answer a question, the best first; an entry with that very title stands before all others."""
    folded = fold(question.text)
    title_bonus = Case(
        When(folded=folded, then=Value(3.0)),
        When(folded__startswith=folded, then=Value(0.5)),
        default=Value(0.0),
        output_field=FloatField(),
    )
    rank = SearchRank(F("words"), raw_query(question.any_word), weights=WEIGHTS, normalization=Value(0))
    return (
        matching(question, every_word=every_word)
        .annotate(rank=rank + title_bonus)
        .defer("words", "heads", "vocabulary")
        .order_by("-rank", "kind", "title", "pk")
    )


def matching(question: Question, *, every_word: bool = True) -> QuerySet[SearchEntry]:
    """The entries that answer a question, in no order. Files of meetings must be public at this moment."""
    entries = SearchEntry.objects.filter(words=tsquery(question) if every_word else any_words(question))
    for one in question.phrases if every_word else ():
        passages = SearchPassage.objects.filter(entry=OuterRef("pk"), words=raw_query(one))
        entries = entries.filter(Q(heads=raw_query(one)) | Exists(passages))
    return entries.filter(still_public())


def still_public() -> Q:
    """A file of a meeting may have been hidden since the clock last looked."""
    return Q(material=None) | Q(material__is_public=True, material__meeting__is_public=True)


def hits(question: Question, *, every_word: bool = True) -> list[Hit]:
    """All entries that answer, the best first, with little of each. One query."""
    rows = found(question, every_word=every_word)
    return [Hit(*row) for row in rows.values_list("pk", "kind", "publication_id", "networks", "cities", "editions")]


def entries_of(keys: Iterable[int]) -> dict[int, SearchEntry]:
    """Entries with what results show of them, by key. One query."""
    entries = SearchEntry.objects.filter(pk__in=list(keys)).select_related("network", "city", "publication")
    return {entry.pk: entry for entry in entries.only(*SHOWN)}


def best_passages(
    question: Question, entries: Iterable[int], *, language: str = "pl"
) -> dict[int, list[SearchPassage]]:
    """The passages of entries that answer best, at most one for each place, by the entry's key. One query.

    A passage with every word stands before those with some; one in the language of the page before the others.
    """
    query, every = any_words(question), tsquery(question)
    has_all = ExpressionWrapper(Q(words=every), output_field=BooleanField())
    rank = SearchRank(F("words"), query, weights=[0.1, 1.0, 0.6, 1.0], normalization=Value(0))
    own = ExpressionWrapper(Q(language=language), output_field=BooleanField())
    order = [own.desc(), F("has_all").desc(), F("rank").desc(), F("position").asc()]
    rows = (
        SearchPassage.objects.filter(entry__in=list(entries), words=query)
        .annotate(has_all=has_all, rank=rank)
        .annotate(place=Window(RowNumber(), partition_by="entry", order_by=order))
        .filter(place__lte=MOST_PASSAGES)
        .defer("words")
        .order_by("entry_id", "place")
    )
    best: dict[int, dict[str, SearchPassage]] = {}
    for passage in rows:
        best.setdefault(passage.entry_id, {}).setdefault(passage.anchor, passage)
    return {entry: list(places.values()) for entry, places in best.items()}


class RawQuery(SearchQuery):
    """A tsquery in its text form, as `core.words` writes it: taken as it is, never parsed into words again."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text

    def as_sql(self, *arguments: Any, **options: Any) -> Any:
        return "%s::tsquery", [self.text]


def raw_query(query: str) -> SearchQuery:
    return RawQuery(query)

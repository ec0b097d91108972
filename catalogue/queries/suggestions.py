"""What a person may mean while still typing: words that occur in public, and things with such a name."""

from django.db.models import BooleanField, Case, ExpressionWrapper, Q, Value, When

from catalogue.enums import EntryKind
from catalogue.models import SearchEntry, SearchWord
from catalogue.queries.corrections import correction
from catalogue.queries.questions import ask
from catalogue.queries.search import raw_query, still_public
from core.words import Token, any_of, asked, fold, is_common, lexemes, tokens

SHORTEST = 2
#: what is shorter may become any word yet
SHORTEST_MISSPELT = 5
MOST_WORDS = 3
MOST_THINGS = 6
LONGEST = 100
#: of equal words in different forms and of equal titles one is enough, so more are looked at than shown
LOOKED_AT = 40
#: places and documents before what stands in them: the order in which kinds are declared
PLACES = Case(*(When(kind=kind, then=Value(place)) for place, kind in enumerate(EntryKind)))


def suggested_words(text: str) -> list[str]:
    """The text with its last word completed to words that occur in public, the most used first.

    Where nothing begins so, the text with its misspelt words put right. One query, then one more.
    """
    typed = _typed(text)
    if not typed or len(typed[-1].word) < SHORTEST:
        return []
    last = typed[-1]
    start = fold(last.word)
    rows = SearchWord.objects.filter(folded__startswith=start).order_by("-entries", "word")
    found: list[str] = []
    seen: set[str] = set()
    for word in rows.values_list("word", flat=True)[:LOOKED_AT]:
        if seen & lexemes(word) or len(word) == len(last.word):
            continue
        seen |= lexemes(word)
        found.append(f"{text[: last.start]}{word}")
        if len(found) == MOST_WORDS:
            break
    return found if seen or len(last.word) < SHORTEST_MISSPELT else _put_right(text)


def _put_right(text: str) -> list[str]:
    better = correction(ask(text[:LONGEST]))
    return [better] if better else []


def suggested_entries(text: str) -> list[SearchEntry]:
    """Things whose title has all the words, the last one perhaps unfinished; titles that begin so first. One query."""
    typed = [token for token in _typed(text) if not is_common(token.word)]
    if not typed or sum(len(token.word) for token in typed) < SHORTEST:
        return []
    groups = [any_of(asked(token.word), weight="A") for token in typed[:-1]]
    groups.append(any_of(asked(typed[-1].word), prefix=fold(typed[-1].word), weight="A"))
    entries = SearchEntry.objects.filter(still_public(), heads=raw_query(" & ".join(groups)))
    entries = entries.select_related("publication").defer("words", "heads", "vocabulary", "lead", "lead_en")
    folded = fold(text[:LONGEST].strip())
    begins = ExpressionWrapper(Q(folded__startswith=folded), output_field=BooleanField())
    entries = entries.annotate(begins=begins, place=PLACES).order_by("-begins", "place", "title", "pk")
    once: dict[str, SearchEntry] = {}
    for entry in entries[:LOOKED_AT]:
        once.setdefault(entry.title, entry)
    return list(once.values())[:MOST_THINGS]


def _typed(text: str) -> list[Token]:
    return list(tokens(text.replace("\0", " ")[:LONGEST]))

"""Search against a slow search in plain Python over the same texts, with a dictionary of its own.

The oracle knows nothing of the database, of tsvectors, of Morfeusz: it goes through every text word by word and
compares it with a hand-written table of forms. Words and phrases, with or without marks, must find the same by both.
"""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.models import SearchEntry
from catalogue.queries import ask, matching
from catalogue.services.words import Passage, _add

#: every form that the texts use, by the dictionary form; no form belongs to two words
FORMS = {
    "drzewo": ("drzewo", "drzewa", "drzewami", "drzewem"),
    "rzeka": ("rzeka", "rzekę", "rzekami", "rzekach"),
    "żłobek": ("żłobek", "żłobki", "żłobków", "żłobkami"),
    "ławka": ("ławka", "ławki", "ławkami", "ławkę"),
    "szybki": ("szybki", "szybka", "szybkiego", "szybkimi"),
    "tramwaj": ("tramwaj", "tramwaju", "tramwaje", "tramwajami"),
    "łódź": ("Łódź", "Łodzi", "łodziami"),
    "krakowski": ("krakowski", "krakowska", "krakowskiego"),
}
COMMON = ("w", "na", "oraz")
LEMMAS = {form.lower(): lemma for lemma, forms in FORMS.items() for form in forms}
STROKED = str.maketrans("łŁ", "lL")

words = st.sampled_from([form for forms in FORMS.values() for form in forms])
texts = st.lists(st.one_of(words, st.sampled_from(COMMON)), min_size=1, max_size=7).map(" ".join)
documents = st.lists(st.tuples(texts, texts, st.lists(texts, max_size=3)), min_size=1, max_size=5)
plain = st.lists(words, min_size=1, max_size=3)
quoted = st.lists(st.one_of(words, st.sampled_from(COMMON)), min_size=2, max_size=3)
Document = tuple[str, str, list[str]]


def without_marks(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.translate(STROKED).lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


BARE = {without_marks(form): lemma for form, lemma in LEMMAS.items()}


def lemma_of(word: str) -> str:
    return LEMMAS.get(word.lower()) or BARE.get(without_marks(word)) or word.lower()


def has_word(document: Document, word: str) -> bool:
    title, lead, passages = document
    return any(lemma_of(one) == lemma_of(word) for text in (title, lead, *passages) for one in text.split())


def has_phrase(document: Document, phrase: list[str]) -> bool:
    """The words side by side in one text, common words counting only as places."""
    title, lead, passages = document
    wanted = [None if word in COMMON else lemma_of(word) for word in phrase]
    while wanted and wanted[0] is None:
        wanted.pop(0)
    while wanted and wanted[-1] is None:
        wanted.pop()
    for text in (title, lead, *passages):
        there = [lemma_of(word) for word in text.split()]
        for start in range(len(there) - len(wanted) + 1):
            span = there[start : start + len(wanted)]
            if all(want is None or want == have for want, have in zip(wanted, span, strict=True)):
                return True
    return False


def store(found: list[Document]) -> None:
    SearchEntry.objects.all().delete()
    for number, (title, lead, passages) in enumerate(found):
        entry = SearchEntry(kind="mid", key=str(number), title=title, lead=lead)
        _add(entry, [Passage("sekcja", "", text) for text in passages])


def keys(question: str) -> set[str]:
    return set(matching(ask(question)).values_list("key", flat=True))


MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.django_db
@MANY
@given(found=documents, asked=plain, marked=st.booleans())
def test_words_find_what_a_slow_search_finds(found: list[Document], asked: list[str], marked: bool) -> None:
    store(found)
    question = " ".join(asked if marked else map(without_marks, asked))
    expected = {str(n) for n, one in enumerate(found) if all(has_word(one, word) for word in asked)}
    beginning = without_marks(asked[-1])
    begun = {
        str(n)
        for n, one in enumerate(found)
        if all(has_word(one, word) for word in asked[:-1]) and has_beginning(one, beginning)
    }
    assert keys(question) == expected | begun


def has_beginning(document: Document, beginning: str) -> bool:
    """Whether a word, or its dictionary form, begins so: the last word asked for may be unfinished."""
    title, lead, passages = document
    there = [word for text in (title, lead, *passages) for word in text.split() if word not in COMMON]
    return any(without_marks(form).startswith(beginning) for word in there for form in (word, lemma_of(word)))


@pytest.mark.django_db
@MANY
@given(found=documents, phrase=quoted, marks=st.sampled_from(["„{}”", '"{}"', "«{}»", "“{}”"]))
def test_phrases_find_what_a_slow_search_finds(found: list[Document], phrase: list[str], marks: str) -> None:
    if all(word in COMMON for word in phrase):
        return
    store(found)
    expected = {str(n) for n, one in enumerate(found) if has_phrase(one, phrase)}
    assert keys(marks.format(" ".join(phrase))) == expected

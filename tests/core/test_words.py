"""Polish words: folding, dictionary forms, what a typed word stands for, hostile tokens."""

import pytest

from core.words import any_of, asked, fold, lexemes, phrase, tokens, vector


def test_folding_takes_marks_off() -> None:
    assert fold("ZAŻÓŁĆ Gęślą jaźń Łódź") == "zazolc gesla jazn lodz"


@pytest.mark.parametrize(
    ("word", "form"),
    [("Łodzi", "lodz"), ("miastach", "miasto"), ("rekomendacji", "rekomendacja"), ("Gdańsku", "gdansk"),
     ("Żyrardowa", "zyrardow"), ("zielonymi", "zielony"), ("drzew", "drzewo"), ("parkingów", "parking")],
)  # fmt: skip
def test_words_are_indexed_under_their_dictionary_forms(word: str, form: str) -> None:
    assert form in lexemes(word)


@pytest.mark.parametrize(
    ("typed", "form"),
    [("lodzi", "lodz"), ("gdansku", "gdansk"), ("swidnicy", "swidnica"), ("zrodla", "zrodlo"), ("LODZ", "lodz"),
     ("Łodzi", "lodz")],
)  # fmt: skip
def test_words_typed_without_polish_letters_find_the_dictionary_words(typed: str, form: str) -> None:
    assert form in asked(typed)


def test_unknown_words_stand_for_themselves() -> None:
    assert lexemes("BiPV") == frozenset({"bipv"})


@pytest.mark.parametrize("form", ["jadłodzielnię", "jadłodzielniami", "jadłodzielniom", "jadlodzielnie"])
def test_forms_of_a_word_that_no_dictionary_knows_meet(form: str) -> None:
    assert lexemes("jadłodzielnia") & lexemes(form)


@pytest.mark.parametrize(("plural", "singular"), [("trees", "tree"), ("retrofits", "retrofit"), ("classes", "class")])
def test_english_plurals_meet_their_singular(plural: str, singular: str) -> None:
    assert lexemes(plural) & lexemes(singular)


def test_the_stem_of_an_unknown_word_is_no_word() -> None:
    assert not lexemes("kompostownik") & lexemes("kompost")


def test_tokens_know_their_places() -> None:
    assert [(token.word, token.start, token.end) for token in tokens("PPP: parking, CYF-R01")] == [
        ("PPP", 0, 3),
        ("parking", 5, 12),
        ("CYF", 14, 17),
        ("R01", 18, 21),
    ]


def test_a_vector_counts_places_and_leaves_out_common_words() -> None:
    assert vector([("Drzewa w mieście", "A")]).split()[0] in {"'drzewo':1A", "'drzewa':1A"}
    assert "'w'" not in vector([("Drzewa w mieście", "A")])
    assert "'miasto':3A" in vector([("Drzewa w mieście", "A")])


def test_a_phrase_keeps_the_gap_of_a_common_word() -> None:
    assert " <2> " in phrase("rozwiązania na przyrodzie")


def test_hostile_signs_are_quoted() -> None:
    assert any_of(["o'neil", "a\\b"]) == "('ab' | 'o''neil')"


def test_endless_texts_stay_within_the_limits_of_a_vector() -> None:
    text = vector([("drzewo " * 20_000, "C")])
    positions = text.split("'drzewo':")[1].split(" ")[0].split(",")
    assert len(positions) == 255
    assert vector([(" ".join(f"slowo{number}" for number in range(17_000)), "C")]).count(":16383C") > 600

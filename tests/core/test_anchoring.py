"""Passages: found by their words, followed through edits to their own words and to no others."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.anchoring import Edit, Fate, Lost, around, find_again, find_passage, remap
from core.anchoring.tokens import are_forms
from core.merging.differing import Budget

GONE = (None, None, Fate.GONE)
WORDS = st.sampled_from(
    ["miasto", "drzewa", "park", "cień", "woda", "ulica", "szkoła", "i", "w", "na", "nie", "2025", "mieszkańcy"]
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=8).map(lambda words: " ".join(words).capitalize() + ".")
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join)
TEXTS = st.lists(PARAGRAPHS, min_size=1, max_size=5).map("\n".join)


def words_of(text: str, passage: tuple) -> str | None:
    """What the passage says after an edit."""
    start, end, _fate = passage
    return None if start is None else text[start:end]


def place(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


# Finding


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("Brakuje cienia w mieście.", "cienia", "cienia"),
        ("Brakuje  cienia\nw mieście.", "cienia w mieście", "cienia\nw mieście"),
        ("Koszt: 5 000 zł.", "5\u00a0000\u00a0zł", "5 000 zł"),
        ('Park "Dolny" jest mały.', "„Dolny” jest", '"Dolny" jest'),
        ("Pierwsza komórka\nDruga", "komórkaDruga", "komórka\nDruga"),
        ("Brakuje cienia.", "  Brakuje cienia. \n", "Brakuje cienia."),
        ("Brakuje cienia.", "słońca", None),
        ("Brakuje cienia.", "   ", None),
        ("", "słońca", None),
    ],
)
def test_a_quote_is_found_whatever_its_spaces_and_marks_are(text, quote, found):
    there = find_passage(text, quote)
    assert (text[slice(*there)] if there else None) == found


def test_of_several_places_the_one_between_the_same_words_counts():
    text = "Sadzimy drzewa w parku. Sadzimy drzewa w lesie. Sadzimy drzewa w mieście."
    assert find_passage(text, "drzewa") is None
    assert find_passage(text, "drzewa", after=" w lesie")[0] == 32
    assert find_passage(text, "drzewa", before="parku. Sadzimy ")[0] == 32
    assert find_passage(text, "drzewa", hint=60)[0] == 56
    assert find_passage(text, "drzewa", before="Sadzimy ", after=" w ", hint=30)[0] == 32
    assert find_passage("a a", "a", hint=1) is None


@given(TEXTS, st.data())
def test_what_was_chosen_in_a_text_is_found_there(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    there = find_passage(text, text[start:end], *around(text, start, end), start)
    if text[start:end].strip():
        assert there is not None
        assert text[slice(*there)] == text[start:end].strip()


# Following


@pytest.mark.parametrize(
    ("old", "new", "words", "now"),
    [
        ("Brakuje cienia.", "Latem brakuje cienia.", "cienia", "cienia"),
        ("Sadzimy drzewa w parku.", "Sadzimy wysokie drzewa w parku.", "Sadzimy drzewa", "Sadzimy wysokie drzewa"),
        ("Sadzimy drzewa w parku.", "Sadzimy drzew w parku.", "drzewa", "drzew"),
        ("Sadzimy drzewa w parku.", "Sadzimy krzewy w parku.", "Sadzimy drzewa w parku", "Sadzimy krzewy w parku"),
        ("Sadzimy drzewa w parku. Ala ma kota.", "Ala ma kota. Sadzimy drzewa w parku.", "drzewa", "drzewa"),
        ("Jeden. Dwa trzy. Cztery.", "Jeden.\nDwa trzy. Cztery.", "Dwa trzy.", "Dwa trzy."),
        ("Jeden dwa trzy.\nCztery pięć.", "Jeden dwa trzy. Cztery pięć.", "trzy.\nCztery", "trzy. Cztery"),
        ("Ala ma kota", "Ala ma psa", "kota", None),
        ("Sadzimy drzewa. Budujemy park.", "Sadzimy drzewa.", "Budujemy park.", None),
        ("Sadzimy drzewa.", "", "drzewa", None),
    ],
)
def test_a_passage_is_followed_or_gone(old, new, words, now):
    assert words_of(new, remap(old, new, *place(old, words))) == now


def test_a_sentence_that_goes_does_not_become_its_twin():
    old = "Miasto planuje sadzić drzewa. Miasto planuje sadzić krzewy."
    first, second = (0, 29), (30, len(old))
    new = "Miasto planuje sadzić krzewy."
    assert remap(old, new, *first) == GONE
    assert remap(old, new, *second) == (0, len(new), Fate.EXACT)


def test_a_copy_elsewhere_is_not_the_passage():
    old = "Sadzimy drzewa w parku. Inne zdanie. Sadzimy drzewa w parku."
    assert remap(old, "Inne zdanie. Sadzimy drzewa w parku.", 0, 23) == GONE
    assert remap(old, "Inne zdanie. Sadzimy drzewa w parku.", 37, 60) == (13, 36, Fate.EXACT)


def test_sentences_that_begin_alike_and_change_places_take_their_words_along():
    one, other = (
        "Równolegle porządkujemy dane, kanalizacja jest stara.",
        "Równolegle porządkujemy dane i szkolimy radnych.",
    )
    old, new = f"Wstęp. {one} {other} Koniec.", f"Wstęp. {other} {one} Koniec."
    start = old.index("porządkujemy")
    there = new.index(one) + len("Równolegle ")
    assert remap(old, new, start, start + 12) == (there, there + 12, Fate.EXACT)
    gone = f"Wstęp. {other} Koniec."
    assert remap(new, gone, there, there + 12) == GONE


def test_a_copy_that_comes_to_stand_beside_a_passage_is_no_part_of_it():
    quote = "Pasażer potrzebuje aplikacji. Dachy przeciekają od lat."
    old = "Pasażer potrzebuje aplikacji.\nWypożyczalnia rowerów jest czynna. Dachy przeciekają od lat. Rosną lipy."
    new = "Wypożyczalnia rowerów jest czynna.\nPasażer potrzebuje aplikacji.\nDachy przeciekają od lat. Rosną lipy."
    start, end, fate = remap(old, new, 0, 29, quote)
    assert (new[start:end], fate) == ("Pasażer potrzebuje aplikacji.", Fate.CHANGED)


def test_of_equal_words_the_ones_among_their_neighbours_are_the_passage():
    old = "Wstęp do planu.\nDachy przeciekają.\nTeren jest parkiem.\nGwarancja trwa rok.\nKoniec."
    new = "Wstęp do planu.\nTeren jest parkiem.\nDachy przeciekają. Teren jest parkiem. Gwarancja trwa rok.\nKoniec."
    start, end = place(old, "Teren jest parkiem.")
    assert remap(old, new, start, end)[0] == new.rindex("Teren")


def test_a_scrap_of_a_passage_is_not_the_passage():
    quote = "Drzewa miasta. Brakuje decyzji, gdzie zieleń przyniesie ulgę, i pieniędzy na jej utrzymanie w każdym roku."
    middle = " Do 80% kosztów podwórka pokryje budżet. Sprawdzić i przygotować wspólny basen w partnerstwie."
    old = f"Wstęp. miasta.{middle}{quote[14:]} Koniec."
    new = f"Wstęp. miasta.{middle} Nauczyciele tracą godziny. Koniec."
    assert remap(old, new, 7, old.index(" Koniec"), quote) == GONE


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "Planem kieruje sekretarz miasta. Plan tworzy jedno okno: jedną stronę zgłoszeń i usług, jeden spis spraw "
            "i jeden zespół, który odpowiada za ich jakość. ",
            "Powstanie jedna strona zgłoszeń i usług oraz jeden numer telefonu. ",
            "stronę zgłoszeń i usług",
        ),
        (
            "Wstęp o planie.\nDamy dziesięć spraw, a kartę mieszkańca i inne.\nKoniec.",
            "Wstęp o planie.\nPierwsza ulica ma drzewa, a sprawy i karty mieszkańca są w urzędzie.\nKoniec.",
            "spraw, a kartę mieszkańca",
        ),
    ],
)
def test_like_words_in_another_sentence_are_not_the_passage(old, new, words):
    assert remap(old, new, *place(old, words), words) == GONE


def test_a_sentence_that_stood_elsewhere_does_not_make_a_passage_whole():
    quote = "Czternaście kamienic stoi pustych. Przeprowadzimy dialog konkurencyjny."
    rest = "Przeprowadzimy dialog konkurencyjny."
    old = f"Wstęp. Rosną lipy.\n{rest} Koniec. Czternaście kamienic stoi pustych."
    new = f"Wstęp. Rosną lipy.\n{quote} Koniec."
    assert words_of(new, remap(old, new, *place(old, rest), quote)) == rest


def test_a_moved_paragraph_takes_its_passages_along():
    old = "Wstęp o mieście.\nDroga i woda są drogie.\nDroga i las są blisko.\nKoniec planu."
    new = "Wstęp o mieście.\nKoniec planu.\nDroga i las są blisko.\nDroga i woda są drogie."
    start, end = place(old, "Droga i woda")
    assert remap(old, new, start, start + 5) == (new.index("Droga i woda"), new.index("Droga i woda") + 5, Fate.EXACT)
    assert words_of(new, remap(old, new, start, end)) == "Droga i woda"


def test_words_taken_out_of_a_passage_and_put_back_make_it_whole():
    old = "Gmina sadzi drzewa w parku."
    less = "Gmina sadzi drzewa."
    start, end, fate = remap(old, less, 0, 26, "Gmina sadzi drzewa w parku")
    assert (less[start:end], fate) == ("Gmina sadzi drzewa", Fate.CHANGED)
    assert remap(less, old, start, end, "Gmina sadzi drzewa w parku") == (0, 26, Fate.EXACT)


TWIN = "Czynsz jest umiarkowany, a młodzi zostają w mieście."
CHANGED_TWIN = "Czynsom jest umiarkowany, a młodzi zostają w mieściem."


@pytest.mark.parametrize(
    ("old", "new", "lost", "found"),
    [
        ("Wstęp.", "Wstęp. Brakuje cienia.", Lost("Brakuje cienia.", "Brakuje cienia.", "Wstęp. ", "", 7), 7),
        ("a\nb", "a\nb\nSeniorzy", Lost("Seniorzy", "Seniorzy", "a\n", "\nb", 2), 4),
        ("", "Wydział", Lost("Wydział", "Wydział", "", "", 0), 0),
        ("Rok 2024.", "Rok 2024. Koszt 2025.", Lost("2025", "2025", "W roku ", " sadzimy", 40), None),
        ("Sadzimy drzewa.", "Sadzimy drzewa.", Lost("drzewa", "drzewa", "Rosną ", "", 6), None),
        (
            "To samo zdanie o parku.",
            "To samo zdanie o parku. To samo zdanie o parku.",
            Lost("To samo zdanie o parku.", "", "Inne słowa stąd. ", "", 90, had_copies=True),
            None,
        ),
        (
            f"\n{CHANGED_TWIN} \n",
            f"Dwadzieścia cztery parki powstaną w trzy lata. {CHANGED_TWIN} \n\n",
            Lost(TWIN, TWIN, "cztery parki powstaną w trzy lata. ", "Światła działają według usługa w", 47),
            None,
        ),
    ],
)
def test_a_passage_that_comes_back_is_known_and_a_copy_is_not_it(old, new, lost, found):
    assert find_again(Edit(old, new), lost)[0] == found


@given(TEXTS, st.data())
def test_no_edit_changes_nothing(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert remap(text, text, start, end) == (start, end, Fate.EXACT)


@settings(max_examples=300)
@given(TEXTS, TEXTS, st.data())
def test_a_place_is_within_the_text_and_exact_means_the_same_words(old, new, data):
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    first, last, fate = remap(old, new, start, end)
    if first is None:
        assert (first, last, fate) == GONE
        return
    assert 0 <= first < last <= len(new)
    assert new[first:last] == new[first:last].strip() or old == new
    same = "".join(new[first:last].split()) == "".join(old[start:end].split())
    assert (fate == Fate.EXACT) == same


@given(st.lists(PARAGRAPHS, min_size=2, max_size=6, unique=True), st.data())
def test_a_deleted_paragraph_is_gone(paragraphs, data):
    """The words are marked, so that none of them stands in another paragraph."""
    marked = [paragraph.replace(" ", f"{number} ") for number, paragraph in enumerate(paragraphs)]
    gone = data.draw(st.integers(0, len(marked) - 1))
    words = f"Usunięty{gone} akapit{gone} miasta{gone}. {marked[gone]}"
    old = "\n".join([*marked[:gone], words, *marked[gone + 1 :]])
    new = "\n".join([*marked[:gone], *marked[gone + 1 :]])
    start = old.index(words)
    assert remap(old, new, start, start + len(words)) == GONE
    assert remap(old, new, start, start + 20) == GONE
    before, after = around(old, start, start + len(words))
    back = find_again(Edit(new, old), Lost(words, words, before, after, start))
    assert back == (start, start + len(words), Fate.EXACT)


@given(st.lists(SENTENCES, min_size=2, max_size=8, unique=True), SENTENCES, st.data())
def test_what_is_put_in_elsewhere_moves_a_passage_only(sentences, fresh, data):
    number = data.draw(st.integers(0, len(sentences) - 1))
    spot = data.draw(st.integers(0, len(sentences)))
    marked = [f"Zdanie{place} {sentence}" for place, sentence in enumerate(sentences)]
    old, new = " ".join(marked), " ".join([*marked[:spot], "Nowe " + fresh, *marked[spot:]])
    start = old.index(marked[number])
    found = remap(old, new, start, start + len(marked[number]))
    assert found == (new.index(marked[number]), new.index(marked[number]) + len(marked[number]), Fate.EXACT)


@pytest.mark.parametrize("way", ["lines", "one line"])
def test_a_text_of_a_megabyte_costs_bounded_work(way):
    sentences = [f"Zdanie {number} o mieście i drzewach przy ulicy numer {number % 977}." for number in range(17_000)]
    joint = "\n" if way == "lines" else " "
    old = joint.join(sentences)
    assert len(old) > 900_000
    new = joint.join([*sentences[5_000:9_000], "Nowe zdanie.", *sentences[:5_000], *sentences[9_100:]])
    edit = Edit(old, new)
    for number in (10, 6_000, 9_050, 16_000):
        start, end = place(old, sentences[number])
        found = words_of(new, remap(old, new, start, end, edit=edit))
        assert found == (None if number == 9_050 else sentences[number])


def test_a_budget_that_runs_out_loses_nothing_that_stands_alone(monkeypatch):
    monkeypatch.setattr(Budget, "spend", lambda self, steps: False)
    old = "Pierwsze zdanie o parku. Drugie zdanie o wodzie."
    assert remap(old, "Inny wstęp. " + old, 0, 24) == (12, 36, Fate.EXACT)


@pytest.mark.parametrize(
    ("one", "other", "forms"),
    [
        ("drzewa", "drzew", True),
        ("kota", "koty", True),
        ("mieszkańców", "mieszkańcami", True),
        ("rewitalizacja", "rewitalizcja", True),
        ("miasto", "miara", False),
        ("2024", "2025", False),
        ("w", "we", False),
    ],
)
def test_forms_of_a_word(one, other, forms):
    assert are_forms(one, other) is forms

"""Two texts side by side."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.comparing import bare, marked, pieces, shortened


def signs(side) -> str:
    return "".join(f"[{piece.text}]" if piece.differs else piece.text for piece in side)


@pytest.mark.parametrize(
    ("left", "right", "shown"),
    [
        ("Zielone ulice", "Chłodne ulice", ("[Zielone] ulice", "[Chłodne] ulice")),
        ("ulice", "ulice i place", ("ulice", "ulice[ i place]")),
        ("", "nowy tekst", ("", "[nowy tekst]")),
        ("taki sam", "taki sam", ("taki sam", "taki sam")),
        ("koniec.", "koniec!", ("koniec[.]", "koniec[!]")),
    ],
)
def test_words_that_differ_are_marked(left, right, shown):
    assert tuple(signs(side) for side in pieces(left, right)) == shown


@given(st.text(max_size=200), st.text(max_size=200))
def test_the_pieces_give_the_texts_back(left, right):
    first, second = pieces(left, right)
    assert ("".join(piece.text for piece in first), "".join(piece.text for piece in second)) == (left, right)


def test_very_long_texts_are_compared_by_words_too():
    long = "słowo " * 20_000
    first, second = pieces(f"{long}\nkoniec", f"{long}\nkoniec inny")
    assert [piece.differs for piece in first] == [False]
    assert second[1].text == " inny"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (" ".join(f"a{n}" for n in range(1900)), " ".join(f"b{n}" for n in range(1900))),
        ("a " * 1900, "b a " * 950),
        (" ".join(f"w{n % 100}" for n in range(1990)), " ".join(f"w{n * 7 % 100}" for n in range(1990))),
        ("\n" * 19_000, "x\n\n" * 6600),
    ],
)
def test_comparing_hostile_texts_takes_seconds(left, right):
    started = time.process_time()
    pieces(left, right)
    assert time.process_time() - started < 5


def test_two_texts_marked_with_what_went_and_what_came():
    marks = marked("Zielone ulice Rzeszowa", "Chłodne ulice Rzeszowa")
    assert [(mark.kind, mark.text) for mark in marks] == [
        ("gone", "Zielone"),
        ("new", "Chłodne"),
        ("same", " ulice Rzeszowa"),
    ]


@pytest.mark.parametrize(
    ("left", "right"),
    [("", ""), ("a", ""), ("", "a"), ("a b c", "a x c"), ("raz dwa\ntrzy", "raz\ncztery trzy"), ("a a a", "a a")],
)
def test_both_texts_can_be_read_back_from_the_marks(left, right):
    marks = marked(left, right)
    assert "".join(mark.text for mark in marks if mark.kind != "new") == left
    assert "".join(mark.text for mark in marks if mark.kind != "gone") == right


def test_unchanged_words_far_from_a_change_are_left_out():
    words = "słowo " * 100
    short = shortened(marked(f"{words}stare {words}", f"{words}nowe {words}"))
    assert [mark.kind for mark in short] == ["skip", "same", "gone", "new", "same", "skip"]
    assert sum(len(mark.text) for mark in short) < 200


def test_long_texts_that_came_are_cut_only_where_it_is_asked_for():
    marks = marked("", "słowo " * 200)
    assert shortened(marks) == marks
    assert [mark.kind for mark in shortened(marks, 100)] == ["new", "skip", "new"]


def test_a_long_text_with_few_differences_is_compared_at_once():
    text = "zdanie o mieście " * 60_000
    began = time.perf_counter()
    marked(text, text[:500_000] + "X" + text[500_000:])
    assert time.perf_counter() - began < 5


def test_an_item_or_a_cell_in_a_paragraph_reads_as_one_without() -> None:
    plain = "<ul><li>Stare kotły<ul><li>węgiel</li></ul></li></ul><table><tbody><tr><td>40</td></tr></tbody></table>"
    wrapped = plain.replace("Stare kotły", "<p>Stare kotły</p>").replace("węgiel", "<p>węgiel</p>")
    wrapped = wrapped.replace("40", "<p>40</p>")

    assert bare(wrapped) == plain
    assert bare(plain) == plain
    two = "<ul><li><p>jeden</p><p>drugi</p></li></ul>"
    assert bare(two) == two

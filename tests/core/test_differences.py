"""Two texts side by side."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.differences import MOST_TOKENS, compare


def marked(pieces) -> str:
    return "".join(f"[{piece.text}]" if piece.differs else piece.text for piece in pieces)


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
    assert tuple(marked(pieces) for pieces in compare(left, right)) == shown


@given(st.text(max_size=200), st.text(max_size=200))
def test_the_pieces_give_the_texts_back(left, right):
    first, second = compare(left, right)
    assert ("".join(piece.text for piece in first), "".join(piece.text for piece in second)) == (left, right)


def test_very_long_texts_are_compared_by_lines():
    long = "słowo " * MOST_TOKENS
    first, second = compare(f"{long}\nkoniec", f"{long}\nkoniec inny")
    assert [piece.differs for piece in first] == [False, True]
    assert second[1].text == "koniec inny"


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
    compare(left, right)
    assert time.process_time() - started < 5

"""Uploaded files that wait for a confirmation: for their sender alone, and only the last few."""

from types import SimpleNamespace

from core.kept import MOST, forget, keep, kept

ANNA, BARTEK = SimpleNamespace(pk=1), SimpleNamespace(pk=2)


def test_only_the_sender_gets_the_file():
    name = keep(ANNA, b"tabela")
    assert (kept(ANNA, name), kept(BARTEK, name)) == (b"tabela", None)


def test_the_oldest_make_room():
    names = [keep(ANNA, b"tabela %d" % number) for number in range(MOST + 2)]
    assert [kept(ANNA, name) is None for name in names] == [True, True] + [False] * MOST


def test_the_same_file_again_takes_no_room():
    names = [keep(ANNA, b"a"), *[keep(ANNA, b"b")] * 5]
    assert [kept(ANNA, name) for name in names[:2]] == [b"a", b"b"]


def test_what_is_confirmed_is_forgotten():
    name = keep(ANNA, b"tabela")
    forget(ANNA, name)
    assert kept(ANNA, name) is None

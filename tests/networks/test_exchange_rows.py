"""A table -> good rows, and bad rows with their lines and reasons."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.exceptions import InvalidInput
from networks.exchange import Table, parse
from networks.models import ThematicNetwork

VOIVODESHIPS = {"02": "dolnośląskie", "10": "łódzkie", "22": "pomorskie", "24": "śląskie"}
GREEN = ThematicNetwork(
    pk=1,
    slug="zielona",
    code="ZIE",
    name="Sieć Zielona",
    name_en="Green",
    topic="Miasto zielone",
    topic_en="Green city",
)
HEADER = (
    "miasto", "teryt", "województwo", "sieć", "liczba mieszkańców", "rok", "szerokość", "długość", "dołączyło",
    "odeszło", "źródło",
)  # fmt: skip
GDANSK = (
    "Gdańsk",
    "2261011",
    "pomorskie",
    "Sieć Zielona",
    "487 371",
    "2023",
    "54,35",
    "18,65",
    "2022-01-28",
    "",
    "GUS",
)


def one(*cells, header=HEADER):
    good, bad = parse(Table(header, ((2, cells),)), [GREEN], VOIVODESHIPS)
    return (good or [None])[0], (bad or [None])[0]


def changed(**cells):
    """The reasons why Gdańsk with these cells is refused."""
    row = [cells.get(name, value) for name, value in zip(HEADER, GDANSK, strict=True)]
    good, bad = one(*row)
    assert good is None
    return bad.reasons


def test_a_whole_row():
    row, bad = one(*GDANSK)
    assert bad is None
    assert (row.city, row.teryt, row.network, row.population, row.population_year) == (
        "Gdańsk", "2261011", GREEN, 487371, 2023,
    )  # fmt: skip
    assert (row.latitude, row.longitude) == (54.35, 18.65)
    assert (row.joined, row.left, row.source) == (datetime.date(2022, 1, 28), None, "GUS")


def test_english_headings_in_another_order():
    row, _bad = one("18.65", "2261011", "54.35", "Gdańsk", header=("longitude", "TERYT code", "Latitude", "City"))
    assert (row.city, row.latitude, row.longitude) == ("Gdańsk", 54.35, 18.65)
    assert row.given == {"city", "teryt", "latitude", "longitude"}


@pytest.mark.parametrize("name", ["", "unknown", "nieznany", "Nieznana", "przydział nieznany"])
def test_an_unknown_network_is_a_fact_too(name):
    row, _bad = one("Gdańsk", "2261011", "", name)
    assert row.network is None
    assert "network" in row.given


@pytest.mark.parametrize("name", ["Sieć Zielona", "siec zielona", "zielona", "ZIE", "Miasto zielone", "Green"])
def test_a_network_by_each_of_its_names(name):
    row, _bad = one("Gdańsk", "2261011", "", name)
    assert row.network == GREEN


def test_a_leading_zero_that_a_spreadsheet_dropped_is_put_back():
    row, _bad = one("Pieszyce", "202033")
    assert row.teryt == "0202033"


@pytest.mark.parametrize("text", ["28.01.2022", "28-01-2022", "28/01/2022", "2022-01-28"])
def test_dates_as_people_write_them(text):
    cells = [text if name == "dołączyło" else value for name, value in zip(HEADER, GDANSK, strict=True)]
    assert one(*cells)[0].joined == datetime.date(2022, 1, 28)


@pytest.mark.parametrize(
    "cells",
    [
        {"teryt": "226101"},
        {"teryt": "22610111"},
        {"teryt": "abcdefg"},
        {"teryt": "9961011"},
        {"teryt": "2261014"},
        {"teryt": "2200011"},
        {"teryt": ""},
        {"województwo": "śląskie"},
        {"miasto": ""},
        {"miasto": "x" * 81},
        {"sieć": "Sieć Czerwona"},
        {"liczba mieszkańców": "dużo"},
        {"liczba mieszkańców": "0"},
        {"liczba mieszkańców": "-5"},
        {"liczba mieszkańców": "10,5"},
        {"rok": "1066"},
        {"rok": "2999"},
        {"szerokość": "48,0"},
        {"długość": "30"},
        {"długość": ""},
        {"szerokość": "∞"},
        {"dołączyło": "jutro"},
        {"dołączyło": "2022-02-30"},
        {"odeszło": "2021-12-31"},
        {"źródło": "x" * 301},
    ],
    ids=str,
)
def test_each_fault_is_named(cells):
    assert len(changed(**cells)) == 1


def test_all_faults_of_a_row_are_named_together():
    assert len(changed(teryt="1", sieć="X", szerokość="10", dołączyło="?")) == 4


def test_the_same_code_twice_names_the_first_line():
    table = Table(HEADER, ((2, GDANSK), (3, GDANSK), (5, ("", ""))))
    good, bad = parse(table, [GREEN], VOIVODESHIPS)
    assert [row.line for row in good] == [2]
    assert [row.line for row in bad] == [3, 5]
    assert "2" in bad[0].reasons[0]


@pytest.mark.parametrize("header", [("miasto", "sieć"), ("teryt",), ("miasto", "teryt", "city"), ("x", "y")])
def test_headings_that_are_missing_or_double_are_refused(header):
    with pytest.raises(InvalidInput):
        parse(Table(header, ((2, ("a", "b", "c")),)), [GREEN], VOIVODESHIPS)


@given(st.lists(st.text(max_size=40), min_size=0, max_size=14))
def test_whatever_stands_in_a_row_it_is_good_or_bad_but_never_an_error(cells):
    good, bad = parse(Table(HEADER, ((2, tuple(cells)),)), [GREEN], VOIVODESHIPS)
    assert len(good) + len(bad) == 1

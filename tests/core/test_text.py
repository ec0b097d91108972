import datetime
from decimal import Decimal

import pytest
from django.utils import translation

from core import text

D = datetime.date
S = "\u00a0"


@pytest.mark.parametrize(
    ("value", "polish", "english"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1250, f"1{S}250", "1,250"),
        (1250000, f"1{S}250{S}000", "1,250,000"),
        (Decimal("1250.50"), f"1{S}250,5", "1,250.5"),
        (Decimal("-3.10"), "−3,1", "−3.1"),
        (Decimal("1E+3"), f"1{S}000", "1,000"),
        (0.1, "0,1", "0.1"),
    ],
)
def test_number(value, polish, english):
    assert text.number(value, language="pl") == polish
    assert text.number(value, language="en") == english


@pytest.mark.parametrize(
    ("value", "polish", "english"),
    [
        (1250000, f"1{S}250{S}000{S}zł", f"PLN{S}1,250,000"),
        (Decimal("12345.5"), f"12{S}345,50{S}zł", f"PLN{S}12,345.50"),
        (Decimal("0.005"), f"0,01{S}zł", f"PLN{S}0.01"),
        (0, f"0{S}zł", f"PLN{S}0"),
    ],
)
def test_money(value, polish, english):
    assert text.money(value, "pl") == polish
    assert text.money(value, "en") == english


@pytest.mark.parametrize(
    ("value", "polish", "english"),
    [
        (850_000, f"850{S}tys.{S}zł", f"PLN{S}850k"),
        (1_250_000, f"1,3{S}mln{S}zł", f"PLN{S}1.3m"),
        (2_000_000_000, f"2{S}mld{S}zł", f"PLN{S}2bn"),
        (640, f"640{S}zł", f"PLN{S}640"),
    ],
)
def test_short_money(value, polish, english):
    assert text.short_money(value, "pl") == polish
    assert text.short_money(value, "en") == english


def test_the_active_language_decides():
    with translation.override("pl"):
        assert text.percent(Decimal("12.5"), 1) == "12,5%"
    with translation.override("en"):
        assert text.percent(Decimal("12.5"), 1) == "12.5%"


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, f"0{S}B"),
        (1023, f"1{S}023{S}B"),
        (1024, f"1{S}KB"),
        (1468006, f"1,4{S}MB"),
        (20 * 1024**2, f"20{S}MB"),
        (5 * 1024**4, f"5{S}120{S}GB"),
    ],
)
def test_file_size(size, words):
    assert text.file_size(size, "pl") == words


def test_dates():
    assert text.short_date(D(2026, 5, 3)) == "03.05.2026"
    assert text.long_date(D(2026, 5, 3), "pl") == f"3{S}maja{S}2026"
    assert text.long_date(D(2026, 5, 3), "en") == f"3{S}May{S}2026"
    assert text.month_year(D(2026, 5, 3), "pl") == f"maj{S}2026"


def test_month_range():
    assert text.month_range(D(2026, 5, 1), D(2026, 5, 31), "pl") == f"maj{S}2026"
    assert text.month_range(D(2026, 5, 1), D(2026, 9, 30), "pl") == f"maj–wrzesień{S}2026"
    assert text.month_range(D(2026, 5, 1), D(2027, 1, 31), "pl") == f"maj{S}2026 – styczeń{S}2027"


@pytest.mark.parametrize(
    ("typed", "month"),
    [
        ("5", 5), ("05", 5), (" 12 ", 12), ("V", 5), ("ix", 9), ("maj", 5), ("maja", 5), ("Maj", 5),
        ("paź", 10), ("paź.", 10), ("September", 9), ("sep", 9), ("lut", 2),
        ("0", None), ("13", None), ("m", None), ("ma", None), ("", None), ("-1", None), ("²", None),
    ],
)  # fmt: skip
def test_parse_month(typed, month):
    assert text.parse_month(typed) == month


@pytest.mark.parametrize(
    ("n", "form"),
    [
        (0, "miast"), (1, "miasto"), (2, "miasta"), (4, "miasta"), (5, "miast"), (12, "miast"), (14, "miast"),
        (21, "miast"), (22, "miasta"), (112, "miast"), (122, "miasta"), (Decimal("1.5"), "miasta"),
    ],
)  # fmt: skip
def test_plural(n, form):
    assert text.plural(n, "miasto", "miasta", "miast") == form


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("w mieście i na wsi", f"w{S}mieście i{S}na wsi"),
        ("I w Łodzi", f"I{S}w{S}Łodzi"),
        ("tak w", "tak w"),
        ("A to (w nawiasie)", f"A{S}to (w{S}nawiasie)"),
        ("koszt 5 zł", f"koszt 5{S}zł"),
        ("łąka z kwiatami", f"łąka z{S}kwiatami"),
        ("", ""),
    ],
)
def test_nbsp(before, after):
    assert text.nbsp(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("dnia 22 listopada 2026 r.", f"dnia 22{S}listopada 2026{S}r."),
        ("art. 5 ust. 2, ul. Długa, dr Nowak", f"art.{S}5 ust.{S}2, ul.{S}Długa, dr{S}Nowak"),
        ("38 ha, 5 km², 40 °C, 3 500 osób", f"38{S}ha, 5{S}km², 40{S}°C, 3{S}500{S}osób"),
        ("5 latarni, 3 metry, pktu 4", "5 latarni, 3 metry, pktu 4"),
    ],
)
def test_numbers_stay_with_what_they_count(before, after):
    assert text.nbsp(before) == after


@pytest.mark.parametrize(
    ("before", "polish", "english"),
    [
        ('plan "Zielono" i ("Szaro")', f"plan „Zielono” i{S}(„Szaro”)", f"plan “Zielono” i{S}(“Szaro”)"),
        ('rura 15" i plan "A"', f'rura 15" i{S}plan „A”', f'rura 15" i{S}plan “A”'),
        ('bez "końca', 'bez "końca', 'bez "końca'),
        ('"" \' " "', '"" \' " "', '"" \' " "'),
        ("a < b", f"a{S}< b", f"a{S}< b"),
        ("", "", ""),
    ],
)
def test_quotation_marks_are_those_of_the_language(before, polish, english):
    assert text.typeset(before, "pl") == polish
    assert text.typeset(before, "en") == english


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<p>Ala "ma <strong>kota"</strong></p>', "<p>Ala „ma <strong>kota”</strong></p>"),
        ('<p>"Bez</p><p>pary"</p>', '<p>"Bez</p><p>pary"</p>'),
        ("<p>&quot;W domu&quot;</p>", f"<p>„W{S}domu”</p>"),
        ('<a href="/x y" rel="a">"z"</a>', '<a href="/x y" rel="a">„z”</a>'),
    ],
)
def test_only_the_words_of_html_change(before, after):
    assert text.typeset_html(before, "pl") == after


def test_polish_order():
    words = ["Żuraw", "zebra", "Łódź", "lis", "Ćma", "cel", "1 maja"]

    assert sorted(words, key=text.polish_key) == ["1 maja", "cel", "Ćma", "lis", "Łódź", "zebra", "Żuraw"]


def test_initials():
    assert text.initials("Bartek Kowalski") == "BK"
    assert text.initials("łucja") == "Ł"
    assert text.initials("") == ""


@pytest.mark.parametrize(
    ("value", "polish", "english"),
    [
        (Decimal("0.4"), "0,4 strony", "0.4 pages"),
        (1, "1 strona", "1 page"),
        (2, "2 strony", "2 pages"),
        (5, "5 stron", "5 pages"),
        (Decimal("1.0"), "1 strona", "1 page"),
        (0, "0 stron", "0 pages"),
    ],
)
def test_pages(value, polish, english):
    assert (text.pages(value, "pl").replace(text.NBSP, " "), text.pages(value, "en").replace(text.NBSP, " ")) == (
        polish,
        english,
    )


@pytest.mark.parametrize(
    ("least", "most", "polish", "english"),
    [
        (Decimal("0.5"), 1, "0,5–1 strony", "0.5–1 page"),
        (1, 1, "1 strona", "1 page"),
        (2, 4, "2–4 strony", "2–4 pages"),
        (4, 10, "4–10 stron", "4–10 pages"),
        (1, Decimal("1.5"), "1–1,5 strony", "1–1.5 pages"),
    ],
)
def test_a_range_of_pages(least, most, polish, english):
    found = [text.page_range(least, most, language).replace(text.NBSP, " ") for language in ("pl", "en")]
    assert found == [polish, english]

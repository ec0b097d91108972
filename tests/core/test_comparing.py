"""Two rich texts compared: the one text and the other can be read out of both in one."""

import re
import time

import pytest
from hypothesis import given, settings

from core.comparing import Comparison, compare_line, compare_lines, compare_plain, compare_rich
from core.richtext import clean
from tests.core.rich_texts import DOCUMENTS, canonical, edited, is_well_formed, side
from tests.publishing.factories import DIAGNOSIS, PARAGRAPH

SAID = re.compile(r'<span class="diff-said[^>]*>.*?</span>')


def check(old: str, new: str) -> Comparison:
    """The promise: both sides come out of the comparison, which is well-formed and holds nothing else."""
    found = compare_rich(old, new)
    for which, text in (("old", old), ("new", new)):
        assert canonical(side(found.inline, which)) == canonical(text)
        assert canonical(side(getattr(found, which), which)) == canonical(text)
    for shown in (found.inline, found.old, found.new):
        assert is_well_formed(shown)
    assert found.is_same == (canonical(old) == canonical(new)) or not found.is_same
    return found


def signs(shown: str) -> str:
    """The words with {gone} and [new] marked, without what the page says."""
    shown = re.sub(r'<del class="diff-format" hidden>.*?</del>', "", SAID.sub("", shown))
    for mark, sign in (("<del>", "{"), ("</del>", "}"), ("<ins>", "["), ("</ins>", "]")):
        shown = shown.replace(mark, sign)
    return shown


def table(*rows: str) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows)
    return f"<table><tbody>{''.join(f'<tr>{one}</tr>' for one in cells)}</tbody></table>"


@settings(max_examples=150, deadline=None)
@given(edited())
def test_both_texts_come_out_of_the_comparison(texts: tuple[str, str]) -> None:
    check(*texts)


@settings(max_examples=80, deadline=None)
@given(DOCUMENTS.map("".join), DOCUMENTS.map("".join))
def test_strangers_too(old: str, new: str) -> None:
    check(old, new)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("<p>Ala ma kota.</p>", "<p>Ala ma psa.</p>", "<p>Ala ma {kota}[psa].</p>"),
        ("<p>a b c</p>", "<p>a b c d</p>", "<p>a b c[ d]</p>"),
        ("<p>a <strong>b c</strong></p>", "<p>a <strong>b</strong></p>", "<p>a <strong>b{ c}</strong></p>"),
        ("<ul><li>a</li></ul>", "<ul><li>a</li><li>c</li></ul>", '<ul><li>a</li><li data-diff="new">[c]</li></ul>'),
        ("", "<p>a</p>", '<p data-diff="new">[a]</p>'),
        ("<p>a</p>", "", '<p data-diff="gone">{a}</p>'),
        ("<h3>Upał</h3>", "<h4>Upał</h4>", '<h4 data-diff="format" data-was="h3">Upał</h4>'),
        ("<p>tekst<sup>1</sup> i reszta</p>", "<p>tekst i reszta</p>", "<p>tekst<sup>{1}</sup> i reszta</p>"),
        ("<p>raz<br>dwa</p>", "<p>raz dwa</p>", "<p>raz{<br>}[ ]dwa</p>"),
    ],
)  # fmt: skip
def test_what_is_shown(old: str, new: str, shown: str) -> None:
    assert signs(check(old, new).inline) == shown


def test_a_change_of_format_is_no_change_of_words() -> None:
    found = check("<p>Ala ma <strong>kota</strong>.</p>", "<p>Ala ma kota.</p>")
    assert found.is_only_format
    assert signs(found.inline) == '<p>Ala ma <ins class="diff-format">kota].</p>'
    assert not check("<p>Ala ma <strong>kota</strong>.</p>", "<p>Ala ma psa.</p>").is_only_format


def test_a_link_that_leads_elsewhere_says_so() -> None:
    found = check('<p><a href="https://a.example">x</a></p>', '<p><a href="https://b.example/?a=1&amp;b=%3C">x</a></p>')
    assert found.is_only_format
    assert "https://a.example" in re.sub(r"<[^>]+>", "", found.inline)


def test_a_moved_block_is_neither_new_nor_gone() -> None:
    blocks = [f"<p>Akapit numer {name} o zieleni i wodzie.</p>" for name in ("jeden", "dwa", "trzy", "cztery")]
    found = check("".join(blocks), "".join([*blocks[1:], blocks[0]]))
    assert [block.kind for block in found.blocks] == ["moved", "same", "same", "same", "moved"]
    assert "Akapit numer cztery o zieleni" in found.blocks[0].inline
    assert not re.search(r"<(ins|del)>", found.inline)


def test_a_block_that_moved_and_changed_shows_its_words() -> None:
    moved = "Gdańskie Wody zbudują dziesięć ogrodów deszczowych przy szkołach"
    rest = "<p>Miasto sadzi drzewa.</p><p>Mieszkańcy piją wodę z kranu.</p>"
    found = check(f"<p>{moved} w maju.</p>{rest}", f"{rest}<p>{moved} w lipcu.</p>")
    assert [block.kind for block in found.blocks] == ["moved", "same", "same", "moved"]
    assert "{maju}[lipcu]" in signs(found.blocks[-1].inline)


def test_rows_of_a_table_move_too() -> None:
    rows = [
        f"<tr><td>Dzielnica {name}</td><td>{number}%</td></tr>"
        for name, number in zip("ABCD", (84, 71, 12, 5), strict=True)
    ]
    old, new = (f"<table><tbody>{''.join(found)}</tbody></table>" for found in (rows, [rows[3], *rows[:3]]))
    found = check(old, new)
    assert found.inline.count('data-diff="here"') == found.inline.count('data-diff="away"') == 1
    assert 'data-diff="new"' not in found.inline


@pytest.mark.parametrize(
    ("old", "new", "counts"),
    [
        (("Obszar|Udział", "Główne|84", "Dolne|71"), ("Obszar|Rok|Udział", "Główne|2020|84", "Dolne|2021|71"), (3, 0)),
        (("Obszar|Rok|Udział", "Główne|2020|84"), ("Obszar|Udział", "Główne|84"), (0, 2)),
        (("Obszar|Udział", "Główne|84"), ("Obszar|Udział", "Główne|84", "Dolne|71"), (1, 0)),
        (("Obszar|Rok", "Główne|84"), ("Obszar|Udział|Rok", "Dolne|7|8", "Główne|1|84"), (3, 0)),
    ],
)
def test_columns_and_rows_that_come_and_go(old: tuple, new: tuple, counts: tuple[int, int]) -> None:
    found = check(table(*old), table(*new))
    assert (found.inline.count('data-diff="new"'), found.inline.count('data-diff="gone"')) == counts
    widths = {row.count("<td") for row in found.inline.split("</tr>") if "<td" in row}
    assert len(widths) == 1


def test_a_changed_cell_is_changed_in_its_place() -> None:
    found = check(table("Obszar|Udział", "Główne|84"), table("Obszar|Udział", "Główne|86"))
    assert "<td>{84}[86]</td>" in signs(found.inline)


def test_joined_cells_are_compared_where_they_fit_and_shown_as_wholes_where_not() -> None:
    old = '<table><tbody><tr><td colspan="2">a b</td></tr><tr><td>c</td><td>d</td></tr></tbody></table>'
    assert "{d}[e]" in signs(check(old, old.replace("<td>d", "<td>e")).inline)
    found = check(old, old.replace("<td>c</td>", '<td rowspan="2">c</td>') + "<p>x</p>")
    assert [block.kind for block in found.blocks] == ["gone", "new", "new"]


HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)"><p onclick="x()" data-diff="new">a</p><ins>b</ins>'


def test_nothing_but_our_own_marks_gets_through() -> None:
    for old, new in ((HOSTILE, "<p>a</p>"), ("<p>a</p>", HOSTILE), (HOSTILE, HOSTILE)):
        found = compare_rich(old, new)
        shown = found.inline + found.old + found.new
        for hostile in ("script", "onerror", "onclick", "<img"):
            assert hostile not in shown
    assert compare_rich(HOSTILE, HOSTILE).inline == clean(HOSTILE)
    assert "&lt;b&gt;" in compare_line("<b>x</b>", "<b>y</b>").inline
    assert "<b>" not in compare_lines(["<b>x</b>"], ["<b>y</b>"]).inline
    assert "<b>" not in compare_plain("<b>x</b>", "<b>\n\ny</b>").inline
    quoted = compare_rich('<p><a href="https://a.example/&quot;onx=1">x</a></p>', "<p>x</p>")
    assert "onx=1" not in re.sub(r'"[^"]*"', "", quoted.inline)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<p>" + "a b " * 30_000 + "</p>", "<p>" + "b a c " * 30_000 + "</p>"),
        ("".join(f"<p>{n} a</p>" for n in range(8000)), "".join(f"<p>{n * 7 % 8000} b</p>" for n in range(8000))),
        ("<ul><li>" * 400 + "x", "<ul><li>" * 401 + "y"),
        ("x" * 2_100_000, "y"),
        ("<p>a\x01b</p>", "<p>a</p>"),
        ("<table>" * 50 + "a", "<table><tr><td>" * 60 + "b"),
        ("<br>" * 50_000, "<strong>a</strong>" * 25_000),
        (table(*["a"] * 3000), table(*["b|c"] * 3000)),
    ],
)  # fmt: skip
def test_hostile_and_huge_texts_are_shown_within_seconds(old: str, new: str) -> None:
    started = time.process_time()
    found = compare_rich(old, new)
    assert time.process_time() - started < 10
    assert found.inline
    assert is_well_formed(found.inline.replace("\x01", "")) or found.is_whole


def test_what_is_too_much_is_shown_as_wholes_with_a_word_on_it() -> None:
    found = compare_rich("<p>a</p>" * 30_001, "<p>b</p>")
    assert found.is_whole
    assert [block.kind for block in found.blocks] == ["gone", "new"]
    assert side(found.inline, "new") == "<p>b</p>"


def test_a_real_text_is_spelt_as_it_is_stored() -> None:
    text = DIAGNOSIS["text"]
    assert compare_rich(text, text).inline == clean(text) == canonical(text)
    new = text.replace("84%", "86%").replace("<li>dzieci", "<li>nowe</li><li>dzieci").replace(PARAGRAPH, "", 1)
    found = check(text, new)
    assert side(found.inline, "new") == clean(new)


def test_lists_and_plain_texts() -> None:
    assert signs(compare_lines(["a b", "c"], ["a b", "d"]).inline) == (
        '<ul><li>a b</li><li data-diff="gone">{c}</li><li data-diff="new">[d]</li></ul>'
    )
    assert signs(compare_plain("a b\n\nc d e", "a b\n\nc d f").inline) == "<p>a b</p><p>c d {e}[f]</p>"
    assert signs(compare_line("12 zł", "13 zł").inline) == "{12}[13] zł"
    assert compare_line("", "").inline == ""

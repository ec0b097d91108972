"""Fields of a Word file: they come back as they were written, whatever a word processor does to the XML around them."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml.html import fragments_fromstring

from core.richtext import clean
from documents.parts import document_kind
from reviews.exchange.identity import Identity
from reviews.exchange.layout import expected_places
from reviews.exchange.opening import open_docx
from reviews.exchange.places import Spot
from reviews.exchange.reading import ReadFile, read_file
from reviews.exchange.said import Passage, Said, Talk
from reviews.exchange.values import canonical, is_same, paragraphs_of, text_value
from reviews.exchange.writing import write_docx
from tests.core.rich_texts import DOCUMENTS
from tests.reviews.word_files import edited, paragraph, replace, text_node, tracked, typed, w

DATA = Path(__file__).parent.parent / "data"
IDENTITY = Identity("doc", 1, 0, "hash", "pl")
PATTERN = (
    '<h3>Nagłówek "główny"</h3><p>Tekst <strong>gruby i <em>pochyły</em></strong> oraz '
    '<a href="https://example.org/a?b=1&amp;c=2">łącze</a>, H<sub>2</sub>O.<br>Druga linia w 2027 r.</p><h4>Niższy</h4>'
    "<ul><li>jeden</li><li>dwa<ul><li>dwa a</li><li>dwa b</li></ul></li></ul><ol><li>pierwszy</li><li>drugi</li></ol>"
    "<p>Między</p><ol><li>znów pierwszy</li></ol><table><thead><tr><th>Rok</th><th>Kwota</th></tr></thead><tbody><tr>"
    '<td>2026</td><td>100 zł</td></tr><tr><td colspan="2">Razem <strong>100</strong></td></tr></tbody></table>'
    "<blockquote><p>Cytat</p></blockquote><p>Koniec.</p>"
)


def row(number: int, code: str = "", **values: Any) -> dict[str, Any]:
    return {"id": str(UUID(int=number)), "code": code, "version": 1, "labels": {}, "values": values}


def content(text: str = PATTERN, **more: Any) -> dict[str, Any]:
    """A snapshot with all shapes of fields."""
    action = {
        "title": 'Ogród "deszczowy"', "description": "<table><tbody><tr><td>sama</td></tr></tbody></table>",
        "aim": str(UUID(int=4)), "kind": "investment", "lead": "Miasto", "partners": ["Szkoła", "Rada osiedla"],
        "start": "2026-01-01", "end": "2026-05-01", "cost": "1250000.50",
    }  # fmt: skip
    return {
        "schema": 1, "kind": "mid", "slug": "plan", "title": 'Plan "próbny"', "language": "pl", "sample": False,
        "template": None, "facts": {"city": {"name": "Gdańsk"}},
        "parts": {
            "record": [row(1, title='Plan "próbny"', period_start="2026-01-01", period_end="2027-12-01")],
            "summary": [row(2, text='Pierwszy akapit.\nDruga linia.\n\nDrugi "akapit" w mieście.', text_en="")],
            "diagnosis": [row(3, text=text, strengths=["park", "las w mieście"], weaknesses=[])],
            "aim": [row(4, "C1", text="Więcej cienia", priority=1)],
            "action": [row(5, "D1", **{**action, **more}), row(6, "D2", **{**action, "title": "Drugie", "cost": None})],
        },
    }  # fmt: skip


DIAGNOSIS = Spot("diagnosis", "diagnosis", str(UUID(int=3)), "text")
DESCRIPTION = Spot("actions", "action", str(UUID(int=5)), "description")
TITLE = Spot("actions", "action", str(UUID(int=5)), "title")


def read(made: bytes, found: dict[str, Any], usual: ReadFile | None = None) -> ReadFile:
    return read_file(open_docx(made), expected_places(found), usual)


def usual_of(found: dict[str, Any]) -> ReadFile:
    return read(write_docx(found, IDENTITY), found)


def rewritten(made: bytes) -> bytes:
    """As a word processor saves it: marks of revisions, runs cut in two, signs of spelling, spaces of its own."""

    def change(root: Any) -> None:
        for paragraph_ in root.iter(w("p")):
            paragraph_.set(w("rsidR"), "00AB12CD")
        for run in list(root.iter(w("r"))):
            texts = run.findall(w("t"))
            if len(texts) == 1 and len(texts[0].text or "") > 3 and len(run) <= 2:
                words = texts[0].text
                other = etree.fromstring(etree.tostring(run))
                texts[0].text, other.find(w("t")).text = words[:2], words[2:]
                for one in (texts[0], other.find(w("t"))):
                    one.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                run.addnext(other)
                run.addnext(etree.Element(w("proofErr")))
                other.insert(0, etree.Element(w("lastRenderedPageBreak")))

    return edited(made, change)


def test_what_is_written_is_what_is_stored() -> None:
    found = content()
    assert canonical(usual_of(found).html[DIAGNOSIS]) == canonical(clean(PATTERN))


def test_every_shape_of_field_comes_back() -> None:
    found = content()
    back = usual_of(found)
    assert back.html[DESCRIPTION] == "<table><tbody><tr><td>sama</td></tr></tbody></table>"
    assert back.texts[TITLE] == 'Ogród "deszczowy"'
    assert back.texts[Spot("actions", "action", str(UUID(int=5)), "cost")] == "1\u00a0250\u00a0000,50\u00a0zł"
    assert (
        paragraphs_of(back.html[Spot("summary", "summary", str(UUID(int=2)), "text")])
        == (found["parts"]["summary"][0]["values"]["text"])
    )


@pytest.mark.timeout(300)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(DOCUMENTS.map("".join).filter(clean))
def test_no_edit_is_found_where_nobody_edited(text: str) -> None:
    found = content(clean(text))
    usual = usual_of(found)
    back = read(rewritten(write_docx(found, IDENTITY)), found, usual)
    assert back.strays == []
    assert {spot: html for spot, html in back.html.items() if not is_same(html, usual.html[spot])} == {}


def in_blocks(text: str) -> bool:
    """Whether all words stand in blocks, as everything does that the editor writes."""
    blocks = fragments_fromstring(clean(text))
    return bool(blocks) and all(not isinstance(block, str) and not (block.tail or "").strip() for block in blocks)


@pytest.mark.timeout(300)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(DOCUMENTS.map("".join).filter(clean).filter(in_blocks))
def test_an_edit_changes_nothing_else(text: str) -> None:
    """A paragraph typed behind a text is all that its suggestion changes."""
    stored = clean(text)
    found = content(stored)
    usual = usual_of(found)
    bound = document_kind("mid").part_kind("diagnosis").field("text")

    def change(root: Any) -> None:
        label = paragraph(root, "Mocne strony")
        fresh = etree.Element(w("p"))
        fresh.append(typed("Dopisane na końcu."))
        label.addprevious(fresh)

    back = read(edited(write_docx(found, IDENTITY), change), found, usual)
    assert back.strays == []
    proposed = text_value(bound, stored, usual.html[DIAGNOSIS], back.html[DIAGNOSIS])
    # Two lists that follow each other are one to Word: what is typed behind them may come to stand between them.
    assert re.sub(r"\s+", "", proposed).replace("<p>Dopisanenakońcu.</p>", "", 1) == re.sub(r"\s+", "", stored)
    assert "Dopisane" in proposed


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["park", "miasto w cieniu", '"cytat"']), st.integers(0, 3))
def test_programs_may_set_other_quotes_and_spaces(words: str, kind: int) -> None:
    other = [
        words.replace(" ", "\u00a0"), words.replace('"', "”"), words.replace('"', "„"), words.replace(" ", "  "),
    ][kind]  # fmt: skip
    assert is_same(f"<p>{words}</p>", f"<p>{other}</p>")


def test_formatting_that_was_changed_is_an_edit() -> None:
    assert not is_same("<p>park i las</p>", "<p>park <strong>i</strong> las</p>")
    assert not is_same("<ul><li>park</li></ul>", "<p>park</p>")


def test_words_that_were_tracked_out_and_in() -> None:
    found = content("<p>Park jest mały.</p><p>Las też.</p>")

    def change(root: Any) -> None:
        run = text_node(root, "Park jest mały.").getparent()
        place = run.getparent()
        place.insert(place.index(run), tracked("del", run))
        place.append(tracked("ins", typed("Park jest "), typed("duży", bold=True), typed(".")))
        # The end of the paragraph was deleted: the next one runs on.
        marks = etree.SubElement(_looks(place), w("rPr"))
        etree.SubElement(marks, w("del"))

    back = read(edited(write_docx(found, IDENTITY), change), found, usual_of(found))
    assert back.html[DIAGNOSIS] == "<p>Park jest <strong>duży</strong>.Las też.</p>"
    assert back.changed_by[DIAGNOSIS] == {"Anna Nowak"}


def _looks(place: Any) -> Any:
    found = place.find(w("pPr"))
    if found is None:
        found = etree.Element(w("pPr"))
        place.insert(0, found)
    return found


def test_a_row_of_a_table_that_was_tracked_out() -> None:
    found = content("<table><tbody><tr><td>raz</td></tr><tr><td>dwa</td></tr></tbody></table>")

    def change(root: Any) -> None:
        line = next(text_node(root, "dwa").iterancestors(w("tr")))
        looks = line.find(w("trPr"))
        looks = looks if looks is not None else etree.Element(w("trPr"))
        line.insert(0, looks)
        etree.SubElement(looks, w("del"))

    back = read(edited(write_docx(found, IDENTITY), change), found, usual_of(found))
    assert back.html[DIAGNOSIS] == "<table><tbody><tr><td>raz</td></tr></tbody></table>"


def test_a_copied_row_and_a_picture_are_strays() -> None:
    found = content()

    def change(root: Any) -> None:
        heading = paragraph(root, "Drugie")
        copied = etree.fromstring(etree.tostring(heading))
        copied.findall(f".//{w('t')}")[0].text = "D3 Trzecie"
        heading.getparent().append(copied)
        etree.SubElement(etree.SubElement(paragraph(root, "Koniec."), w("r")), w("drawing"))

    back = read(edited(write_docx(found, IDENTITY), change), found, usual_of(found))
    assert {stray.what for stray in back.strays} == {"text", "picture"}
    assert "D3 Trzecie" in [stray.text for stray in back.strays]


def test_a_comment_is_on_the_words_of_its_passage() -> None:
    found = content("<p>Park jest mały, a las jest <strong>duży i</strong> stary.</p>")
    said = Said("Anna", datetime(2026, 1, 2, 3, 4, tzinfo=UTC), "Ile hektarów?")
    made = write_docx(found, IDENTITY, [Talk(DIAGNOSIS, (said, said), Passage("las jest duży i", "a ", " stary"))])
    [first, second] = read(made, found, usual_of(found)).notes
    assert first.quote == "las jest duży i"
    assert first.spot == DIAGNOSIS
    assert (first.parent, second.parent) == ("", first.key)
    assert is_same(read(made, found).html[DIAGNOSIS], usual_of(found).html[DIAGNOSIS])


def test_names_of_bookmarks_fit_word() -> None:
    name = Spot("communication", "communication", str(UUID(int=2**127)), "a_field_with_a_rather_long_name").bookmark
    assert len(name) <= 40
    assert name.isidentifier()


def test_typing_over_a_title_keeps_its_code_out() -> None:
    found = content()
    back = read(edited(write_docx(found, IDENTITY), replace("D1 Ogród", "D1 Wielki ogród")), found, usual_of(found))
    assert back.texts[TITLE] == 'Wielki ogród "deszczowy"'


def test_libreoffice_keeps_fields_and_comments() -> None:
    """The file of `content()` with two remarks, opened and saved by LibreOffice 7.4."""
    found = content()
    usual = usual_of(found)
    back = read((DATA / "plan-from-libreoffice.docx").read_bytes(), found, usual)
    assert back.strays == []
    assert [spot for spot in usual.html if not is_same(usual.html[spot], back.html.get(spot, ""))] == []
    assert [(note.spot, note.quote) for note in back.notes] == [
        (Spot(), 'Plan "próbny"'),
        (DIAGNOSIS, "gruby i pochyły"),
        (DIAGNOSIS, "gruby i pochyły"),
    ]
    assert back.notes[2].text == "[#1] odpowiedź\nDwa."

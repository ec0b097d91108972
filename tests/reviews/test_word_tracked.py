"""Suggestions as tracked changes of Word: drawn so that accepting gives their words and refusing gives the text."""

import io
import re
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from docx import Document as Docx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml.html import fragments_fromstring

from core.richtext import clean
from reviews.exchange.changes import Hand
from reviews.exchange.labels import signed
from reviews.exchange.layout import expected_places
from reviews.exchange.opening import open_docx
from reviews.exchange.places import Spot
from reviews.exchange.reading import ReadFile, read_file
from reviews.exchange.said import Passage, Said, Talk, Wording
from reviews.exchange.values import is_same
from reviews.exchange.writing import write_docx
from tests.core.rich_texts import DOCUMENTS
from tests.reviews.test_word_fields import DIAGNOSIS, IDENTITY, PATTERN, TITLE, content, read, usual_of
from tests.reviews.word_files import part, w

DATA = Path(__file__).parent.parent / "data"
AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
SUMMARY = Spot("summary", "summary", str(UUID(int=2)), "text")
STRENGTHS = Spot("diagnosis", "diagnosis", str(UUID(int=3)), "strengths")
LEAD = Spot("actions", "action", str(UUID(int=5)), "lead")
COST = Spot("actions", "action", str(UUID(int=5)), "cost")
CHANGED = (
    PATTERN.replace("Druga linia w 2027 r.", "Druga, nowa linia w 2028 r.")
    .replace("<li>dwa a</li>", "<li>dwa a i pół</li>")
    .replace("<p>Między</p>", "")
    .replace("100 zł", "200 zł")
    .replace("<p>Koniec.</p>", "<p>Koniec.</p><p>Dopisany akapit.</p>")
)
#: in every shape of field that is drawn
PROPOSED: dict[Spot, Any] = {
    DIAGNOSIS: CHANGED,
    TITLE: 'Ogród "bardzo deszczowy"',
    SUMMARY: 'Pierwszy nowy akapit.\nDruga linia.\n\nDrugi "akapit" w mieście.',
    STRENGTHS: ["park", "łąka", "las w mieście"],
    LEAD: "Miasto i gmina",
}


def talk(spot: Spot, proposed: Any, number: int = 12, **more: Any) -> Talk:
    said = Said("Anna Nowak", AT, f"[#{number}] powinno · otwarta\nBo tak.")
    hand = Hand(f"Anna Nowak [#{number}]", AT)
    return Talk(spot, (said,), None, False, Wording(hand, proposed, "Proponowane: nic", **more))


def with_all(proposed: dict[Spot, Any]) -> dict[str, Any]:
    """The snapshot with all that is proposed in it."""
    found = content()
    for spot, value in proposed.items():
        row = next(one for one in found["parts"][spot.part_kind] if one["id"] == spot.part_id)
        row["values"][spot.field] = value
    return found


def refused(made: bytes, found: dict[str, Any]) -> ReadFile:
    """The file with the changes that the portal tracked taken back."""
    places = expected_places(found)
    return read_file(open_docx(made), places, usual_of(found), refused=lambda name: signed(name) is not None)


def differing(one: ReadFile, other: ReadFile) -> list[Spot]:
    return [spot for spot in one.html if not is_same(one.html[spot], other.html.get(spot, ""))]


def changes(made: bytes) -> list[Any]:
    return list(part(made, "word/document.xml").iter(w("ins"), w("del")))


def comments(made: bytes) -> list[str]:
    return [one.text for one in Docx(io.BytesIO(made)).comments]


def test_every_shape_of_words_is_tracked() -> None:
    found = content()
    talks = [talk(spot, value, number) for number, (spot, value) in enumerate(PROPOSED.items(), start=1)]
    made = write_docx(found, IDENTITY, talks)
    back = read(made, found, usual_of(found))
    assert back.strays == []
    assert differing(back, usual_of(with_all(PROPOSED))) == []
    assert differing(refused(made, found), usual_of(found)) == []
    assert {signed(name) for names in back.changed_by.values() for name in names} == {("all", n) for n in range(1, 6)}
    assert all("Proponowane" not in text and "Bo tak." in text for text in comments(made))


def test_changes_have_an_author_a_date_and_a_number_of_their_own() -> None:
    made = write_docx(content(), IDENTITY, [talk(DIAGNOSIS, CHANGED)])
    found = changes(made)
    assert {one.get(w("author")) for one in found} == {"Anna Nowak [#12]"}
    assert {one.get(w("date")) for one in found} == {"2026-01-02T03:04:05Z"}
    marks = [one.get(w("id")) for one in chain(found, part(made, "word/document.xml").iter(w("bookmarkStart")))]
    assert len(set(marks)) == len(marks)


def test_only_the_words_that_differ_are_tracked() -> None:
    found = content("<p>Park jest mały.</p><p>Las też.</p>")
    made = write_docx(found, IDENTITY, [talk(DIAGNOSIS, "<p>Park jest duży.</p><p>Las też.</p>")])
    assert [(etree.QName(one).localname, "".join(one.itertext())) for one in changes(made)] == [
        ("del", "mały"), ("ins", "duży"),
    ]  # fmt: skip


def test_elements_stand_in_the_order_of_the_schema() -> None:
    """In the properties of a paragraph its mark comes last, in that of the mark the change comes first; words that go
    are `w:delText`, all others `w:t`; a change holds runs only, and a comment begins and ends beside changes.
    """
    said = Said("Anna", AT, "[#1] powinno\nIle?")
    talks = [talk(spot, value) for spot, value in PROPOSED.items()]
    remark = Talk(DIAGNOSIS, (said,), Passage("Druga linia w 2027 r.", "", ""))
    root = part(write_docx(content(), IDENTITY, [*talks, remark]), "word/document.xml")
    for change in root.iter(w("ins"), w("del")):
        above = change.getparent()
        if above.tag == w("rPr"):
            assert above[0] is change
            assert above.getparent().tag == w("pPr")
            assert above.getparent()[-1] is above
            continue
        assert above.tag in (w("p"), w("hyperlink"))
        assert [one.tag for one in change] == [w("r")]
        words = w("delText") if change.tag == w("del") else w("t")
        assert {one.tag for one in change[0]} <= {w("rPr"), w("br"), words}
    for paragraph in root.iter(w("p")):
        assert all(one.tag != w("pPr") for one in paragraph[1:])
    starts = [one.get(w("id")) for one in root.iter(w("commentRangeStart"))]
    assert sorted(starts) == sorted(one.get(w("id")) for one in root.iter(w("commentRangeEnd")))
    assert len(starts) == len(talks) + 1


def test_a_remark_is_on_words_that_a_suggestion_takes_out() -> None:
    found = content("<p>Park jest bardzo mały, a las duży.</p>")
    said = Said("Anna", AT, "[#1] powinno\nIle?")
    remark = Talk(DIAGNOSIS, (said,), Passage("jest bardzo mały", "Park ", ", a las"))
    made = write_docx(found, IDENTITY, [talk(DIAGNOSIS, "<p>Park jest duży, a las duży.</p>"), remark])
    notes = {note.text.split("\n")[1]: note for note in read(made, found, usual_of(found)).notes}
    assert notes["Ile?"].quote == "jest bardzo mały"
    assert differing(refused(made, found), usual_of(found)) == []


@pytest.mark.parametrize(
    ("spot", "proposed", "more", "told"),
    [
        (COST, "5.00", {}, "nie pokazano jako śledzonej zmiany"),
        (DIAGNOSIS, "<p>Inny.</p>", {"is_outdated": True}, "bo tekst się od tego czasu zmienił"),
        (
            DIAGNOSIS,
            PATTERN.replace("<tr><td>2026</td><td>100 zł</td></tr>", ""),
            {},
            "nie pokazano jako śledzonej zmiany",
        ),
        (Spot("actions", "action", str(UUID(int=6)), "cost"), "5.00", {}, "nie pokazano jako śledzonej zmiany"),
    ],
    ids=["an-amount", "outdated", "a-row-that-goes", "a-blank-field"],
)
def test_what_cannot_be_tracked_stays_a_comment_that_says_so(
    spot: Spot, proposed: Any, more: dict[str, Any], told: str
) -> None:
    found = content()
    made = write_docx(found, IDENTITY, [talk(spot, proposed, **more)])
    assert changes(made) == []
    [text] = comments(made)
    assert "Proponowane: nic" in text
    assert text.split("\n")[1] == "Bo tak."
    assert differing(read(made, found), usual_of(found)) == []


def test_two_suggestions_stand_in_one_text_unless_they_change_the_same_block() -> None:
    found = content("<p>Park jest mały.</p><p>Las jest stary.</p>")
    first = talk(DIAGNOSIS, "<p>Park jest duży.</p><p>Las jest stary.</p>", 1)
    second = talk(DIAGNOSIS, "<p>Park jest mały.</p><p>Las jest młody.</p>", 2)
    third = talk(DIAGNOSIS, "<p>Park jest zielony.</p><p>Las jest stary.</p>", 3)
    made = write_docx(found, IDENTITY, [first, second, third])
    assert read(made, found).html[DIAGNOSIS] == "<p>Park jest duży.</p><p>Las jest młody.</p>"
    assert {one.get(w("author")) for one in changes(made)} == {"Anna Nowak [#1]", "Anna Nowak [#2]"}
    assert ["Proponowane" in text for text in comments(made)] == [False, False, True]


def test_a_text_that_goes_whole_keeps_the_place_of_its_field() -> None:
    found = content("<p>Raz.</p><p>Dwa.</p>")
    made = write_docx(found, IDENTITY, [talk(DIAGNOSIS, "")])
    back = read(made, found, usual_of(found))
    assert back.html[DIAGNOSIS] == ""
    assert back.strays == []
    assert differing(refused(made, found), usual_of(found)) == []


def proposal(text: str, other: str, chance: Random) -> str:
    """The text with blocks left out, words changed, and blocks of another text put in."""
    found = []
    others = [_html(block) for block in fragments_fromstring(other)]
    for block in map(_html, fragments_fromstring(text)):
        if chance.random() < 0.2:
            continue
        is_changed = chance.random() < 0.4
        found.append(re.sub(r"(\w+)(?![^<]*>)", r"\1y", block, count=chance.randint(1, 3)) if is_changed else block)
        found += [chance.choice(others)] if others and chance.random() < 0.2 else []
    return clean("".join(found))


def _html(block: Any) -> str:
    return block if isinstance(block, str) else etree.tostring(block, encoding="unicode", method="html")


@pytest.mark.timeout(300)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(DOCUMENTS.map("".join).filter(clean), DOCUMENTS.map("".join).filter(clean), st.integers(0, 10**6))
def test_accepting_gives_the_suggestion_and_refusing_the_text(text: str, other: str, seed: int) -> None:
    stored = clean(text)
    proposed = proposal(stored, clean(other), Random(seed))
    found = content(stored)
    made = write_docx(found, IDENTITY, [talk(DIAGNOSIS, proposed)])
    assert differing(refused(made, found), usual_of(found)) == []
    back = read(made, found, usual_of(found))
    assert back.strays == []
    if changes(made) and proposed:
        assert is_same(back.html[DIAGNOSIS], usual_of(content(proposed)).html[DIAGNOSIS])


def test_libreoffice_keeps_suggestions_that_are_tracked() -> None:
    """The file of the first test here, with a reply to each remark, opened and saved by LibreOffice 7.4."""
    found = content()
    made = (DATA / "suggestions-from-libreoffice.docx").read_bytes()
    back = read(made, found, usual_of(found))
    assert back.strays == []
    assert differing(back, usual_of(with_all(PROPOSED))) == []
    assert differing(refused(made, found), usual_of(found)) == []
    assert {signed(name) for names in back.changed_by.values() for name in names} == {("all", n) for n in range(1, 6)}
    assert len(back.notes) == 10

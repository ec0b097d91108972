"""Anchored passages: chosen, followed through every write, noted in every Version."""

import pytest

from core.exceptions import InvalidInput
from documents.enums import AnchorState, Purpose
from documents.models import Document
from documents.queries.anchors import Place, places_in
from documents.services import delete_part, freeze, make_anchor, restore_document, restore_part
from tests.documents.factories import Team, team

pytestmark = pytest.mark.django_db

TEXT = "<p>Miasto się nagrzewa. Brakuje cienia.</p><p>Mieszkańcy chcą drzew.</p>"


def diagnosis(our: Team, text: str = TEXT, base: int = 1):
    return our.save(our.anna, "diagnosis", our.single("diagnosis"), base, text=text)


def anchor(our: Team, quote: str, version=None, **context):
    return make_anchor(
        document=our.document,
        kind=our.kind("diagnosis"),
        part_id=our.single("diagnosis").pk,
        field="text",
        version=version,
        quote=quote,
        **context,
    )


def test_a_passage_of_the_draft():
    our = team()
    diagnosis(our)
    made = anchor(our, "Brakuje cienia.")
    assert (made.quote, made.before, made.after) == (
        "Brakuje cienia.",
        "Miasto się nagrzewa. ",
        "\nMieszkańcy chcą drzew.",
    )
    assert (made.start, made.end, made.live_start, made.live_end) == (21, 36, 21, 36)
    assert made.state == AnchorState.EXACT


def test_a_passage_of_a_version_is_followed_to_the_draft():
    our = team()
    diagnosis(our)
    version = freeze(by=our.anna, document=our.document, purpose=Purpose.SUBMITTED)
    diagnosis(our, "<p>Nowe zdanie.</p>" + TEXT, base=2)
    made = anchor(our, "Brakuje cienia.", version)
    assert (made.start, made.live_start, made.live_end) == (21, 34, 49)


def test_words_that_are_not_there_or_not_alone_are_refused():
    our = team()
    diagnosis(our, "<p>Beton. Beton.</p>")
    with pytest.raises(InvalidInput):
        anchor(our, "Trawa")
    with pytest.raises(InvalidInput):
        anchor(our, "Beton.")
    assert anchor(our, "Beton.", hint=9).start == 7


def test_two_people_save_one_after_the_other():
    our = team()
    diagnosis(our)
    made = anchor(our, "Brakuje cienia")
    diagnosis(our, TEXT.replace("<p>Miasto", "<p><strong>Całe</strong> miasto"), base=2)
    our.save(our.bartek, "diagnosis", our.single("diagnosis"), 2, text=TEXT.replace("chcą", "bardzo chcą"))
    made.refresh_from_db()
    text = our.single("diagnosis").text
    assert "Całe" in text
    assert "bardzo" in text
    assert (made.state, made.live_start, made.live_quote) == (AnchorState.EXACT, 26, "Brakuje cienia")


def test_a_passage_that_goes_is_noticed_and_known_when_it_comes_back():
    our = team()
    diagnosis(our)
    made = anchor(our, "Brakuje cienia.")
    diagnosis(our, "<p>Miasto się nagrzewa.</p><p>Mieszkańcy chcą drzew.</p>", base=2)
    made.refresh_from_db()
    assert (made.state, made.live_start, made.live_end, made.live_quote) == (
        AnchorState.GONE,
        None,
        None,
        "Brakuje cienia.",
    )
    diagnosis(our, "<p>Wstęp.</p>" + TEXT, base=3)
    made.refresh_from_db()
    assert (made.state, made.live_start, made.lost_at) == (AnchorState.EXACT, 28, None)


def test_a_deleted_row_takes_its_passages_along_and_brings_them_back():
    our = team()
    risk = our.add("risk", text="Susza. Upał. Susza.", kind="environment")
    where = {"document": our.document, "kind": our.kind("risk"), "part_id": risk.pk, "field": "text"}
    made = make_anchor(**where, quote="Susza.", hint=13)
    gone = make_anchor(**where, quote="Upał.")
    risk = our.save(our.anna, "risk", risk, risk.version, text="Susza. Susza.")
    delete_part(by=our.anna, document=our.document, kind=our.kind("risk"), part_id=risk.pk, base_version=risk.version)
    made.refresh_from_db()
    assert (made.state, made.live_quote, made.lost_at) == (AnchorState.GONE, "Susza.", 7)
    restore_part(by=our.anna, document=our.document, kind=our.kind("risk"), part_id=risk.pk)
    made.refresh_from_db()
    gone.refresh_from_db()
    assert (made.state, made.live_start, gone.state) == (AnchorState.EXACT, 7, AnchorState.GONE)


def test_a_frozen_version_notes_where_passages_stand():
    our = team()
    diagnosis(our)
    first = freeze(by=our.anna, document=our.document, purpose=Purpose.SUBMITTED)
    made, other = anchor(our, "Brakuje cienia.", first), anchor(our, "drzew", first)
    diagnosis(our, "<p>Wstęp.</p>" + TEXT.replace(" Brakuje cienia.", ""), base=2)
    second = freeze(by=our.anna, document=our.document, purpose=Purpose.SUBMITTED)
    made.refresh_from_db()
    other.refresh_from_db()
    assert places_in(first, [made, other])[made.pk] == Place(21, 36, AnchorState.EXACT, "Brakuje cienia.")
    assert places_in(second, [made, other])[made.pk].state == AnchorState.GONE
    assert places_in(second, [made, other])[other.pk] == places_in(None, [other])[other.pk]
    assert places_in(None, [other])[other.pk].quote == "drzew"


def test_a_passage_of_an_older_version_is_placed_in_the_later_ones():
    our = team()
    diagnosis(our)
    first = freeze(by=our.anna, document=our.document, purpose=Purpose.SUBMITTED)
    diagnosis(our, "<p>Wstęp.</p>" + TEXT, base=2)
    second = freeze(by=our.anna, document=our.document, purpose=Purpose.SUBMITTED)
    diagnosis(our, "<p>Miasto się nagrzewa.</p>", base=3)
    made = anchor(our, "Brakuje cienia.", first)
    assert made.state == AnchorState.GONE
    assert places_in(second, [made])[made.pk] == Place(28, 43, AnchorState.EXACT, "Brakuje cienia.")


def test_restoring_a_version_finds_its_passages_again():
    our = team()
    diagnosis(our)
    version = freeze(by=our.anna, document=our.document, purpose=Purpose.SUBMITTED)
    made = anchor(our, "Brakuje cienia.", version)
    diagnosis(our, "<p>Wszystko napisane od nowa, innymi słowami.</p>", base=2)
    made.refresh_from_db()
    assert made.state == AnchorState.GONE
    revision = Document.objects.get(pk=our.document.pk).revision
    restore_document(by=our.anna, document=our.document, revision=revision, version=version)
    made.refresh_from_db()
    assert (made.state, made.live_start, made.live_end) == (AnchorState.EXACT, 21, 36)

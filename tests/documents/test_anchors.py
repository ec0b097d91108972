"""Anchored passages: chosen, followed through every write, noted in every Version."""

from itertools import pairwise
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.anchoring import Edit
from core.exceptions import InvalidInput
from documents.enums import AnchorState, Purpose
from documents.models import Anchor, AnchorPlace, Document, Version
from documents.parts import document_kind
from documents.queries import snapshot
from documents.queries.anchors import Place, anchor_text, places_in
from documents.services import delete_part, freeze, make_anchor, restore_document, restore_part
from documents.services.copying import copy_part
from documents.services.following import follow, settle
from documents.services.importing import import_words
from tests.documents.factories import ACTION, Team, team

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


@pytest.mark.parametrize(
    ("key", "field", "value", "text"),
    [
        ("record", "title", "Zielone\u00a0ulice", "Zielone ulice"),
        ("summary", "text", "Wiersz\n\ndrugi", "Wiersz\n\ndrugi"),
        ("diagnosis", "strengths", ["Park", "Rzeka\u00a0Wisła"], "Park\nRzeka Wisła"),
        ("diagnosis", "text", "<p>A <strong>b</strong>c</p><ul><li><p>d</p></li></ul>", "A bc\nd"),
        ("diagnosis", "text", "<table><tr><th>1</th><td>a&lt;b&nbsp;c</td></tr></table>", "1\na<b c"),
        ("diagnosis", "text", '<p><a href="https://a.pl/?x>y">sieć</a><br>niżej\n dalej</p>', "sieć\nniżej dalej"),
        ("diagnosis", "text", None, ""),
        ("action", "partners", ["Zieleń", "Szkoła"], "Zieleń\nSzkoła"),
        ("action", "cost", "100.00", ""),
        ("action", "kind", "investment", ""),
    ],
)
def test_the_text_in_which_places_are_counted(key, field, value, text):
    assert anchor_text(document_kind("mid").part_kind(key).field(field), value) == text


def test_what_is_not_the_documents_is_refused():
    our, their = team(), team()
    diagnosis(our)
    diagnosis(their)
    version = freeze(by=their.anna, document=their.document, purpose=Purpose.SUBMITTED)
    good = {
        "document": our.document,
        "kind": our.kind("diagnosis"),
        "part_id": our.single("diagnosis").pk,
        "field": "text",
        "quote": "Brakuje cienia.",
    }
    for wrong in (
        {"part_id": their.single("diagnosis").pk},
        {"part_id": uuid4()},
        {"field": "changed_by"},
        {"field": ""},
        {"kind": document_kind("pu").part_kind("barrier")},
        {"version": version},
        {"version": version, "part_id": their.single("diagnosis").pk},
        {"quote": ""},
        {"quote": "x" * 30_000},
    ):
        with pytest.raises(InvalidInput):
            make_anchor(**(good | wrong))
    assert not Anchor.objects.exists()


def test_a_row_that_was_deleted_since_the_version_takes_its_passage_with_it():
    our = team()
    risk = our.add("risk", text="Susza. Upał. Susza.", kind="environment")
    version = freeze(by=our.anna, document=our.document, purpose=Purpose.SUBMITTED)
    where = {"document": our.document, "kind": our.kind("risk"), "part_id": risk.pk, "field": "text"}
    risk = our.save(our.anna, "risk", risk, risk.version, text="Wstęp. Susza. Upał. Susza.")
    delete_part(by=our.anna, document=our.document, kind=our.kind("risk"), part_id=risk.pk, base_version=risk.version)
    made = make_anchor(**where, version=version, quote="Susza.", hint=14)
    assert (made.state, made.start, made.lost_at) == (AnchorState.GONE, 13, 20)
    with pytest.raises(InvalidInput):
        make_anchor(**where, quote="Upał.")
    later = freeze(by=our.anna, document=our.document, purpose=Purpose.MANUAL)
    assert places_in(later, [made])[made.pk].state == AnchorState.GONE
    restore_part(by=our.anna, document=our.document, kind=our.kind("risk"), part_id=risk.pk)
    made.refresh_from_db()
    assert (made.state, made.live_start) == (AnchorState.EXACT, 20)


def test_a_version_that_does_not_know_its_moment_goes_by_its_hour():
    our = team()
    diagnosis(our)
    old = Version.objects.create(
        document=our.document,
        number=1,
        purpose=Purpose.SUBMITTED,
        title="x",
        content=snapshot(our.document),
        content_hash="x",
        created_by_label="x",
    )
    diagnosis(our, "<p>Wstęp.</p>" + TEXT, base=2)
    assert anchor(our, "Brakuje cienia.", old).live_start == 28


def test_autosaves_of_a_whole_passage_typed_anew_leave_it_gone_and_the_rest_in_place():
    our = team()
    text = "<p>Miasto się nagrzewa. {}</p><p>Mieszkańcy chcą drzew.</p>"
    diagnosis(our, text.format("Brakuje cienia."))
    made, other = anchor(our, "Brakuje cienia."), anchor(our, "chcą drzew")
    steps = ["Brakuje cie", "Brakuje", "Br", "", "Po", "Potok", "Potok wysycha."]
    for base, typed in enumerate(steps, start=2):
        diagnosis(our, text.format(typed), base=base)
    made.refresh_from_db()
    other.refresh_from_db()
    assert (made.state, made.quote) == (AnchorState.GONE, "Brakuje cienia.")
    assert (other.state, other.live_quote) == (AnchorState.EXACT, "chcą drzew")


def test_many_passages_cost_no_more_questions_than_one():
    our = team()
    words = [f"słowo{number}" for number in range(60)]
    diagnosis(our, f"<p>{' '.join(words)}</p>")
    asked = []
    for count, base in ((0, 2), (1, 3), (40, 4)):
        for word in words[:count]:
            anchor(our, word, hint=0)
        with CaptureQueriesContext(connection) as queries:
            diagnosis(our, f"<p>{'Wstęp ' * base}{' '.join(words)}</p>", base=base)
        asked.append(len(queries))
    # Writing back what moved: one statement in its own savepoint.
    assert asked[1] <= asked[0] + 3
    assert asked[2] == asked[1]
    made = list(Anchor.objects.all())
    assert {one.state for one in made} == {AnchorState.EXACT}
    with CaptureQueriesContext(connection) as queries:
        assert len(places_in(None, made)) == 41
    assert len(queries) == 0
    with CaptureQueriesContext(connection) as queries:
        version = freeze(by=our.anna, document=our.document, purpose=Purpose.SUBMITTED)
    assert AnchorPlace.objects.filter(version=version).count() == 41
    with CaptureQueriesContext(connection) as queries:
        assert {place.state for place in places_in(version, made).values()} == {AnchorState.EXACT}
    assert len(queries) == 1


def test_a_field_without_words_is_saved_without_a_question_for_passages():
    our = team()
    action = our.add("action", **ACTION)
    with CaptureQueriesContext(connection) as queries:
        our.save(our.anna, "action", action, action.version, cost=5)
    assert not [query for query in queries if "documents_anchor" in query["sql"]]


def test_a_huge_text_with_the_same_words_all_over():
    our = team()
    block = "<p>Miasto się nagrzewa. Brakuje cienia.</p>"
    with pytest.raises(InvalidInput):
        huge(our, block * 25_000, "Brakuje cienia.")
    made = huge(our, f"{block * 12_000}<p>Tu jest wyjątek.</p>{block * 12_000}", "Tu jest wyjątek.")
    diagnosis(our, f"<p>Wstęp.</p>{block * 12_000}<p>Tu jest inny wyjątek.</p>{block * 12_000}", base=3)
    made.refresh_from_db()
    assert (made.state, made.live_quote) == (AnchorState.CHANGED, "Tu jest inny wyjątek.")


def huge(our: Team, text: str, quote: str) -> Anchor:
    """An anchor in a text longer than a form takes."""
    part = our.single("diagnosis")
    our.save(our.anna, "diagnosis", part, part.version, text=text)
    return anchor(our, quote)


def test_a_copy_of_a_row_leaves_the_passage_with_the_row():
    our = team()
    action = our.add("action", **ACTION, description="<p>Sadzimy drzewa w parku.</p>")
    made = make_anchor(
        document=our.document, kind=our.kind("action"), part_id=action.pk, field="description", quote="drzewa"
    )
    copy = copy_part(by=our.anna, document=our.document, kind=our.kind("action"), part_id=action.pk)
    our.save(our.bartek, "action", copy, copy.version, description="<p>Nic.</p>")
    made.refresh_from_db()
    assert (made.part_id, made.state) == (action.pk, AnchorState.EXACT)


def test_words_imported_from_a_file_are_followed():
    our = team()
    diagnosis(our)
    made = anchor(our, "Brakuje cienia.")
    import_words(by=our.anna, document=our.document, new_values={"diagnosis": {"text": TEXT + "<p>Z pliku.</p>"}})
    import_words(by=our.anna, document=our.document, new_values={"diagnosis": {"text": "<p>Z pliku.</p>" + TEXT}})
    made.refresh_from_db()
    assert (made.state, made.live_start) == (AnchorState.EXACT, 30)


def test_words_written_past_the_services_are_looked_for_at_the_next_save():
    our = team()
    diagnosis(our)
    made = anchor(our, "Brakuje cienia.")
    part = our.single("diagnosis")
    part.text = "<p>Obok historii.</p>" + TEXT
    part.save()
    diagnosis(our, part.text + "<p>Koniec.</p>", base=part.version)
    made.refresh_from_db()
    assert (made.state, made.live_start) == (AnchorState.EXACT, 36)


def test_a_copy_that_is_cut_and_pasted_does_not_bring_a_passage_back() -> None:
    words = "Najmocniej odczuwają to osoby starsze w śródmieściu."
    copied = f"{words} Wstęp do planu miasta. {words} Koniec."
    anchor = Anchor(quote=words)
    settle(anchor, copied, 0, len(words), AnchorState.EXACT)
    anchor.after = copied[len(words) : len(words) + 30]
    without = f"Wstęp do planu miasta. {words} Koniec."
    cut = "Wstęp do planu miasta. Koniec."
    pasted = f"Wstęp do planu miasta. Koniec. {words}"
    texts = [copied, without, cut, pasted]
    for before, after in pairwise(texts):
        follow(anchor, Edit(before, after))
    assert anchor.state == AnchorState.GONE
    follow(anchor, Edit(pasted, copied))
    assert anchor.live_start == 0


def test_a_copy_made_while_a_passage_is_gone_is_remembered() -> None:
    words = "Najmocniej odczuwają to osoby starsze w śródmieściu."
    anchor = Anchor(quote=words)
    settle(anchor, f"{words} Koniec.", 0, len(words), AnchorState.EXACT)
    follow(anchor, Edit(f"{words} Koniec.", "Koniec."))
    assert not anchor.lost_with_copies
    assert follow(anchor, Edit(f"Inne. {words} Koniec.", "Inne. Koniec."))
    assert anchor.lost_with_copies


def test_a_twin_that_is_cut_and_pasted_is_not_the_passage() -> None:
    sentence = "Przeprowadzimy testy formularzy z udziałem 60 osób, w tym seniorów i osób z niepełnosprawnościami."
    twice = f"{sentence} Wstęp do planu miasta. {sentence} Koniec."
    anchor = Anchor(quote="osób, w tym")
    settle(anchor, twice, twice.index("osób"), twice.index("osób") + 11, AnchorState.EXACT)
    once, none = f"Wstęp do planu miasta. {sentence} Koniec.", "Wstęp do planu miasta. Koniec."
    for before, after in pairwise([twice, once, none, f"{none} {sentence}"]):
        follow(anchor, Edit(before, after))
    assert anchor.state == AnchorState.GONE

"""Whole talks in Word and back: suggestions, answers, resolved remarks, and for whom each of them leaves."""

import io
import zipfile
from typing import Any

import pytest
from django.test import Client
from docx import Document as Docx
from lxml import etree

from documents.models import Document
from reviews.enums import Audience, Outcome, RemarkKind, ThreadState
from reviews.exchange.tracked import accept
from reviews.models import Answer, Suggestion, Thread
from reviews.services import (
    add_reviewer,
    add_thread,
    answer,
    reply,
    resolve,
    return_for_changes,
    submit_for_review,
    suggest,
)
from tests import factories
from tests.reviews.factories import Review, row_id, submitted_mid
from tests.reviews.test_word_import import apply, exported, plan, write
from tests.reviews.word_files import W14, W15, comment, edited, part, replace, text_node, tracked, typed, w

pytestmark = pytest.mark.django_db

BODY = "word/document.xml"
WORDS = "<p>Miasto bardzo się nagrzewa.</p>"


def suggested(review: Review, proposed: str = WORDS) -> Suggestion:
    """It asks for no answer, so that it may stay open for another round."""
    return suggest(
        by=review.judge,
        document=review.document,
        part_kind="diagnosis",
        part_id=row_id(review, "diagnosis"),
        field="text",
        proposed=proposed,
        text="Mocniej.",
        kind=RemarkKind.CONSIDER,
    )


def said(made: bytes) -> list[str]:
    return [one.text for one in Docx(io.BytesIO(made)).comments]


def threading(made: bytes) -> list[tuple[str, str]]:
    """Of each comment the mark of the one that it answers, and whether it is resolved."""
    root = part(made, "word/commentsExtended.xml")
    return [(one.get(f"{{{W15}}}paraIdParent", ""), one.get(f"{{{W15}}}done")) for one in root]


# suggestions


def test_a_suggestion_leaves_as_a_tracked_change_and_comes_back_as_known() -> None:
    review = submitted_mid()
    suggestion = suggested(review)
    made = exported(review)
    [inserted] = part(made, BODY).iter(w("ins"))
    assert inserted.get(w("author")) == f"{review.judge} [#{suggestion.thread.number}]"
    assert "bardzo" in "".join(inserted.itertext())
    [text] = said(made)
    assert text.split("\n")[1] == "Mocniej."
    for user in (review.judge, review.author):
        found = plan(review, made, user).plan
        assert (found.items, found.already, found.known) == ([], [], 1)


def test_accepted_in_word_is_suggested_already() -> None:
    review = submitted_mid()
    suggestion = suggested(review)
    made = edited(exported(review), accept)
    for user in (review.judge, review.author):
        found = plan(review, made, user).plan
        assert found.items == []
        assert [one.thread for one in found.already] == [suggestion.thread]


def test_several_that_are_accepted_in_word_are_suggested_already() -> None:
    review = submitted_mid()
    write_two = "<p>Miasto się nagrzewa.</p><p>Rzeka opada.</p>"
    return_for_changes(by=review.judge, document=review.document, reasons="Poprawić.")
    write(review, "diagnosis", text=write_two)
    review.round = submit_for_review(by=review.author, document=Document.objects.get(pk=review.document.pk))
    suggested(review, write_two.replace("nagrzewa", "studzi"))
    suggested(review, write_two.replace("opada", "wzbiera"))
    made = exported(review)
    assert plan(review, made).plan.items == []
    found = plan(review, edited(made, accept)).plan
    assert found.items == []
    assert len(found.already) == 2


def test_refused_in_word_brings_nothing() -> None:
    review = submitted_mid()
    suggested(review)

    def refuse(root: Any) -> None:
        for change in list(root.iter(w("ins"))):
            change.getparent().remove(change)

    found = plan(review, edited(exported(review), refuse)).plan
    assert (found.items, found.already) == ([], [])


def test_words_typed_beside_a_suggestion_are_a_suggestion_of_their_own() -> None:
    review = submitted_mid()
    suggested(review)
    made = edited(exported(review), replace("nagrzewa.", "nagrzewa latem."))
    [edit] = plan(review, made).plan.edits
    assert edit.proposed == "<p>Miasto się nagrzewa latem.</p>"
    assert edit.authors == ()


def test_a_suggestion_that_was_edited_in_word_is_a_new_one_with_all_its_words() -> None:
    review = submitted_mid()
    suggested(review)
    made = edited(exported(review), replace("bardzo", "coraz bardziej"))
    [edit] = plan(review, made).plan.edits
    assert edit.proposed == "<p>Miasto coraz bardziej się nagrzewa.</p>"
    assert apply(review, made) == 1
    assert Suggestion.objects.count() == 2
    again = plan(review, made).plan
    assert again.items == []


def test_words_tracked_inside_a_suggestion_are_not_lost() -> None:
    review = submitted_mid()
    suggested(review)

    def change(root: Any) -> None:
        inserted = next(root.iter(w("ins")))
        inserted.addnext(tracked("ins", typed("i mocno "), author="Piotr Obcy"))

    [edit] = plan(review, edited(exported(review), change)).plan.edits
    assert "i mocno" in edit.proposed
    assert edit.authors == ("Piotr Obcy",)


def test_words_under_the_name_of_a_suggestion_that_are_not_its_own_are_not_lost() -> None:
    """Somebody gives their change the author of a suggestion, in its field and in another one."""
    review = submitted_mid()
    name = f"{review.judge} [#{suggested(review).thread.number}]"

    def forge(root: Any) -> None:
        for words in ("Chłodne miasto.", "nagrzewa."):
            run = text_node(root, words).getparent()
            run.addnext(tracked("ins", typed(" Podrzucone."), author=name))

    found = plan(review, edited(exported(review), forge)).plan
    assert ["Podrzucone" in str(edit.proposed) for edit in found.edits] == [True, True]


def test_a_suggestion_for_another_text_stays_a_comment() -> None:
    review = submitted_mid()
    suggested(review)
    return_for_changes(by=review.judge, document=review.document, reasons="Poprawić.")
    write(review, "diagnosis", text="<p>Miasto płonie.</p>")
    review.round = submit_for_review(by=review.author, document=Document.objects.get(pk=review.document.pk))
    made = exported(review)
    assert not list(part(made, BODY).iter(w("ins"), w("del")))
    [text] = said(made)
    assert "Miasto bardzo się nagrzewa." in text
    assert "bo tekst się od tego czasu zmienił" in text
    found = plan(review, made).plan
    assert (found.items, found.known) == ([], 1)


# answers and resolved remarks


def answered(review: Review) -> Thread:
    """A remark with an answer that waits to be sent, in a round that is closed."""
    thread = add_thread(
        by=review.judge, document=review.document, section="diagnosis", part_kind="diagnosis",
        part_id=row_id(review, "diagnosis"), field="text", text="Brak danych.", kind=RemarkKind.MUST,
    )  # fmt: skip
    reply(by=review.author, thread=thread, text="Szukamy.")
    return_for_changes(by=review.judge, document=review.document, reasons="Poprawić.")
    answer(by=review.author, thread=thread, outcome=Outcome.PARTLY, reason="Tylko z jednej dzielnicy.")
    return thread


def test_answers_are_replies_and_are_not_doubled() -> None:
    review = submitted_mid()
    thread = answered(review)
    review.round = submit_for_review(by=review.author, document=Document.objects.get(pk=review.document.pk))
    made = exported(review)
    texts = said(made)
    assert [text.split("\n")[1] for text in texts] == ["Brak danych.", "Szukamy.", "Tylko z jednej dzielnicy."]
    assert all(text.startswith(f"[#{thread.number}]") for text in texts)
    first = part(made, "word/comments.xml")[0].find(w("p")).getparent()[-1].get(f"{{{W14}}}paraId")
    assert threading(made) == [("", "0"), (first, "0"), (first, "0")]
    for user in (review.judge, review.author):
        found = plan(review, made, user).plan
        assert (found.items, found.known) == ([], 3)


def test_an_answer_that_was_not_sent_leaves_with_the_authors_own_notes_only() -> None:
    review = submitted_mid()
    answered(review)
    mine = {Audience.ALL, Audience.TEAM}
    assert len(said(exported(review))) == 2
    assert len(said(exported(review, review.judge, set(Audience)))) == 2
    assert len(said(exported(review, review.author))) == 2
    with_notes = exported(review, review.author, mine)
    assert "jeszcze nie wysłano" in said(with_notes)[2]
    assert plan(review, with_notes, review.author).plan.items == []


def test_a_reply_to_an_answer_is_a_reply_to_the_remark() -> None:
    review = submitted_mid()
    thread = answered(review)
    review.round = submit_for_review(by=review.author, document=Document.objects.get(pk=review.document.pk))
    made = comment(
        exported(review), "Chłodne miasto.", "To mało.", author=str(review.judge), answers="Tylko z jednej dzielnicy."
    )
    [one] = plan(review, made).plan.replies
    assert (one.thread, one.text) == (thread, "To mało.")


def test_resolved_remarks_are_resolved_in_word() -> None:
    review = submitted_mid()
    thread = add_thread(by=review.judge, document=review.document, text="Dobrze?")
    add_thread(by=review.judge, document=review.document, text="A to?")
    resolve(by=review.judge, thread=thread)
    made = exported(review)
    assert threading(made) == [("", "1"), ("", "0")]
    assert plan(review, made).plan.items == []


def test_a_remark_that_was_resolved_in_word_is_told_of() -> None:
    review = submitted_mid()
    thread = add_thread(by=review.judge, document=review.document, text="Dobrze?")

    def settle(root: Any) -> None:
        root[0].set(f"{{{W15}}}done", "1")

    made = edited(exported(review), settle, "word/commentsExtended.xml")
    [left] = plan(review, made).plan.leftovers
    assert str(thread.number) in left.sentence
    assert not left.is_wanted
    # The file of a remark that was resolved then and is open again says nothing of the kind.
    resolve(by=review.judge, thread=thread)
    made = exported(review)
    Thread.objects.update(state=ThreadState.OPEN, resolved_at=None, resolved_by=None)
    assert plan(review, made).plan.items == []


def test_an_empty_comment_does_not_swallow_its_answers() -> None:
    review = submitted_mid()
    made = comment(exported(review), "Chłodne miasto.", "Pierwszy.", author=str(review.judge))

    def unmark(root: Any) -> None:
        for words in root.iter(w("t")):
            words.text = ""

    add_thread(by=review.judge, document=review.document, text="Dobrze?")
    made = edited(exported(review), unmark, "word/comments.xml")
    made = edited(made, lambda root: root[0][-1].append(typed("znak")), "word/comments.xml")
    made = comment(made, "Chłodne miasto.", "Odpowiedź na nic.", author=str(review.judge), answers="znak")
    made = edited(made, lambda root: root[0].remove(root[0][-1]) if len(root[0]) > 1 else None, "word/comments.xml")
    texts = [text for one in plan(review, made).plan.remarks for text in one.texts]
    assert "Odpowiedź na nic." in texts


# who gets what


SECRETS = {
    "uwaga-wspolna": "everybody",
    "notatka-recenzentow": "reviewers",
    "notatka-zespolu": "team",
    "sugestia-zespolu": "team",
    "odpowiedz-niewyslana": "team",
}


def full(review: Review) -> None:
    """Something of every audience, in a round that is closed."""
    document = review.document
    thread = add_thread(by=review.judge, document=document, text="uwaga-wspolna", kind=RemarkKind.MUST)
    add_thread(by=review.judge, document=document, text="notatka-recenzentow", audience=Audience.REVIEWERS)
    add_thread(by=review.author, document=document, text="notatka-zespolu", audience=Audience.TEAM)
    made = edited(exported(review), replace("Miasto się nagrzewa.", "Miasto się nagrzewa, sugestia-zespolu."))
    return_for_changes(by=review.judge, document=document, reasons="Poprawić.")
    apply(review, made, review.author)
    answer(by=review.author, thread=thread, outcome=Outcome.NOT, reason="odpowiedz-niewyslana")
    assert Suggestion.objects.get().thread.audience == Audience.TEAM
    assert Answer.objects.get().sent_with is None


def words_in(made: bytes) -> set[str]:
    """Which of the secrets stand anywhere in the file."""
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        # Words may be cut by tags: a tracked change holds only what differs.
        texts = [etree.fromstring(packed.read(name)) for name in packed.namelist() if name.endswith((".xml", ".rels"))]
    whole = "".join("".join(root.itertext()) for root in texts)
    return {secret for secret in SECRETS if secret in whole}


@pytest.mark.parametrize("private", ["", "&prywatne=1"])
@pytest.mark.parametrize("role", ["author", "colleague", "judge", "guest", "coordinator", "stranger", "wrong_judge"])
def test_a_file_holds_what_its_reader_may_read(client: Client, role: str, private: str) -> None:
    review = submitted_mid()
    guest = factories.expert(factories.network())
    add_reviewer(by=review.coordinator, document=review.document, user=guest)
    full(review)
    user = guest if role == "guest" else getattr(review, role)
    client.force_login(user)
    sides = {"everybody"}
    if private and role in ("author", "colleague"):
        sides.add("team")
    if private and role in ("judge", "guest"):
        sides.add("reviewers")
    for text in ("runda=1", "wersja=robocza"):
        got = client.get(f"/praca/ocena/{review.document.slug}/word/?{text}{private}")
        if role in ("stranger", "wrong_judge"):
            assert got.status_code == 404
            continue
        assert got.status_code == 200
        assert words_in(got.content) == {secret for secret, side in SECRETS.items() if side in sides}


def test_the_pages_say_what_the_file_leaves_out_and_what_is_suggested_already(client: Client) -> None:
    review = submitted_mid()
    suggestion = suggested(review)
    client.force_login(review.author)
    address = f"/en/praca/ocena/{review.document.slug}/"
    for page in (address, f"{address}word/wczytaj/"):
        assert b"The Word document leaves out" in client.get(page).content
    file = io.BytesIO(edited(exported(review), accept))
    file.name = "plan.docx"
    sent = client.post(f"{address}word/wczytaj/", {"file": file})
    page = client.get(sent["Location"]).content.decode()
    assert "Suggested already" in page
    assert f"/en/praca/ocena/uwagi/{suggestion.thread.pk}/" in page
    assert "Nothing new in this file" in page

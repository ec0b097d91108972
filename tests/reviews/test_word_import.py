"""The Word round trip: what goes out comes back as it was, and what was edited becomes suggestions and remarks."""

import io
from datetime import date
from typing import Any

import pytest
from django.test import Client
from docx import Document as Docx
from lxml import etree

from activity.enums import Verb
from activity.queries import events_of, events_visible_to
from core.exceptions import InvalidInput, NotAllowed, WrongState
from documents.models import Document
from documents.parts import document_kind
from documents.queries import single
from documents.services import save_part
from initiatives.models import Diagnosis
from reviews.enums import Audience, RemarkKind, SuggestionState
from reviews.exchange.grounds import Import, plan_for, version_identity
from reviews.exchange.labels import words_of
from reviews.exchange.strays import MOST_STRAYS
from reviews.exchange.talks import talks_of
from reviews.exchange.writing import write_docx
from reviews.models import Answer, Comment, Suggestion, Thread
from reviews.queries.word import talk_of
from reviews.services import (
    accept_suggestion,
    add_thread,
    decline_suggestion,
    reply,
    return_for_changes,
    submit_for_review,
    suggest,
)
from reviews.services.word import take_over
from tests.reviews.factories import Review, row_id, submitted_mid, submitted_plan
from tests.reviews.word_files import comment, edited, paragraph, replace, text_node, tracked, typed, w

pytestmark = pytest.mark.django_db


def exported(review: Review, user: Any = None, audiences: Any = (Audience.ALL,)) -> bytes:
    assert review.round is not None
    version = review.round.version
    threads = talk_of(user or review.judge, review.document, set(audiences), review.round)
    talks = talks_of(threads, version.content, version)
    return write_docx(version.content, version_identity(version, "pl"), talks)


def plan(review: Review, content: bytes, user: Any = None) -> Import:
    return plan_for(user or review.judge, review.document, content)


def write(review: Review, key: str, **values: Any) -> None:
    """The author saves fields of a single part of the draft."""
    document = Document.objects.get(pk=review.document.pk)
    kind = document_kind(document.kind).part_kind(key)
    part = single(document, kind)
    save_part(
        by=review.author, document=document, kind=kind, part_id=part.pk, base_version=part.version, new_values=values
    )


def apply(review: Review, content: bytes, user: Any = None) -> int:
    read = plan(review, content, user)
    return take_over(by=user or review.judge, document=review.document, items=read.plan.items, audience=read.audience)


def test_a_file_that_nobody_edited_brings_nothing() -> None:
    review = submitted_mid()
    found = plan(review, exported(review)).plan
    assert found.items == []
    assert found.unchanged > 20


def test_remarks_are_native_comments_and_are_not_doubled() -> None:
    review = submitted_mid()
    action = row_id(review, "action")
    thread = add_thread(
        by=review.judge, document=review.document, section="diagnosis", part_kind="diagnosis",
        part_id=row_id(review, "diagnosis"), field="text", text="Brak <strong>danych</strong>.",
        kind=RemarkKind.MUST, quote="nagrzewa",
    )  # fmt: skip
    reply(by=review.author, thread=thread, text="Dodamy.")
    add_thread(by=review.judge, document=review.document, section="actions", part_kind="action", part_id=action,
               text="Za ogólne.")  # fmt: skip
    add_thread(by=review.judge, document=review.document, text="Dobry plan.", kind=RemarkKind.PRAISE)
    made = exported(review)
    comments = list(Docx(io.BytesIO(made)).comments)
    assert [one.author for one in comments] == [
        str(review.judge),
        str(review.author),
        str(review.judge),
        str(review.judge),
    ]
    assert "Brak danych." in comments[0].text
    assert comments[0].text.startswith(f"[#{thread.number}]")
    assert comments[0].initials
    found = plan(review, made).plan
    assert found.items == []
    assert found.known == 4


def test_what_the_portal_says_of_a_suggestion_is_no_reply() -> None:
    review = submitted_mid()
    facts = {"by": review.judge, "document": review.document, "part_kind": "record", "field": "period_start"}
    suggest(part_id=row_id(review, "record"), proposed=date(2024, 3, 1), text="Później.", **facts)
    made = exported(review)
    [one] = Docx(io.BytesIO(made)).comments
    assert "marzec 2024" in one.text
    found = plan(review, made).plan
    assert found.items == []
    assert found.known == 1


def test_private_notes_leave_only_by_choice_and_to_their_side() -> None:
    review = submitted_mid()
    add_thread(by=review.judge, document=review.document, text="Między nami.", audience=Audience.REVIEWERS)
    both = (Audience.ALL, Audience.REVIEWERS, Audience.TEAM)
    assert exported(review) != b""
    assert not list(Docx(io.BytesIO(exported(review))).comments)
    assert len(list(Docx(io.BytesIO(exported(review, review.judge, both))).comments)) == 1
    assert not list(Docx(io.BytesIO(exported(review, review.author, both))).comments)


def test_what_a_private_note_says_stays_unknown_to_the_other_side() -> None:
    """The authors get a file with a private note in it: nothing says whether there is such a note."""
    review = submitted_mid()
    add_thread(by=review.judge, document=review.document, text="Między nami.", audience=Audience.REVIEWERS)
    made = exported(review, review.judge, (Audience.ALL, Audience.REVIEWERS))
    found = plan(review, made, review.author).plan
    assert [one.text for one in found.leftovers] == ["Między nami."]
    assert found.known == 0


def test_plain_and_tracked_edits_become_suggestions_field_by_field() -> None:
    review = submitted_mid()

    def change(root: Any) -> None:
        run = text_node(root, "Miasto się nagrzewa.").getparent()
        run.addprevious(tracked("ins", typed("Całe "), typed("miasto", bold=True), author="Piotr Obcy"))
        place = run.getparent()
        at = place.index(run)
        place.insert(at, tracked("del", run, author="Piotr Obcy"))
        place.append(typed(" się nagrzewa."))
        replace("Sadzenie drzew", "Sadzenie dużych drzew")(root)
        replace("Zieleń Miejska", "Zarząd Zieleni")(root)

    found = plan(review, edited(exported(review), change)).plan
    assert found.leftovers == []
    said = {edit.spot.field: edit for edit in found.edits}
    assert said["text"].proposed == "<p>Całe <strong>miasto</strong> się nagrzewa.</p>"
    assert said["text"].authors == ("Piotr Obcy",)
    assert said["title"].proposed == "Sadzenie dużych drzew"
    assert said["lead"].proposed == "Zarząd Zieleni"
    assert len(found.edits) == 3


def test_taking_over_twice_adds_nothing() -> None:
    review = submitted_mid()
    made = edited(exported(review), replace("Miasto się nagrzewa.", "Miasto się nagrzewa coraz bardziej."))
    made = comment(made, "Chłodne miasto.", "MUSI: proszę podać liczby", author=str(review.judge))
    assert apply(review, made) == 2
    suggestion = Suggestion.objects.get()
    assert suggestion.proposed == "<p>Miasto się nagrzewa coraz bardziej.</p>"
    assert suggestion.state == SuggestionState.OPEN
    remark = Thread.objects.get(suggestion=None)
    assert remark.kind == RemarkKind.MUST
    assert (remark.part_kind, remark.field) == ("vision", "vision")
    assert remark.anchor is not None
    assert remark.anchor.quote == "Chłodne miasto."
    again = plan(review, made).plan
    assert again.items == []
    assert again.known == 2
    assert apply(review, made) == 0


def test_two_people_who_take_over_the_same_plan_add_it_once() -> None:
    review = submitted_mid()
    made = comment(exported(review), "Chłodne miasto.", "Ładnie", author=str(review.judge))
    read = plan(review, made)
    for _time in range(2):
        take_over(by=review.judge, document=review.document, items=read.plan.items, audience=read.audience)
    assert Comment.objects.count() == 1


def test_replies_in_word_become_replies() -> None:
    review = submitted_mid()
    thread = add_thread(by=review.judge, document=review.document, section="actions", text="Za ogólne.")
    made = comment(
        exported(review), "Miasto się nagrzewa.", "Zgadzam się.", author="Jan Zastępca", answers="Za ogólne."
    )
    read = plan(review, made, review.author).plan
    assert [one.thread.pk for one in read.replies] == [thread.pk]
    assert "Jan Zastępca" in read.replies[0].text
    assert apply(review, made, review.author) == 1
    assert thread.comments.count() == 2
    assert plan(review, made, review.author).plan.items == []


def test_a_comment_on_a_label_a_heading_and_nowhere() -> None:
    review = submitted_mid()
    made = comment(exported(review), "Mocne strony", "Więcej.", author=str(review.judge))
    made = comment(made, "7. Działania", "Ogólnie dobrze.", author=str(review.judge))
    found = {one.texts[0]: one for one in plan(review, made).plan.remarks}
    assert found["Więcej."].spot.field == "strengths"
    assert found["Więcej."].quote == ""
    assert (found["Ogólnie dobrze."].spot.section, found["Ogólnie dobrze."].spot.part_kind) == ("actions", "")


def test_what_cannot_be_mapped_is_listed() -> None:
    review = submitted_mid()

    def change(root: Any) -> None:
        heading = paragraph(root, "7. Działania")
        fresh = heading.makeelement(w("p"), {})
        fresh.append(typed("Dopisane pod nagłówkiem."))
        heading.addnext(fresh)
        # A field whose mark and words are gone.
        gone = paragraph(root, "Chłodne miasto.")
        for mark in (gone.getprevious(), gone.getnext()):
            mark.getparent().remove(mark)
        gone.getparent().remove(gone)
        replace("inwestycyjne", "bardzo inwestycyjne")(root)

    found = plan(review, edited(exported(review), change)).plan
    texts = {one.text for one in found.leftovers}
    assert texts == {"Dopisane pod nagłówkiem.", "Chłodne miasto.", "bardzo inwestycyjne"}
    assert found.edits == []


def test_short_values_are_read_as_their_form_reads_them() -> None:
    review = submitted_mid()

    def change(root: Any) -> None:
        replace("styczeń\u00a02024", "luty 2024")(root)
        replace("inwestycyjne", "edukacyjne")(root)

    found = plan(review, edited(exported(review), change)).plan
    assert {edit.spot.field: edit.proposed for edit in found.edits}["period_start"] == "2024-02-01"
    assert not [one for one in found.leftovers if "luty" in one.text]


def test_a_file_of_another_plan_is_refused() -> None:
    review, other = submitted_mid(), submitted_mid()
    with pytest.raises(InvalidInput):
        plan(review, exported(other))


def test_a_changed_or_missing_origin_is_refused() -> None:
    review = submitted_mid()
    made = exported(review)

    def forge(root: Any) -> None:
        for one in root:
            if one.get("name") == "PortalVersion":
                one[0].text = "7"

    with pytest.raises(InvalidInput):
        plan(review, edited(made, forge, "docProps/custom.xml"))
    with pytest.raises(InvalidInput):
        plan(review, edited(made, lambda root: root.clear(), "docProps/custom.xml"))


def test_people_who_do_not_take_part_are_refused() -> None:
    review = submitted_mid()
    made = exported(review)
    for user in (review.stranger, review.wrong_judge):
        with pytest.raises(NotAllowed):
            plan(review, made, user)


def test_a_reviewer_without_an_open_round_is_refused() -> None:
    review = submitted_mid()
    made = exported(review)
    return_for_changes(by=review.judge, document=review.document, reasons="Poprawić.")
    with pytest.raises(WrongState):
        plan(review, made)


def test_authors_get_suggestions_that_their_team_alone_reads() -> None:
    review = submitted_mid()
    made = edited(exported(review), replace("Miasto się nagrzewa.", "Miasto bardzo się nagrzewa."))
    return_for_changes(by=review.judge, document=review.document, reasons="Poprawić.")
    assert apply(review, made, review.author) == 1
    suggestion = Suggestion.objects.get()
    assert suggestion.thread.audience == Audience.TEAM
    assert not talk_of(review.judge, review.document, set(Audience), review.round)
    document = Document.objects.get(pk=review.document.pk)
    suggestion.thread.document = document
    accept_suggestion(by=review.author, suggestion=suggestion)
    assert Diagnosis.objects.get(document=document).text == "<p>Miasto bardzo się nagrzewa.</p>"
    assert not Answer.objects.exists()
    assert plan(review, made, review.author).plan.items == []


def test_what_becomes_of_a_teams_own_suggestion_is_in_nobody_elses_log() -> None:
    review = submitted_mid()
    made = edited(exported(review), replace("Miasto się nagrzewa.", "Miasto bardzo się nagrzewa."))
    return_for_changes(by=review.judge, document=review.document, reasons="Poprawić.")
    apply(review, made, review.author)
    suggestion = Suggestion.objects.get()
    decline_suggestion(by=review.colleague, suggestion=suggestion, reason="Nie teraz.")
    declined = Verb.SUGGESTION_DECLINED
    assert not events_visible_to(review.coordinator).filter(verb=declined).exists()
    assert not events_of(review.document.pk).filter(verb=declined).exists()
    assert events_visible_to(review.colleague).filter(verb=declined).exists()


def test_the_pages_upload_show_and_take_over(client: Client) -> None:
    review = submitted_mid()
    client.force_login(review.judge)
    address = f"/praca/ocena/{review.document.slug}/word/"
    answer = client.get(address)
    assert answer.status_code == 200
    made = edited(answer.content, replace("Miasto się nagrzewa.", "Miasto stygnie."))
    file = io.BytesIO(made)
    file.name = "plan.pdf"
    sent = client.post(f"{address}wczytaj/", {"file": file})
    assert sent.status_code == 302
    page = client.get(sent["Location"])
    assert page.status_code == 200
    [edit] = page.context["plan"].edits
    stale = client.post(sent["Location"], {"items": [edit.key], "seen": "x"})
    assert stale.status_code == 422
    none = client.post(sent["Location"], {"seen": page.context["plan"].fingerprint})
    assert none.status_code == 422
    done = client.post(sent["Location"], {"items": [edit.key], "seen": page.context["plan"].fingerprint})
    assert done.status_code == 302
    assert Suggestion.objects.get().proposed == "<p>Miasto stygnie.</p>"


def test_an_improvement_plan_comes_back_as_well() -> None:
    review = submitted_plan()
    found = plan(review, exported(review)).plan
    assert found.items == []
    assert found.unchanged > 5


def test_a_file_of_an_older_version_is_carried_over() -> None:
    """What the authors changed meanwhile stays; where both changed the same words nothing is lost."""
    review = submitted_mid()
    made = edited(exported(review), replace("Chłodne miasto.", "Chłodne, zielone miasto."))
    made = edited(made, replace("Miasto się nagrzewa.", "Miasto stygnie."))
    return_for_changes(by=review.judge, document=review.document, reasons="Poprawić.")
    document = Document.objects.get(pk=review.document.pk)
    write(review, "diagnosis", text="<p>Miasto płonie.</p>")
    write(review, "vision", vision="Chłodne miasto. Dla wszystkich.")
    review.round = submit_for_review(by=review.author, document=document)
    read = plan(review, made)
    assert read.plan.is_older
    assert [edit.proposed for edit in read.plan.edits] == ["Chłodne, zielone miasto. Dla wszystkich."]
    assert [one.text for one in read.plan.leftovers] == ["Miasto stygnie."]


def test_a_comment_that_is_longer_than_one_may_be_goes_on_in_replies() -> None:
    review = submitted_mid()
    long = "Zdanie o drzewach. " * 600
    made = comment(exported(review), "Chłodne miasto.", long, author=str(review.judge))
    assert apply(review, made) == 1
    said = " ".join(words_of(one.text) for one in Thread.objects.get().comments.order_by("created_at"))
    assert said.split() == long.split()
    assert plan(review, made).plan.items == []


def test_more_strays_than_anybody_looks_through_are_refused() -> None:
    review = submitted_mid()

    def change(root: Any) -> None:
        body = root.find(w("body"))
        for number in range(MOST_STRAYS + 1):
            row = etree.SubElement(etree.SubElement(body, w("tbl")), w("tr"))
            etree.SubElement(etree.SubElement(row, w("tc")), w("p")).append(typed(f"Obok {number}"))

    with pytest.raises(InvalidInput):
        plan(review, edited(exported(review), change))

"""Remarks: on places of the version under review, with replies, resolved and opened again."""

import uuid

import pytest
from django.db import IntegrityError, transaction

from activity.models import Event, Notice
from core.exceptions import InvalidInput, NotAllowed, WrongState
from core.richtext import plain
from documents.parts import document_kind
from documents.services import delete_part
from reviews import services
from reviews.enums import ThreadState
from reviews.models import Comment, Thread
from reviews.queries import find_place, open_counts, remarks_of_section, remarks_on
from tests.reviews.factories import Review, row_id, submitted_mid, submitted_plan

pytestmark = pytest.mark.django_db


def remark(review: Review, text: str = "Skąd ten koszt?", **place: str) -> Thread:
    place = place or {"section": "actions", "part_kind": "action", "part_id": row_id(review, "action")}
    return services.add_thread(by=review.judge, document=review.document, text=text, **place)


def test_a_remark_on_a_row() -> None:
    review = submitted_mid()
    thread = remark(review)
    assert str(thread.part_id) == row_id(review, "action")
    assert thread.place_label.endswith("D1 Sadzenie drzew")
    comment = Comment.objects.get()
    assert (comment.author, comment.author_role, comment.text) == (review.judge, "expert", "<p>Skąd ten koszt?</p>")
    assert Event.objects.filter(verb="remarked", document_id=review.document.pk).count() == 1


def test_a_remark_on_a_section_and_on_a_field() -> None:
    review = submitted_mid()
    on_section = remark(review, section="actions")
    on_field = remark(review, section="actions", part_kind="action", part_id=row_id(review, "action"), field="cost")
    assert (on_section.part_kind, on_section.part_id, on_section.field) == ("", None, "")
    assert on_field.field == "cost"
    assert on_field.place_label.startswith("Działania") or on_field.place_label.startswith("Actions")


def test_a_coordinator_remarks_on_a_plan() -> None:
    review = submitted_plan()
    thread = remark(
        review, section="recommendations", part_kind="recommendation", part_id=row_id(review, "recommendation")
    )
    assert thread.opened_by == review.coordinator
    assert f"{review.network.code}-R01" in thread.place_label


@pytest.mark.parametrize(
    "place",
    [
        {"section": "nothing"},
        {"section": "actions", "part_kind": "stakeholder"},
        {"section": "actions", "part_kind": "action", "part_id": str(uuid.uuid4())},
        {"section": "actions", "part_kind": "action", "part_id": "not an id"},
        {"section": "actions", "part_id": str(uuid.uuid4())},
        {"section": "actions", "field": "cost"},
        {"section": "actions", "part_kind": "no_such_kind", "part_id": str(uuid.uuid4())},
    ],
)
def test_a_place_that_the_version_does_not_have(place: dict) -> None:
    review = submitted_mid()
    with pytest.raises(InvalidInput):
        remark(review, **place)
    assert Thread.objects.count() == 0


def test_a_row_of_another_document_is_refused() -> None:
    review, other = submitted_mid(), submitted_mid()
    with pytest.raises(InvalidInput):
        remark(review, section="actions", part_kind="action", part_id=row_id(other, "action"))


def test_an_unknown_field_is_refused() -> None:
    review = submitted_mid()
    with pytest.raises(InvalidInput):
        remark(review, section="actions", part_kind="action", part_id=row_id(review, "action"), field="document_id")


def test_who_may_leave_a_remark() -> None:
    review = submitted_mid()
    for person in (review.author, review.stranger, review.wrong_judge, review.coordinator):
        with pytest.raises(NotAllowed):
            services.add_thread(by=person, document=review.document, section="actions", text="Nie.")
    assert Thread.objects.count() == 0


def test_remarks_are_left_in_an_open_round_only() -> None:
    review = submitted_mid()
    services.accept(by=review.judge, document=review.document)
    with pytest.raises(WrongState):
        remark(review)


def test_the_longest_remark_and_one_more() -> None:
    review = submitted_mid()
    assert plain(remark(review, "ż" * 5000).comments.get().text) == "ż" * 5000
    with pytest.raises(InvalidInput):
        remark(review, "ż" * 5001)


@pytest.mark.parametrize("text", ["", "  \r\n ", "\x00"])
def test_an_empty_remark_is_refused(text: str) -> None:
    review = submitted_mid()
    with pytest.raises(InvalidInput):
        remark(review, text)
    assert Comment.objects.count() == 0


def test_the_database_refuses_an_empty_comment() -> None:
    thread = remark(submitted_mid())
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.create(thread=thread, author_label="x", author_role="expert", text="")


def test_authors_are_told_once_of_the_remarks_of_a_round() -> None:
    review = submitted_mid()
    remark(review)
    remark(review)
    assert {notice.user for notice in Notice.objects.filter(event__verb="remarked")} == {
        review.author,
        review.colleague,
    }
    assert Notice.objects.filter(event__verb="remarked").count() == 2


def test_both_sides_reply_and_are_told() -> None:
    review = submitted_mid()
    thread = remark(review)
    services.reply(by=review.author, thread=thread, text="Z oferty.")
    services.reply(by=review.judge, thread=thread, text="Dziękuję.")
    for person in (review.stranger, review.wrong_judge, review.coordinator):
        with pytest.raises(NotAllowed):
            services.reply(by=person, thread=thread, text="Nie.")
    assert [plain(comment.text) for comment in thread.comments.all()] == ["Skąd ten koszt?", "Z oferty.", "Dziękuję."]
    notices = Notice.objects.filter(event__verb="replied").order_by("event_id")
    assert {notice.user for notice in notices if notice.event.actor == review.author} == {
        review.judge,
        review.colleague,
    }
    assert {notice.user for notice in notices if notice.event.actor == review.judge} == {
        review.author,
        review.colleague,
    }
    assert {notice.path for notice in notices} == {f"/praca/ocena/uwagi/{thread.pk}/"}


def test_the_reviewer_resolves_and_opens_again() -> None:
    review = submitted_mid()
    thread = remark(review)
    for person in (review.author, review.stranger, review.wrong_judge, review.coordinator):
        with pytest.raises(NotAllowed):
            services.resolve(by=person, thread=thread)
    assert services.resolve(by=review.judge, thread=thread).state == ThreadState.RESOLVED
    with pytest.raises(WrongState):
        services.resolve(by=review.judge, thread=thread)
    again = services.reopen_thread(by=review.judge, thread=thread)
    assert (again.state, again.resolved_by, again.resolved_at) == (ThreadState.OPEN, None, None)
    with pytest.raises(WrongState):
        services.reopen_thread(by=review.judge, thread=thread)


def test_the_talk_goes_on_while_the_plan_is_changed_and_ends_with_acceptance() -> None:
    review = submitted_mid()
    thread = remark(review)
    services.return_for_changes(by=review.judge, document=review.document, reasons="Popraw.")
    services.reply(by=review.author, thread=thread, text="Poprawione.")
    services.answer(by=review.author, thread=thread, outcome="done")
    services.submit_for_review(by=review.author, document=review.document)
    services.accept(by=review.judge, document=review.document)
    for act in (services.resolve, lambda by, thread: services.reply(by=by, thread=thread, text="Jeszcze")):
        with pytest.raises(WrongState):
            act(by=review.judge, thread=thread)


def test_a_remark_outlives_its_row() -> None:
    review = submitted_mid()
    thread = remark(review, section="stakeholders", part_kind="stakeholder", part_id=row_id(review, "stakeholder"))
    services.return_for_changes(by=review.judge, document=review.document, reasons="Popraw.")
    kind = document_kind("mid").part_kind("stakeholder")
    row = kind.model._default_manager.get(pk=thread.part_id)
    assert [one.is_gone for one in remarks_of_section(review.document, "stakeholders").all] == [False]
    delete_part(by=review.author, document=review.document, kind=kind, part_id=row.pk, base_version=row.version)
    gone = remarks_of_section(review.document, "stakeholders").all
    assert [(one.is_gone, one.place) for one in gone] == [(True, thread.place_label)]


def test_open_remarks_go_on_to_the_next_round() -> None:
    review = submitted_mid()
    open_one, closed_one = remark(review), remark(review, section="aims")
    services.resolve(by=review.judge, thread=closed_one)
    services.return_for_changes(by=review.judge, document=review.document, reasons="Popraw.")
    services.answer(by=review.author, thread=open_one, outcome="done")
    second = services.submit_for_review(by=review.author, document=review.document)
    assert [one.thread for one in remarks_on(second).all] == [open_one]
    first = review.document.rounds.get(number=1)
    assert [one.thread for one in remarks_on(first).all] == [open_one, closed_one]
    assert open_counts(review.document) == {"actions": 1}


def test_remarks_on_owned_rows_are_shown_with_their_owner() -> None:
    review = submitted_mid()
    content = review.round.version.content
    action = content["parts"]["action"][0]["id"]
    child = {"id": str(uuid.uuid4()), "code": "", "version": 1, "values": {"action": action}, "labels": {}}
    content["parts"]["action_funding"] = [child]
    section = document_kind("mid").section_of(document_kind("mid").part_kind("action_funding")).key
    place = find_place(content, section=section, part_kind="action_funding", part_id=child["id"])
    thread = Thread(section=place.section, part_kind=place.part_kind, part_id=uuid.UUID(place.part_id))
    thread.round, thread.document, thread.number = review.round, review.document, 1
    thread.save()
    shown = remarks_on(review.round)
    assert [one.thread for one in shown.at(section, action)] == [thread]

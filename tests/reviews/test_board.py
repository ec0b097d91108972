"""The board of an edition, reminders, and the desk of a reviewer."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accounts.enums import Role
from activity.enums import Verb
from activity.models import Event, Notice
from core.exceptions import NotAllowed, WrongState
from documents.models import Document
from documents.parts import document_kind
from documents.queries import single
from documents.services import save_part
from reviews.enums import Outcome, RemarkKind, Side
from reviews.models import Look, Round
from reviews.queries.board import board_of
from reviews.queries.followed import followed_by
from reviews.services import accept, add_reviewer, add_thread, answer, resolve, return_for_changes, submit_for_review
from reviews.services.reminders import remind, remind_to_begin
from tests import factories
from tests.reviews.factories import Review, draft_mid, submitted_mid, submitted_plan

pytestmark = pytest.mark.django_db


def edition_of(review: Review):
    return review.network.edition


def row_of(review: Review):
    rows = board_of(edition_of(review)).rows
    return next(row for row in rows if row.document == review.document)


def late(review: Review) -> None:
    Round.objects.update(due_on=timezone.localdate() - datetime.timedelta(days=3))


def rename(review: Review, name: str = "Zielone podwórka i place") -> None:
    title = single(review.document, document_kind("mid").part_kind("record"))
    save_part(
        by=review.author,
        document=review.document,
        kind=document_kind("mid").part_kind("record"),
        part_id=title.pk,
        base_version=title.version,
        new_values={"title": name},
    )


def page(person, **query: str) -> str:
    client = Client()
    client.force_login(person)
    with override("en"):
        return client.get(reverse("board"), query).content.decode()


def test_each_state_says_whose_move_it_is() -> None:
    review = draft_mid()
    assert row_of(review).side == Side.AUTHORS
    review = submitted_mid()
    late(review)
    row = row_of(review)
    assert (row.side, row.is_overdue, row.turn.days_late, row.may_be_reminded) == (Side.REVIEWERS, True, 3, True)
    accept(by=review.judge, document=review.document)
    row = row_of(review)
    assert (row.side, row.is_overdue) == (Side.COORDINATOR, False)


def test_a_plan_in_which_nobody_writes_is_stale() -> None:
    review = draft_mid()
    long_ago = timezone.now() - datetime.timedelta(days=40)
    Document.objects.update(state_since=long_ago)
    assert row_of(review).is_stale
    rename(review)
    assert not row_of(review).is_stale


def test_private_notes_and_praise_are_no_open_remarks() -> None:
    review = submitted_mid()
    for kind in RemarkKind.values:
        add_thread(by=review.judge, document=review.document, section="actions", text="Uwaga.", kind=kind)
    assert row_of(review).open_remarks == 2


def test_the_board_asks_as_often_for_many_cities(django_assert_num_queries) -> None:
    review = submitted_mid()
    edition = edition_of(review)
    with django_assert_num_queries(7):
        assert len(board_of(edition).rows) == 2
    for _number in range(3):
        factories.initiative(factories.participation(network=review.network))
    factories.plan(review.network)
    with django_assert_num_queries(7):
        assert len(board_of(edition).rows) == 6


def test_the_board_lists_what_is_chosen() -> None:
    review = submitted_mid()
    late(review)
    city = str(review.document.initiative.participation.city)
    whole = page(review.coordinator)
    assert whole.count("board-title") == 2
    assert f">{city}<" in whole
    assert page(review.coordinator, pokaz="po-terminie").count("board-title") == 1
    assert page(review.coordinator, pokaz="koordynator").count("board-title") == 0
    assert page(review.coordinator, siec=review.network.slug).count("board-title") == 2
    client = Client()
    client.force_login(review.coordinator)
    assert client.get(reverse("board"), {"pokaz": "x"}).status_code == 404
    assert client.get(reverse("board"), {"edycja": "x"}).status_code == 404


def test_a_programme_without_cities_has_an_empty_board() -> None:
    assert "board-grid" not in page(factories.coordinator())


def test_one_click_reminds_those_whose_move_it_is() -> None:
    review = submitted_mid()
    event = remind(by=review.coordinator, document=review.document)
    assert {notice.user for notice in Notice.objects.filter(event=event)} == {review.judge}
    assert Notice.objects.filter(event=event, waits=True).count() == 1
    with pytest.raises(WrongState):
        remind(by=review.coordinator, document=review.document)
    Event.objects.filter(pk=event.pk).update(at=timezone.now() - datetime.timedelta(hours=25))
    return_for_changes(by=review.judge, document=review.document, reasons="Proszę dopisać koszty.")
    event = remind(by=review.coordinator, document=review.document)
    assert {notice.user for notice in event.notices.all()} == {review.author, review.colleague}


def test_only_a_coordinator_reminds_and_never_of_nothing() -> None:
    review = submitted_mid()
    for person in (review.author, review.judge, review.stranger):
        with pytest.raises(NotAllowed):
            remind(by=person, document=review.document)
    Document.objects.filter(pk=review.document.pk).update(state="published")
    with pytest.raises(WrongState):
        remind(by=review.coordinator, document=review.document)
    assert not Event.objects.filter(verb=Verb.REMINDED).exists()


def test_a_team_is_reminded_to_begin_once() -> None:
    participation = factories.participation()
    member, coordinator = factories.member(participation), factories.coordinator()
    event = remind_to_begin(by=coordinator, participation=participation)
    assert [notice.user for notice in event.notices.all()] == [member]
    with pytest.raises(WrongState):
        remind_to_begin(by=coordinator, participation=participation)
    begun = factories.initiative().participation
    with pytest.raises(WrongState):
        remind_to_begin(by=coordinator, participation=begun)


def test_the_button_of_the_board_comes_back_to_it() -> None:
    review = submitted_mid()
    client = Client()
    client.force_login(review.coordinator)
    back = reverse("board") + "?pokaz=recenzenci"
    answer = client.post(reverse("document_remind", args=["mid", review.document.slug]), {"next": back})
    assert (answer.status_code, answer["Location"]) == (302, back)
    again = client.post(reverse("document_remind", args=["mid", review.document.slug]))
    assert again.status_code == 409


def test_an_expert_sees_what_waits_first_and_what_is_new() -> None:
    review = submitted_mid()
    factories.initiative(factories.participation(network=review.network))
    followed = followed_by(review.judge)
    assert [one.turn.side for one in followed] == [Side.REVIEWERS, Side.AUTHORS]
    first = followed[0]
    assert (first.document, first.is_new_version, first.progress.total) == (review.document, True, 0)
    Look.objects.create(user=review.judge, version=review.round.version)
    assert not followed_by(review.judge)[0].is_new_version


def test_a_guest_reads_the_title_of_the_version_and_of_no_later_changes() -> None:
    review = draft_mid()
    frozen = "Podwórka"
    rename(review, frozen)
    submit_for_review(by=review.author, document=review.document)
    guest = factories.user(Role.EXPERT)
    add_reviewer(by=review.judge, document=review.document, user=guest)
    rename(review)
    assert [(one.title, one.changes) for one in followed_by(guest)] == [(frozen, 0)]
    assert [(one.title, one.changes) for one in followed_by(review.judge)] == [("Zielone podwórka i place", 1)]


def test_an_expert_sees_how_far_the_city_is_with_the_remarks() -> None:
    review = submitted_mid()
    threads = [
        add_thread(by=review.judge, document=review.document, section="actions", text="Uwaga.", kind=kind)
        for kind in (RemarkKind.MUST, RemarkKind.SHOULD, RemarkKind.PRAISE)
    ]
    return_for_changes(by=review.judge, document=review.document, reasons="Proszę dopisać koszty.")
    for thread in threads[:2]:
        answer(by=review.author, thread=thread, outcome=Outcome.DONE)
    submit_for_review(by=review.author, document=review.document)
    resolve(by=review.judge, thread=threads[0])
    progress = followed_by(review.judge)[0].progress
    assert (progress.total, progress.answered, progress.resolved, progress.left) == (2, 1, 1, 0)


def test_a_reviewers_desk_asks_as_often_for_many_plans(django_assert_num_queries) -> None:
    review = submitted_mid()
    with django_assert_num_queries(6):
        assert len(followed_by(review.judge)) == 1
    for _number in range(3):
        factories.initiative(factories.participation(network=review.network))
    with django_assert_num_queries(6):
        assert len(followed_by(review.judge)) == 4


def test_nobody_else_follows_anything() -> None:
    review = submitted_plan()
    assert followed_by(review.stranger) == []
    assert followed_by(factories.ministry_member(factories.institution())) == []


def test_the_desk_of_an_expert_shows_the_plans() -> None:
    review = submitted_mid()
    client = Client()
    client.force_login(review.judge)
    text = client.get(reverse("desk")).content.decode()
    assert text.count("followed__plan--mine") == 1
    assert reverse("review", args=[review.document.slug]) in text

"""Rounds: opened by a submission, closed by one verdict."""

import threading

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from activity.enums import Verb
from activity.models import Event, Notice
from core.exceptions import InvalidInput, NotAllowed, WrongState
from documents.enums import State
from documents.exceptions import Incomplete
from documents.models import Document
from documents.services import submit
from reviews import services
from reviews.enums import RoundState
from reviews.models import Round
from reviews.queries import last_return, open_round, rounds_of, waiting_for
from tests import factories
from tests.reviews.factories import draft_mid, submitted_mid, submitted_plan

pytestmark = pytest.mark.django_db

BOTH = pytest.mark.parametrize("make", [submitted_mid, submitted_plan], ids=["mid", "pu"])


def told(verb: str) -> set:
    return {notice.user for notice in Notice.objects.filter(event__verb=verb).select_related("user")}


def test_submitting_opens_a_round_and_tells_both_sides() -> None:
    review = draft_mid()
    opened = services.submit_for_review(by=review.author, document=review.document, note=" Prosimy o uwagi. ")
    assert (opened.number, opened.note, opened.state, opened.closed_at) == (1, "Prosimy o uwagi.", "submitted", None)
    assert opened.version == review.document.versions.get()
    assert told("submitted") == {review.judge, review.colleague}
    assert Notice.objects.filter(path=f"/praca/ocena/{review.document.slug}/").count() == 2
    assert list(waiting_for(review.judge)) == [opened]
    for person in (review.author, review.stranger, review.wrong_judge, review.coordinator):
        assert list(waiting_for(person)) == []


def test_coordinators_are_told_where_a_network_has_no_expert() -> None:
    participation = factories.participation()
    document = factories.initiative(participation).document
    author, coordinator = factories.member(participation), factories.coordinator()
    factories.fill_mid(document, by=author)
    services.submit_for_review(by=author, document=document)
    assert coordinator in told("submitted")


def test_a_plan_waits_for_coordinators() -> None:
    review = submitted_plan()
    assert list(waiting_for(review.coordinator)) == [review.round]
    assert list(waiting_for(review.wrong_judge)) == []


def test_only_the_authors_submit() -> None:
    review = draft_mid()
    for person in (review.judge, review.stranger, review.wrong_judge, review.coordinator):
        with pytest.raises(NotAllowed):
            services.submit_for_review(by=person, document=review.document)
    assert Round.objects.count() == 0


def test_an_incomplete_document_opens_no_round() -> None:
    participation = factories.participation()
    document = factories.initiative(participation).document
    with pytest.raises(Incomplete):
        services.submit_for_review(by=factories.member(participation), document=document)
    assert Round.objects.count() == 0


@BOTH
def test_a_return_gives_reasons(make) -> None:
    review = make()
    services.return_for_changes(by=review.judge, document=review.document, reasons="Brak kosztów.")
    review.document.refresh_from_db()
    closed = Round.objects.get()
    assert review.document.state == State.RETURNED
    assert (closed.state, closed.reasons, closed.closed_by) == (RoundState.RETURNED, "Brak kosztów.", review.judge)
    assert {review.author, review.colleague} <= told("returned")
    assert last_return(review.document) == closed


@BOTH
def test_an_acceptance_is_told_to_all(make) -> None:
    review = make()
    services.accept(by=review.judge, document=review.document)
    review.document.refresh_from_db()
    assert review.document.state == State.ACCEPTED
    assert Round.objects.get().state == RoundState.ACCEPTED
    people = told("accepted")
    assert {review.author, review.colleague, review.coordinator} - people == {review.coordinator} & {review.judge}
    assert {review.judge, review.stranger, review.wrong_judge} & people == set()


@BOTH
def test_who_may_not_judge(make) -> None:
    review = make()
    people = {review.author, review.colleague, review.stranger, review.wrong_judge, review.coordinator} - {review.judge}
    for person in people:
        with pytest.raises(NotAllowed):
            services.accept(by=person, document=review.document)
        with pytest.raises(NotAllowed):
            services.return_for_changes(by=person, document=review.document, reasons="Nie.")
    review.document.refresh_from_db()
    assert review.document.state == State.SUBMITTED


@BOTH
def test_taking_back_closes_the_round(make) -> None:
    review = make()
    for person in {review.judge, review.stranger, review.coordinator}:
        with pytest.raises(NotAllowed):
            services.take_back(by=person, document=review.document)
    services.take_back(by=review.author, document=review.document)
    review.document.refresh_from_db()
    assert review.document.state == State.DRAFT
    assert Round.objects.get().state == RoundState.WITHDRAWN
    assert review.judge in told("taken_back")
    assert last_return(review.document) is None


def test_the_second_round_keeps_the_first_readable() -> None:
    review = submitted_mid()
    services.return_for_changes(by=review.judge, document=review.document, reasons="Popraw.")
    second = services.submit_for_review(by=review.author, document=review.document)
    assert second.number == 2
    assert [(one.number, one.state) for one in rounds_of(review.document)] == [(2, "submitted"), (1, "returned")]
    assert open_round(review.document) == second


@pytest.mark.parametrize("reasons", ["", "   \n", "x" * 10_001])
def test_reasons_are_needed_and_limited(reasons: str) -> None:
    review = submitted_mid()
    with pytest.raises(InvalidInput):
        services.return_for_changes(by=review.judge, document=review.document, reasons=reasons)
    review.document.refresh_from_db()
    assert review.document.state == State.SUBMITTED


def test_a_document_without_a_round_is_not_judged() -> None:
    """A state that only a write past the services can make: it is refused, and the authors can take it back."""
    review = draft_mid()
    submit(by=review.author, document=review.document)
    with pytest.raises(WrongState):
        services.accept(by=review.judge, document=review.document)
    assert services.take_back(by=review.author, document=review.document) is None


def test_an_expert_who_left_judges_no_more() -> None:
    review = submitted_mid()
    review.judge.specialisms.update(until=timezone.localdate())
    with pytest.raises(NotAllowed):
        services.accept(by=review.judge, document=review.document)


def test_the_database_holds_one_open_round() -> None:
    review = submitted_mid()
    version = review.document.versions.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.create(document=review.document, version=version, number=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.create(
            document=review.document, version=version, number=1, closed_at=timezone.now(), state="accepted"
        )


def test_the_database_wants_a_verdict_and_reasons() -> None:
    review = submitted_mid()
    rounds = Round.objects.filter(document=review.document)
    with pytest.raises(IntegrityError), transaction.atomic():
        rounds.update(closed_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        rounds.update(state="accepted")
    with pytest.raises(IntegrityError), transaction.atomic():
        rounds.update(closed_at=timezone.now(), state="returned")


def test_nothing_is_mailed_before_commit(django_capture_on_commit_callbacks, settings) -> None:
    settings.CELERY_TASK_ALWAYS_EAGER = True
    review = submitted_mid()
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        services.accept(by=review.judge, document=review.document)
    assert mail.outbox == []
    assert len(callbacks) == 2


@pytest.mark.django_db(transaction=True)
def test_two_verdicts_at_once() -> None:
    """One verdict stands; the other window is told that the state has changed. One event, one closed round."""
    review = submitted_mid()
    barrier, outcomes = threading.Barrier(2), []

    def judge(act) -> None:
        try:
            barrier.wait()
            act()
            outcomes.append("done")
        except WrongState:
            outcomes.append("refused")
        finally:
            connection.close()

    document = Document.objects.get(pk=review.document.pk)
    threads = [
        threading.Thread(target=judge, args=(lambda: services.accept(by=review.judge, document=document),)),
        threading.Thread(
            target=judge,
            args=(lambda: services.return_for_changes(by=review.judge, document=document, reasons="Popraw."),),
        ),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "refused"]
    assert Round.objects.get().state in {RoundState.ACCEPTED, RoundState.RETURNED}
    assert Event.objects.filter(verb__in=["accepted", "returned"]).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_authors_submitting_at_once() -> None:
    review = draft_mid()
    barrier, outcomes = threading.Barrier(2), []

    def submit(person) -> None:
        try:
            barrier.wait()
            services.submit_for_review(by=person, document=review.document)
            outcomes.append("done")
        except WrongState:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=submit, args=(one,)) for one in (review.author, review.colleague)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "refused"]
    assert Round.objects.count() == 1


def test_the_date_by_which_something_is_asked_is_told_with_it() -> None:
    review = submitted_mid()
    assert review.round is not None
    asked = Notice.objects.get(user=review.judge, event__verb=Verb.SUBMITTED)
    assert (asked.waits, asked.event.until) == (True, review.round.due_on)
    closed = services.return_for_changes(by=review.judge, document=review.document, reasons="Brak kosztów.")
    asked = Notice.objects.get(user=review.author, event__verb=Verb.RETURNED)
    assert (asked.waits, asked.event.until) == (True, closed.answer_due_on)

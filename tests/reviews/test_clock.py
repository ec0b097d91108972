"""What the clock does for rounds: a draft that moved on, dates that passed; each is told once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activity.models import Event, Notice
from documents.models import Document
from documents.parts import document_kind
from documents.queries import rows
from documents.services import save_part
from networks.models import Specialist
from reviews import periodic, services
from reviews.models import Round
from reviews.services import clock
from tests import factories
from tests.reviews.factories import Review, submitted_mid

pytestmark = pytest.mark.django_db


def told(verb: str) -> list:
    return [notice.user for notice in Notice.objects.filter(event__verb=verb).select_related("user").order_by("id")]


def write_on(review: Review, text: str = "<p>Nowe słowa.</p>") -> None:
    kind = document_kind("mid").part_kind("diagnosis")
    part = rows(review.document, kind)[0]
    save_part(
        by=review.author,
        document=review.document,
        kind=kind,
        part_id=part.pk,
        base_version=part.version,
        new_values={"text": text},
    )


@pytest.fixture
def quiet(monkeypatch) -> None:
    """As if half an hour had passed since the last word."""
    monkeypatch.setattr(clock, "QUIET", timedelta(minutes=-1))


def put_due(review: Review, days_ago: int, name: str = "due_on") -> None:
    Round.objects.filter(document=review.document).update(**{name: timezone.localdate() - timedelta(days=days_ago)})


def test_reviewers_are_told_once_and_only_when_the_authors_are_quiet(monkeypatch) -> None:
    review = submitted_mid()
    services.tell_of_drafts()
    assert told("draft_moved_on") == []
    write_on(review)
    services.tell_of_drafts()
    assert told("draft_moved_on") == []
    monkeypatch.setattr(clock, "QUIET", timedelta(minutes=-1))
    services.tell_of_drafts()
    assert told("draft_moved_on") == [review.judge]
    assert Event.objects.get(verb="draft_moved_on").actor == review.author
    write_on(review, "<p>Jeszcze inne.</p>")
    services.tell_of_drafts()
    assert told("draft_moved_on") == [review.judge]


@pytest.mark.usefixtures("quiet")
def test_a_draft_that_stayed_is_no_news() -> None:
    submitted_mid()
    services.tell_of_drafts()
    assert told("draft_moved_on") == []


@pytest.mark.usefixtures("quiet")
def test_the_next_round_tells_anew() -> None:
    review = submitted_mid()
    write_on(review)
    services.tell_of_drafts()
    services.take_back(by=review.author, document=review.document)
    services.submit_for_review(by=review.author, document=review.document)
    services.tell_of_drafts()
    assert told("draft_moved_on") == [review.judge]
    write_on(review, "<p>Trzecie słowa.</p>")
    services.tell_of_drafts()
    assert told("draft_moved_on") == [review.judge] * 2


def test_a_late_review_is_told_to_reviewers_then_to_coordinators() -> None:
    review = submitted_mid()
    put_due(review, 0)
    services.tell_of_overdue()
    assert told("overdue") == []
    put_due(review, 1)
    for _ in range(2):
        services.tell_of_overdue()
    assert told("overdue") == [review.judge]
    put_due(review, 4)
    services.tell_of_overdue()
    # Another date, three more days past: told of the date, and the coordinators now.
    assert set(told("overdue")) >= {review.judge, review.coordinator}
    count = len(told("overdue"))
    services.tell_of_overdue()
    assert len(told("overdue")) == count


def test_a_date_that_was_changed_counts_anew() -> None:
    review = submitted_mid()
    put_due(review, 2)
    services.tell_of_overdue()
    today = timezone.localdate()
    services.extend(by=review.judge, document=review.document, due_on=today, reason="Urlop.")
    services.tell_of_overdue()
    assert told("overdue") == [review.judge]
    put_due(review, 1)
    services.tell_of_overdue()
    assert told("overdue") == [review.judge] * 2


def test_late_answers_are_told_to_the_authors() -> None:
    review = submitted_mid()
    services.return_for_changes(by=review.judge, document=review.document, reasons="Popraw.")
    put_due(review, 1, "answer_due_on")
    for _ in range(2):
        services.tell_of_overdue()
    assert set(told("overdue")) == {review.author, review.colleague}
    assert len(told("overdue")) == 2
    assert all(Notice.objects.filter(event__verb="overdue").values_list("waits", flat=True))
    put_due(review, 5, "answer_due_on")
    services.tell_of_overdue()
    assert review.coordinator in told("overdue")


def test_nothing_is_late_after_the_verdict_or_a_new_submission() -> None:
    review = submitted_mid()
    services.return_for_changes(by=review.judge, document=review.document, reasons="Popraw.")
    put_due(review, 9, "answer_due_on")
    services.submit_for_review(by=review.author, document=review.document)
    services.tell_of_overdue()
    assert told("overdue") == []
    services.accept(by=review.judge, document=review.document)
    put_due(review, 9)
    services.tell_of_overdue()
    assert told("overdue") == []


def test_one_fault_does_not_stop_the_clock(monkeypatch) -> None:
    first, second = submitted_mid(), submitted_mid()
    put_due(first, 1)
    put_due(second, 1)
    tell = clock._tell_of_date

    def faulty(document: Document, current: Round) -> None:
        if document.pk == first.document.pk:
            raise RuntimeError("kaput")
        tell(document, current)

    monkeypatch.setattr(clock, "_tell_of_date", faulty)
    services.tell_of_overdue()
    assert told("overdue") == [second.judge]


@pytest.mark.usefixtures("quiet")
def test_the_tasks_may_run_twice() -> None:
    review = submitted_mid()
    Specialist.objects.filter(user=review.judge).update(until=timezone.localdate())
    factories.coordinator()
    put_due(review, 9)
    write_on(review)
    for _ in range(2):
        periodic.look_after_rounds()
        periodic.tell_of_overdue()
    assert Event.objects.filter(verb="draft_moved_on").count() == 1
    assert Event.objects.filter(verb="overdue").count() == 2

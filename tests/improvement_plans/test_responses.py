"""What addressees say of recommendations: who may say it, what may follow what, what the whole comes to."""

import datetime
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from activity.enums import Verb
from activity.models import Event, Notice
from core.exceptions import InvalidInput, NotAllowed, WrongState
from documents.enums import State
from documents.models import Document, Version
from improvement_plans.enums import Overdue, Status
from improvement_plans.models import Course, InstitutionMember, Recommendation, Response
from improvement_plans.policies import ANSWER_WITHIN, NEWS_WITHIN, STATUS_MOVES, overdue, overdue_of, status_of
from improvement_plans.queries import (
    courses_visible_to,
    next_statuses,
    overdue_by,
    public_evidence,
    recommendations_visible_to,
    unanswered_by,
)
from improvement_plans.services import AnsweredMeanwhile, Letter, Shown, mark_published
from tests import factories
from tests.improvement_plans.factories import answer, fill_plan, published_plan

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 6, 15)


def stand_at(course: Course, status: str, **values: Any) -> Course:
    """Put a course into a status as if its addressee had said so today."""
    heard = {} if status == Status.NEW else {"version": 1, "heard_on": timezone.localdate()}
    Course.objects.filter(pk=course.pk).update(**{"status": status, **heard, **values})
    course.refresh_from_db()
    return course


def test_every_addressee_of_the_published_version_is_asked() -> None:
    lead, other = factories.institution(), factories.institution()
    _plan, recommendation, _editor = published_plan(lead, other)
    courses = recommendation.courses.all()
    assert [(one.institution, one.leads, one.status) for one in courses] == [
        (lead, True, Status.NEW),
        (other, False, Status.NEW),
    ]
    assert {one.asked_on for one in courses} == {timezone.localdate()}


def test_a_recommendation_without_an_addressee_is_the_programmes_own() -> None:
    plan, recommendation, _editor = published_plan()
    version = plan.document.versions.get()
    values = {**version.content["parts"]["recommendation"][0]["values"], "lead_institution": None}
    _publish_again(plan.document, recommendation, values)
    course = recommendation.courses.get(is_asked=True)
    assert (course.institution, course.leads) == (None, True)
    with pytest.raises(NotAllowed):
        answer(factories.ministry_member(factories.institution()), recommendation)
    answer(factories.coordinator(), recommendation)
    recommendation.refresh_from_db()
    assert recommendation.status == Status.ACCEPTED


def test_a_new_version_asks_others_and_keeps_what_was_said() -> None:
    first, second, third = (factories.institution() for _ in range(3))
    plan, recommendation, _editor = published_plan(first, second)
    answer(factories.ministry_member(first), recommendation, first, Status.REJECTED)
    version = plan.document.versions.get()
    old = version.content["parts"]["recommendation"][0]["values"]
    _publish_again(plan.document, recommendation, {**old, "lead_institution": str(third.pk), "institutions": []})
    found = {one.institution: (one.leads, one.is_asked) for one in recommendation.courses.all()}
    assert found == {first: (False, False), third: (True, True)}
    recommendation.refresh_from_db()
    assert recommendation.status == Status.NEW
    with pytest.raises(NotAllowed):
        answer(factories.ministry_member(first), recommendation, first, Status.ACCEPTED)


def _publish_again(document: Document, recommendation: Recommendation, values: dict[str, Any]) -> None:
    content = document.versions.first().content
    content["parts"]["recommendation"] = [{"id": str(recommendation.pk), "values": values}]
    version = Version(document=document, number=2, content=content)
    mark_published(by=factories.coordinator(), document=document, version=version)


def test_the_addressee_answers() -> None:
    institution = factories.institution()
    _plan, recommendation, editor = published_plan(institution)
    clerk = factories.ministry_member(institution)
    response = answer(clerk, recommendation, institution)
    recommendation.refresh_from_db()
    assert (response.by_label, response.by_letter, response.said_on) == (str(clerk), False, timezone.localdate())
    assert recommendation.status == Status.ACCEPTED
    assert recommendation.status_since == timezone.localdate()
    event = Event.objects.get(verb=Verb.ANSWERED)
    assert (event.document_id, event.target_label) == (None, f"{recommendation.code} Zdefiniować zieleń")
    notice = Notice.objects.get(event=event)
    assert (notice.user, notice.path) == (editor, f"/praca/rekomendacje/{recommendation.code}/")


def test_the_other_addressees_are_told() -> None:
    lead, other = factories.institution(), factories.institution()
    _plan, recommendation, editor = published_plan(lead, other)
    colleague = factories.ministry_member(other)
    answer(factories.ministry_member(lead), recommendation, lead)
    assert {notice.user for notice in Notice.objects.filter(event__verb=Verb.ANSWERED)} == {editor, colleague}


def test_who_may_not_answer() -> None:
    institution, other = factories.institution(), factories.institution()
    plan, recommendation, editor = published_plan(institution, other)
    outsider = factories.ministry_member(other)
    former = factories.ministry_member(institution)
    InstitutionMember.objects.filter(user=former).update(until=datetime.date(2024, 1, 1))
    for person in [factories.user(), factories.expert(plan.network), editor, outsider, former]:
        with pytest.raises(NotAllowed):
            answer(person, recommendation, institution)
    assert Response.objects.count() == 0


def test_only_a_coordinator_enters_a_letter() -> None:
    institution = factories.institution()
    _plan, recommendation, _editor = published_plan(institution)
    with pytest.raises(NotAllowed):
        answer(factories.ministry_member(institution), recommendation, institution, letter=Letter("DRP.1"))
    response = answer(factories.coordinator(), recommendation, institution, letter=Letter("DRP.1"))
    assert (response.by_letter, response.letter_mark, response.institution) == (True, "DRP.1", institution)


@pytest.mark.parametrize("old", Status.values)
@pytest.mark.parametrize("new", Status.values)
def test_which_status_follows_which(old: str, new: str) -> None:
    _plan, recommendation, _editor = published_plan()
    course = stand_at(recommendation.courses.get(), old)
    said = {"url": "https://gov.example/dowod"}
    if new in STATUS_MOVES[old]:
        answer(factories.coordinator(), recommendation, None, new, **said)
    else:
        with pytest.raises(InvalidInput):
            answer(factories.coordinator(), recommendation, None, new, **said)
    course.refresh_from_db()
    assert course.status == (new if new in STATUS_MOVES[old] else old)
    assert (new in dict(next_statuses(stand_at(course, old)))) == (new in STATUS_MOVES[old])


def test_an_unknown_status_is_refused_by_service_and_database() -> None:
    _plan, recommendation, _editor = published_plan()
    with pytest.raises(InvalidInput):
        answer(factories.coordinator(), recommendation, None, "wymyślony")
    course, today = recommendation.courses.get(), timezone.localdate()
    for status in ("x", Status.NEW):
        with pytest.raises(IntegrityError), transaction.atomic():
            Response.objects.create(course=course, status=status, text="x", by_label="x", said_on=today)
    with pytest.raises(IntegrityError), transaction.atomic():
        Course.objects.filter(pk=course.pk).update(status=Status.ACCEPTED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Course.objects.create(recommendation=recommendation, institution=course.institution, asked_on=today)


def test_the_same_status_keeps_its_date() -> None:
    _plan, recommendation, _editor = published_plan()
    coordinator = factories.coordinator()
    answer(coordinator, recommendation)
    past = datetime.date(2024, 5, 1)
    Course.objects.update(since=past)
    type(recommendation).objects.filter(pk=recommendation.pk).update(status_since=past)
    answer(coordinator, recommendation, text="Prace trwają.")
    recommendation.refresh_from_db()
    assert recommendation.status_since == past
    course = recommendation.courses.get()
    assert (course.since, course.version, course.responses.count()) == (past, 2, 2)


@pytest.mark.parametrize(
    ("lead", "others", "whole"),
    [
        (Status.NEW, [], Status.NEW),
        (Status.NEW, [Status.REJECTED], Status.NEW),
        (Status.NEW, [Status.DONE], Status.RUNNING),
        (Status.NEW, [Status.ALREADY, Status.ACCEPTED], Status.RUNNING),
        (Status.NEW, [Status.CLOSED, Status.PARTLY], Status.PARTLY),
        (Status.NEW, [Status.REJECTED, Status.RUNNING], Status.RUNNING),
        (Status.NEW, [Status.ANALYSIS, Status.OBSOLETE], Status.ANALYSIS),
        (Status.REJECTED, [Status.RUNNING], Status.REJECTED),
        (Status.DONE, [Status.NEW, Status.ACCEPTED], Status.DONE),
    ],
)
def test_the_leading_addressee_speaks_for_the_whole(lead: str, others: list[str], whole: str) -> None:
    courses = [Course(status=lead, leads=True), *[Course(status=status) for status in others]]
    assert status_of(courses) == whole
    assert status_of(reversed(courses)) == whole


def test_where_nobody_leads_what_tells_most_counts() -> None:
    assert status_of([Course(status=Status.DONE), Course(status=Status.NEW)]) == Status.DONE
    assert status_of([Course(status=Status.REJECTED)]) == Status.REJECTED
    assert status_of([]) == Status.NEW


def test_one_who_is_no_longer_asked_does_not_count() -> None:
    assert status_of([Course(status=Status.RUNNING, is_asked=False)]) == Status.NEW


def test_two_officials_at_once() -> None:
    institution = factories.institution()
    _plan, recommendation, _editor = published_plan(institution)
    one, two = (factories.ministry_member(institution) for _ in range(2))
    answer(one, recommendation, institution, expected=0)
    with pytest.raises(AnsweredMeanwhile):
        answer(two, recommendation, institution, Status.REJECTED, expected=0)
    answer(two, recommendation, institution, Status.REJECTED, expected=1)
    assert [response.status for response in Response.objects.all()] == [Status.REJECTED, Status.ACCEPTED]


def test_dates_that_cannot_be() -> None:
    institution = factories.institution()
    _plan, recommendation, _editor = published_plan(institution)
    coordinator, today = factories.coordinator(), timezone.localdate()
    day = datetime.timedelta(days=1)
    for said_on in (today + day, today - day):
        with pytest.raises(InvalidInput):
            answer(coordinator, recommendation, institution, said_on=said_on)
    with pytest.raises(InvalidInput):
        answer(coordinator, recommendation, institution, planned_on=today - day)
    with pytest.raises(InvalidInput):
        answer(coordinator, recommendation, institution, Status.REJECTED, planned_on=today + day)
    Course.objects.update(asked_on=today - 10 * day)
    answer(coordinator, recommendation, institution, said_on=today - 5 * day, planned_on=today - day)
    with pytest.raises(InvalidInput):
        answer(coordinator, recommendation, institution, said_on=today - 6 * day)
    # News about a date that has passed need not change the date.
    answer(coordinator, recommendation, institution, Status.RUNNING, planned_on=today - day)


def test_what_is_called_done_must_be_shown() -> None:
    institution = factories.institution()
    _plan, recommendation, _editor = published_plan(institution)
    clerk = factories.ministry_member(institution)
    with pytest.raises(InvalidInput):
        answer(clerk, recommendation, institution, Status.ALREADY)
    answer(clerk, recommendation, institution, Status.RUNNING, url="https://gov.example/projekt")
    # What was shown before counts.
    answer(clerk, recommendation, institution, Status.DONE)


def test_evidence_is_checked_by_its_content_and_public_with_its_plan() -> None:
    institution = factories.institution()
    plan, recommendation, _editor = published_plan(institution)
    clerk = factories.ministry_member(institution)
    bad = [Shown("Plik", file=SimpleUploadedFile("akt.pdf", b"<script>alert(1)</script>"))]
    with pytest.raises(ValidationError):
        answer(clerk, recommendation, institution, evidence=bad)
    good = [Shown("Plik", file=SimpleUploadedFile("akt.pdf", b"%PDF-1.7\n%%EOF\n"))]
    response = answer(clerk, recommendation, institution, Status.RUNNING, evidence=good)
    kept = response.evidence.get()
    assert (kept.content_type, kept.size) == ("application/pdf", 15)
    assert list(public_evidence()) == [kept]
    Document.objects.filter(pk=plan.document_id).update(state=State.WITHDRAWN)
    assert list(public_evidence()) == []


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_what_is_overdue(days: int) -> None:
    """The rule in Python and the condition in the database say the same, also around the last day."""
    _plan, recommendation, _editor = published_plan()
    course = recommendation.courses.get()
    shift = datetime.timedelta(days=days)
    expected: dict[tuple[str, ...], Overdue | None] = {}
    for status in Status.values:
        for name, within, reason in (
            ("asked_on", ANSWER_WITHIN, Overdue.ANSWER),
            ("heard_on", NEWS_WITHIN, Overdue.SILENT),
            ("planned_on", 0, Overdue.PLANNED),
        ):
            day = TODAY - datetime.timedelta(days=within) + shift
            kept = {"asked_on": TODAY, "planned_on": None, "heard_on": TODAY if status != Status.NEW else None}
            if name == "heard_on" and status == Status.NEW:
                continue
            found = stand_at(course, status, **{**kept, name: day})
            open_ = status in (Status.ANALYSIS, Status.ACCEPTED, Status.PARTLY, Status.RUNNING)
            applies = status == Status.NEW if name == "asked_on" else open_
            expected[status, name] = reason if applies and days < 0 else None
            assert overdue_of(found, TODAY) == expected[status, name]
            assert Course.objects.filter(overdue(TODAY)).exists() == (expected[status, name] is not None)
    assert (set(expected.values()) == {None}) == (days >= 0)


def test_one_who_is_no_longer_asked_owes_nothing() -> None:
    _plan, recommendation, _editor = published_plan()
    long_ago = TODAY - datetime.timedelta(days=400)
    course = stand_at(recommendation.courses.get(), Status.NEW, asked_on=long_ago, is_asked=False)
    assert overdue_of(course, TODAY) is None
    assert not Course.objects.filter(overdue(TODAY)).exists()


@pytest.mark.parametrize("state", [state for state in State.values if state != State.PUBLISHED])
def test_only_public_recommendations_are_answered_or_listed(state: str) -> None:
    plan, recommendation, _editor = published_plan()
    Document.objects.filter(pk=plan.document_id).update(state=state)
    coordinator = factories.coordinator()
    with pytest.raises(WrongState):
        answer(coordinator, recommendation)
    assert list(recommendations_visible_to(coordinator)) == []
    assert list(courses_visible_to(coordinator)) == []


def test_an_edition_that_has_ended_is_still_tracked() -> None:
    institution = factories.institution()
    plan, recommendation, _editor = published_plan(institution)
    edition = plan.network.edition
    edition.starts, edition.ends, edition.is_current = datetime.date(2017, 1, 1), datetime.date(2019, 12, 31), False
    edition.save()
    clerk = factories.ministry_member(institution)
    assert list(unanswered_by(clerk)) == [recommendation.courses.get()]
    answer(clerk, recommendation, institution)


def test_who_sees_the_list() -> None:
    institution = factories.institution()
    plan, recommendation, editor = published_plan(institution)
    clerk = factories.ministry_member(institution)
    people = [clerk, editor, factories.coordinator(), factories.expert(plan.network), factories.user()]
    for person in people:
        assert list(recommendations_visible_to(person)) == [recommendation]


def test_what_waits_for_an_institution() -> None:
    institution = factories.institution()
    _plan, recommendation, _editor = published_plan(institution)
    published_plan()
    clerk = factories.ministry_member(institution)
    course = recommendation.courses.get()
    assert list(unanswered_by(clerk)) == [course]
    answer(clerk, recommendation, institution)
    assert list(unanswered_by(clerk)) == []
    later = timezone.localdate() + datetime.timedelta(days=NEWS_WITHIN)
    assert list(overdue_by(clerk, later)) == []
    assert list(overdue_by(clerk, later + datetime.timedelta(days=1))) == [course]


def test_a_draft_is_never_listed() -> None:
    plan = factories.plan()
    fill_plan(plan.document, by=factories.pu_editor(plan.network))
    assert list(recommendations_visible_to(factories.coordinator())) == []


def test_the_answer_is_mailed_after_commit(django_capture_on_commit_callbacks, settings) -> None:
    settings.CELERY_TASK_ALWAYS_EAGER = True
    institution = factories.institution()
    _plan, recommendation, _editor = published_plan(institution)
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        answer(factories.ministry_member(institution), recommendation, institution)
        assert mail.outbox == []
    assert len(callbacks) == 1

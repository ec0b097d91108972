"""Answers to recommendations: who may give them, which status may follow, who is told."""

import datetime

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from activity.enums import Verb
from activity.models import Event, Notice
from core.exceptions import InvalidInput, NotAllowed, WrongState
from documents.enums import State
from documents.models import Document
from improvement_plans.enums import Status
from improvement_plans.models import InstitutionMember, Response
from improvement_plans.policies import STATUS_MOVES
from improvement_plans.queries import next_statuses, recommendations_visible_to, unanswered_by
from improvement_plans.services import record_response
from tests import factories
from tests.improvement_plans.factories import fill_plan, published_plan

pytestmark = pytest.mark.django_db


def answer(by, recommendation, institution, status=Status.ACCEPTED, text="Przyjmujemy."):
    return record_response(
        by=by, recommendation=recommendation, status=status, text=text, institution=institution, evidence_url=""
    )


def test_the_addressee_answers() -> None:
    institution = factories.institution()
    plan, recommendation, editor = published_plan(institution)
    clerk = factories.ministry_member(institution)
    response = answer(clerk, recommendation, institution)
    recommendation.refresh_from_db()
    assert response.by_label == str(clerk)
    assert recommendation.status == Status.ACCEPTED
    assert recommendation.status_since == timezone.localdate()
    event = Event.objects.get(verb=Verb.ANSWERED)
    assert event.document_id == plan.document_id
    notice = Notice.objects.get(event=event)
    assert (notice.user, notice.path) == (editor, f"/praca/rekomendacje/{recommendation.code}/odpowiedz/")


def test_another_addressee_answers_too() -> None:
    other = factories.institution()
    _plan, recommendation, _editor = published_plan()
    recommendation.institutions.add(other)
    answer(factories.ministry_member(other), recommendation, other)
    assert recommendation.responses.count() == 1


def test_who_may_not_answer() -> None:
    institution, other = factories.institution(), factories.institution()
    plan, recommendation, editor = published_plan(institution)
    outsider = factories.ministry_member(other)
    former = factories.ministry_member(institution)
    InstitutionMember.objects.filter(user=former).update(until=datetime.date(2024, 1, 1))
    people = [factories.user(), factories.expert(plan.network), editor, outsider, former]
    for person in people:
        with pytest.raises(NotAllowed):
            answer(person, recommendation, institution)
    with pytest.raises(NotAllowed):
        answer(outsider, recommendation, other)
    with pytest.raises(NotAllowed):
        answer(factories.ministry_member(institution), recommendation, None)
    assert Response.objects.count() == 0


def test_a_coordinator_records_any_answer() -> None:
    _plan, recommendation, _editor = published_plan()
    coordinator = factories.coordinator()
    answer(coordinator, recommendation, factories.institution())
    answer(coordinator, recommendation, None, Status.RUNNING)
    recommendation.refresh_from_db()
    assert recommendation.status == Status.RUNNING


@pytest.mark.parametrize("old", Status.values)
@pytest.mark.parametrize("new", Status.values)
def test_which_status_follows_which(old: str, new: str) -> None:
    _plan, recommendation, _editor = published_plan()
    recommendation.status = old
    recommendation.save(update_fields=["status"])
    if new in STATUS_MOVES[old]:
        answer(factories.coordinator(), recommendation, None, new)
    else:
        with pytest.raises(InvalidInput):
            answer(factories.coordinator(), recommendation, None, new)
    recommendation.refresh_from_db()
    assert recommendation.status == (new if new in STATUS_MOVES[old] else old)
    assert (new in dict(next_statuses(recommendation))) or new not in STATUS_MOVES[old]


def test_an_unknown_status_is_refused_by_service_and_database() -> None:
    _plan, recommendation, _editor = published_plan()
    with pytest.raises(InvalidInput):
        answer(factories.coordinator(), recommendation, None, "wymyślony")
    with pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.create(recommendation=recommendation, status="x", text="x", by_label="x")


def test_the_same_status_keeps_its_date() -> None:
    _plan, recommendation, _editor = published_plan()
    coordinator = factories.coordinator()
    answer(coordinator, recommendation, None)
    past = datetime.date(2024, 5, 1)
    type(recommendation).objects.filter(pk=recommendation.pk).update(status_since=past)
    answer(coordinator, recommendation, None, Status.ACCEPTED, "Prace trwają.")
    recommendation.refresh_from_db()
    assert recommendation.status_since == past
    assert recommendation.responses.count() == 2


@pytest.mark.parametrize("state", [state for state in State.values if state != State.PUBLISHED])
def test_only_public_recommendations_are_answered_or_listed(state: str) -> None:
    plan, recommendation, _editor = published_plan()
    Document.objects.filter(pk=plan.document_id).update(state=state)
    coordinator = factories.coordinator()
    with pytest.raises(WrongState):
        answer(coordinator, recommendation, None)
    assert list(recommendations_visible_to(coordinator)) == []


def test_who_sees_the_list() -> None:
    institution = factories.institution()
    plan, recommendation, editor = published_plan(institution)
    clerk = factories.ministry_member(institution)
    for person in [clerk, editor, factories.coordinator(), factories.expert(plan.network)]:
        assert list(recommendations_visible_to(person)) == [recommendation]
    assert list(recommendations_visible_to(factories.user())) == []


def test_what_waits_for_an_institution() -> None:
    institution = factories.institution()
    _plan, recommendation, _editor = published_plan(institution)
    published_plan()
    clerk = factories.ministry_member(institution)
    assert list(unanswered_by(clerk)) == [recommendation]
    answer(clerk, recommendation, institution)
    assert list(unanswered_by(clerk)) == []


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

"""What is overdue is told to those who can answer, once a month, until they do."""

import datetime

import pytest
from django.utils import timezone

from activity.enums import Verb
from activity.models import Event, Notice
from documents.enums import State
from documents.models import Document
from improvement_plans import periodic
from improvement_plans.models import Course
from improvement_plans.policies import ANSWER_WITHIN
from tests import factories
from tests.improvement_plans.factories import answer, published_plan

pytestmark = pytest.mark.django_db


def told() -> set:
    return {notice.user for notice in Notice.objects.filter(event__verb=Verb.OVERDUE, waits=True, settled_at=None)}


def long_ago(days: int = ANSWER_WITHIN + 1) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=days)


def test_the_addressee_is_told_once_a_month_until_it_answers() -> None:
    institution = factories.institution()
    _plan, recommendation, _editor = published_plan(institution)
    clerk, _other = factories.ministry_member(institution), factories.ministry_member(factories.institution())
    periodic.tell_of_overdue_courses()
    assert told() == set()
    Course.objects.update(asked_on=long_ago())
    periodic.tell_of_overdue_courses()
    periodic.tell_of_overdue_courses()
    assert (told(), Event.objects.filter(verb=Verb.OVERDUE).count()) == ({clerk}, 1)
    Event.objects.filter(verb=Verb.OVERDUE).update(at=timezone.now() - datetime.timedelta(days=31))
    periodic.tell_of_overdue_courses()
    assert Event.objects.filter(verb=Verb.OVERDUE).count() == 2
    answer(clerk, recommendation, institution)
    assert told() == set()


def test_a_new_reason_is_told_at_once() -> None:
    institution = factories.institution()
    _plan, recommendation, _editor = published_plan(institution)
    clerk = factories.ministry_member(institution)
    Course.objects.update(asked_on=long_ago())
    periodic.tell_of_overdue_courses()
    answer(clerk, recommendation, institution, planned_on=timezone.localdate())
    Course.objects.update(planned_on=long_ago(1))
    periodic.tell_of_overdue_courses()
    assert told() == {clerk}


def test_without_people_the_coordinators_are_told() -> None:
    published_plan(factories.institution())
    Course.objects.update(asked_on=long_ago())
    coordinator = factories.coordinator()
    periodic.tell_of_overdue_courses()
    assert coordinator in told()


def test_nobody_is_told_of_what_is_not_public() -> None:
    plan, _recommendation, _editor = published_plan()
    Course.objects.update(asked_on=long_ago())
    Document.objects.filter(pk=plan.document_id).update(state=State.WITHDRAWN)
    periodic.tell_of_overdue_courses()
    assert told() == set()

"""One institution becomes part of another, with people, open answers and public pages."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalogue.models import PublishedRecommendation
from core.exceptions import InvalidInput, NotAllowed, WrongState
from documents.models import Change
from improvement_plans.enums import Status
from improvement_plans.models import Course, FormerName, Recommendation, Response
from improvement_plans.queries import institutions_of, unanswered_by
from tests import factories
from tests.catalogue.factories import published_plan
from tests.improvement_plans import factories as plans
from tests.improvement_plans.factories import answer
from tracking.services import merge

pytestmark = pytest.mark.django_db


def test_people_answers_and_addresses_go_along() -> None:
    old, new = factories.institution(name="Ministerstwo Dawne"), factories.institution(name="Ministerstwo Nowe")
    publication = published_plan(institution=old)
    recommendation = publication.recommendations.get().recommendation
    clerk, coordinator = factories.ministry_member(old), factories.coordinator()
    said = answer(clerk, recommendation, old)
    merge(by=coordinator, institution=old, into=new, merged_on=timezone.localdate())
    course = recommendation.courses.get()
    assert (course.institution, course.leads, course.status) == (new, True, Status.ACCEPTED)
    assert Response.objects.get() == said
    assert Response.objects.get().institution == old
    assert list(institutions_of(clerk)) == [new]
    assert FormerName.objects.get(institution=new).name == "Ministerstwo Dawne"
    shown = PublishedRecommendation.objects.get()
    assert (shown.lead_institution, list(shown.institutions.all())) == (new, [new])
    # The answer stays with the one that gave it; what comes next is said by the other.
    answer(clerk, recommendation, new, Status.RUNNING)
    text = Client().get(f"/rekomendacje/{shown.code}/").content.decode()
    assert "Ministerstwo Dawne" in text
    assert "Ministerstwo Nowe" in text


def test_an_open_question_waits_at_the_other() -> None:
    old, new = factories.institution(), factories.institution()
    _plan, recommendation, _editor = plans.published_plan(old)
    clerk = factories.ministry_member(new)
    assert list(unanswered_by(clerk)) == []
    merge(by=factories.coordinator(), institution=old, into=new)
    assert list(unanswered_by(clerk)) == [recommendation.courses.get()]


@pytest.mark.parametrize("last", ["old", "new", "neither"])
def test_two_courses_of_one_recommendation_become_one(last: str) -> None:
    old, new = factories.institution(), factories.institution()
    _plan, recommendation, _editor = plans.published_plan(new, old)
    coordinator = factories.coordinator()
    day = timezone.localdate()
    Course.objects.update(asked_on=day - datetime.timedelta(days=10))
    if last != "neither":
        first, second = (new, old) if last == "old" else (old, new)
        said = day - datetime.timedelta(days=5)
        answer(coordinator, recommendation, first, Status.REJECTED, said_on=said)
        answer(coordinator, recommendation, second, Status.RUNNING, planned_on=day)
    merge(by=coordinator, institution=old, into=new)
    course = recommendation.courses.get()
    expected = Status.NEW if last == "neither" else Status.RUNNING
    assert (course.institution, course.leads, course.status) == (new, True, expected)
    assert course.responses.count() == course.version == (0 if last == "neither" else 2)
    recommendation.refresh_from_db()
    assert recommendation.status == expected


def test_a_draft_names_the_other_by_a_change_that_can_be_seen() -> None:
    old, new = factories.institution(), factories.institution()
    plan = factories.plan()
    row = plans.fill_plan(plan.document, by=factories.pu_editor(plan.network), institution=old)
    row.institutions.add(old)
    coordinator, revision = factories.coordinator(), plan.document.revision
    merge(by=coordinator, institution=old, into=new)
    row = Recommendation.objects.get()
    assert (row.lead_institution, list(row.institutions.all())) == (new, [new])
    plan.document.refresh_from_db()
    assert plan.document.revision == revision + 1
    assert set(Change.objects.filter(by=coordinator).values_list("field", flat=True)) == {
        "lead_institution",
        "institutions",
    }


def test_what_cannot_be_merged() -> None:
    one, two, three = (factories.institution() for _ in range(3))
    coordinator = factories.coordinator()
    with pytest.raises(NotAllowed):
        merge(by=factories.ministry_member(one), institution=one, into=two)
    with pytest.raises(InvalidInput):
        merge(by=coordinator, institution=one, into=one)
    future = timezone.localdate() + datetime.timedelta(days=1)
    with pytest.raises(InvalidInput):
        merge(by=coordinator, institution=one, into=two, merged_on=future)
    merge(by=coordinator, institution=one, into=two)
    for institution, into in ((one, three), (three, one)):
        with pytest.raises(WrongState):
            merge(by=coordinator, institution=institution, into=into)
    merge(by=coordinator, institution=two, into=three)
    one.refresh_from_db()
    assert one.merged_into == three


def test_merging_by_the_page() -> None:
    old, new = factories.institution(), factories.institution()
    client = Client()
    client.force_login(factories.coordinator())
    url = reverse("institution_merge", args=[old.slug])
    assert client.get(url).status_code == 200
    assert client.post(url, {"into": old.pk}).status_code == 422
    assert client.post(url, {"into": new.pk}).url == reverse("institution", args=[new.slug])
    assert client.get(url).status_code == 404
    assert new.name in client.get(reverse("institution", args=[old.slug])).content.decode()
    assert [one.pk for one in client.get(reverse("institution_list")).context["institutions"]] == [new.pk]

"""The audit log: what is written, who reads it, how it is searched."""

import datetime
import uuid
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone, translation

from accounts.enums import Role
from activity.enums import Verb
from activity.models import Event
from activity.queries import events_of, events_visible_to, filter_events
from activity.services import record
from tests import factories
from tests.accounts.factories import signed_in, visitor

pytestmark = pytest.mark.django_db


def event(**fields: Any) -> Event:
    defaults = {"verb": Verb.PUBLISHED, "target_kind": "mid", "target_id": 1, "target_label": "Zielone podwórka"}
    if "by" not in fields:
        fields["by"] = factories.user(name="Anna Nowak")
    return record(**{**defaults, **fields})


def test_the_log_outlives_the_people_in_it() -> None:
    person = factories.user(name="Anna Nowak")
    event(by=person)
    person.delete()
    kept = Event.objects.get()
    assert (kept.actor, kept.actor_label, kept.target_label) == (None, "Anna Nowak", "Zielone podwórka")


def test_an_unknown_verb_is_refused() -> None:
    with pytest.raises(ValueError, match="zjedzono"):
        event(verb="zjedzono")


def test_an_event_disappears_with_the_change_that_failed() -> None:
    with transaction.atomic():
        event()
        transaction.set_rollback(True)
    assert Event.objects.exists() is False


def test_long_labels_are_cut() -> None:
    assert len(event(target_label="A" * 300).target_label) == 250


def test_what_happened_to_a_document_comes_newest_first() -> None:
    document = uuid.uuid4()
    first, second = event(document_id=document), event(document_id=document, verb=Verb.WITHDRAWN)
    event()
    assert list(events_of(document)) == [second, first]


def test_every_verb_has_words_in_both_languages() -> None:
    for verb in Verb:
        for language in ("pl", "en"):
            with translation.override(language):
                assert str(verb.label).strip() != ""


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_only_coordinators_read_the_log(role: Role) -> None:
    event()
    person = factories.user(role)
    mine = event(by=person)
    assert signed_in(person).get("/praca/dziennik/").status_code == 403
    assert list(events_visible_to(person)) == [mine]


def test_visitors_read_nothing() -> None:
    assert visitor().get("/praca/dziennik/").status_code == 302


def test_the_log_is_searched_by_person_thing_verb_and_day() -> None:
    first = event(by=factories.user(name="Jan Kowalski"))
    second = event(verb=Verb.RETURNED, target_label="Cyfrowe okienko")
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Event.objects.filter(pk=first.pk).update(at=timezone.now() - datetime.timedelta(days=1))
    log = events_visible_to(factories.coordinator())
    assert list(filter_events(log, words="kowalski zielone")) == [first]
    assert list(filter_events(log, words="okienko")) == [second]
    assert list(filter_events(log, verb=Verb.RETURNED)) == [second]
    assert list(filter_events(log, until=yesterday)) == [first]
    assert list(filter_events(log, since=timezone.localdate())) == [second]


def test_the_day_ends_at_midnight_in_warsaw() -> None:
    late = event()
    day = datetime.date(2026, 3, 28)
    Event.objects.filter(pk=late.pk).update(at=datetime.datetime(2026, 3, 28, 22, 59, tzinfo=datetime.UTC))
    log = Event.objects.all()
    assert list(filter_events(log, since=day, until=day)) == [late]
    Event.objects.filter(pk=late.pk).update(at=datetime.datetime(2026, 3, 28, 23, 1, tzinfo=datetime.UTC))
    assert list(filter_events(log, since=day, until=day)) == []


def test_the_page_keeps_its_filters_and_pages() -> None:
    for number in range(51):
        event(target_label=f"Plan {number}")
    client = signed_in(factories.coordinator())
    page = client.get("/praca/dziennik/?q=plan&page=2")
    assert [entry.target_label for entry in page.context["page"]] == ["Plan 0"]
    assert "q=plan&amp;page=1" in page.content.decode()


def test_reversed_days_are_told_at_the_field() -> None:
    query = "since_day=2&since_month=3&since_year=2026&until_day=1&until_month=3&until_year=2026"
    page = signed_in(factories.coordinator()).get(f"/praca/dziennik/?{query}")
    assert (page.status_code, list(page.context["filter_form"].errors)) == (200, ["until"])


def test_bad_filters_are_left_out() -> None:
    client = signed_in(factories.coordinator())
    for query in ("?verb=zjedzono", "?page=0", "?since_day=99&since_month=99&since_year=1"):
        assert client.get(f"/praca/dziennik/{query}").status_code == 200

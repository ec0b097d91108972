"""The desk of a city's team: the plan, what waits, what the colleague did, the dates that come."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from documents.enums import HeldReason
from documents.models import Change, HeldText, Visit
from documents.queries import workbench_address
from networks.models import EditionMilestone
from reviews.services import accept, add_thread, answer, return_for_changes, submit_for_review
from tests import factories
from tests.documents.factories import ACTION, Team, team

pytestmark = pytest.mark.django_db


def desk(person) -> str:
    client = Client()
    client.force_login(person)
    with override("en"):
        answer = client.get(reverse("desk"))
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def place(our: Team, page: str, *arguments) -> str:
    with override("en"):
        return workbench_address(our.document, page, *arguments)


def expert_of(our: Team):
    return factories.expert(our.document.initiative.participation.network)


def was_here(our: Team, person, **ago) -> None:
    when = timezone.now() - datetime.timedelta(**ago)
    Visit.objects.update_or_create(
        document=our.document, by=person, defaults={"last_at": when, "last_revision": our.document.revision}
    )


def test_on_the_first_day_it_says_how_to_begin():
    our = team()
    page = desk(our.anna)
    assert "Nothing is written yet" in page
    assert f'href="{place(our, "section", "metryczka")}"' in page
    assert "How to begin" in page
    assert "missing before you can submit" not in page


def test_a_team_without_a_plan_can_begin_one():
    participation = factories.participation()
    person = factories.member(participation)
    page = desk(person)
    assert "Begin your plan" in page
    client = Client()
    client.force_login(person)
    client.post(re.search(r'action="([^"]*/zacznij/[^"]*)"', page)[1])
    assert "Begin your plan" not in desk(person)


def test_a_person_without_a_seat_gets_an_empty_desk():
    page = desk(factories.user())
    assert "Nothing waits for you now" in page


def test_a_draft_shows_what_is_missing_with_links():
    our = team()
    our.save(our.anna, "record", our.single("record"), 1, title="Zielone ulice")
    page = desk(our.anna)
    assert re.search(r"\d+ things are missing before you can submit", page)
    assert f"{place(our, 'workbench')}#braki" in page
    assert "Write on" in page


def test_a_ready_draft_leads_to_submission():
    our = team()
    factories.fill_mid(our.document, by=our.anna)
    page = desk(our.anna)
    with override("en"):
        assert reverse("review_submit", args=[our.document.slug]) in page


def test_a_returned_plan_shows_its_reasons_and_remarks():
    our = team()
    expert = expert_of(our)
    factories.fill_mid(our.document, by=our.anna)
    submit_for_review(by=our.anna, document=our.document)
    assert "The expert is reading it now" in desk(our.anna)
    thread = add_thread(by=expert, document=our.document, section="actions", text="Skąd ta liczba?")
    add_thread(by=expert, document=our.document, section="actions", text="Może mapa?", kind="consider")
    return_for_changes(by=expert, document=our.document, reasons="Koszty się nie zgadzają.")
    page = desk(our.bartek)
    assert "Koszty się nie zgadzają." in page
    assert "1 open remark" in page
    assert "Reasons and remarks" in page
    assert "Answers until: " in page.partition('id="deadlines-title"')[2]
    answer(by=our.anna, thread=thread, outcome="done")
    page = desk(our.bartek)
    assert "open remark" not in page
    with override("en"):
        assert reverse("review_submit", args=[our.document.slug]) in page


def test_an_accepted_plan_waits_for_publication():
    our = team()
    expert = expert_of(our)
    factories.fill_mid(our.document, by=our.anna)
    submit_for_review(by=our.anna, document=our.document)
    accept(by=expert, document=our.document)
    page = desk(our.anna)
    assert "It waits for publication" in page
    assert "missing before you can submit" not in page


def held(our: Team, person) -> HeldText:
    return HeldText.objects.create(
        document=our.document,
        part_kind="record",
        part_id=our.single("record").pk,
        field="title",
        base_version=1,
        mine="Mój tytuł",
        reason=HeldReason.CLASH,
        by=person,
    )


def test_a_text_that_waits_is_shown_to_its_author_only():
    our = team()
    text = held(our, our.anna)
    assert place(our, "held_text", text.pk) in desk(our.anna)
    assert "Your text waits" not in desk(our.bartek)


def test_what_the_colleague_did_since_the_last_visit_leads_to_the_exact_field():
    our = team()
    our.save(our.bartek, "record", our.single("record"), 1, title="Zielone")
    Change.objects.update(at=timezone.now() - datetime.timedelta(hours=5))
    was_here(our, our.anna, hours=2)
    our.save(our.bartek, "record", our.single("record"), 2, title="Zielone ulice", subtitle="Podtytuł")
    our.save(our.anna, "record", our.single("record"), 3, responsible="Wydział Anny")
    action = our.add("action", by=our.bartek, **ACTION)
    page = desk(our.anna).partition("What your colleague did")[2]
    assert (page.count('class="history-entry"'), "Wydział Anny" in page) == (3, False)
    assert "#record_title" in page
    assert place(our, "part_edit", "action", action.pk) in page
    assert f"?osoba={our.bartek.pk}" in page
    was_here(our, our.anna, minutes=40)
    Change.objects.update(at=timezone.now() - datetime.timedelta(hours=1))
    assert "Nothing new since you were last in the plan" in desk(our.anna)


def test_looking_at_the_desk_is_no_visit():
    our = team()
    our.save(our.bartek, "record", our.single("record"), 1, title="Zielone")
    was_here(our, our.anna, hours=2)
    for _time in range(2):
        assert "Since you were last in the plan" in desk(our.anna)


def test_many_changes_lead_to_the_history():
    our = team()
    for number in range(9):
        our.add("risk", by=our.bartek, text=f"Ryzyko {number}", kind="environment")
    page = desk(our.anna)
    assert "You have not been in the plan yet" in page
    assert "Show all changes in the history" in page


def test_dates_of_the_edition_and_of_the_plan_come_in_order():
    our = team()
    today = timezone.localdate()
    edition = our.document.initiative.participation.edition
    EditionMilestone.objects.create(edition=edition, date=today + datetime.timedelta(days=20), title="Konferencja")
    EditionMilestone.objects.create(edition=edition, date=today - datetime.timedelta(days=1), title="Minione")
    our.add("milestone", text="Odbiór", date=today + datetime.timedelta(days=3))
    our.add("milestone", text="Dziś rano", date=today)
    our.add("milestone", text="Daleki", date=today + datetime.timedelta(days=31))
    page = desk(our.anna).partition('id="deadlines-title"')[2].partition("</section>")[0]
    order = [page.find(words) for words in ("today", "Dziś rano", "in 3 days", "Odbiór", "Konferencja")]
    assert order == sorted(order)
    assert -1 not in order
    assert ("Minione" in page, "Daleki" in page) == (False, False)


def test_a_plan_of_another_edition_is_listed_below():
    our = team()
    older = factories.participation(
        city=our.document.initiative.participation.city, edition=factories.edition(number=1)
    )
    factories.TeamSeat.objects.create(participation=older, seat=1, user=our.anna, since=datetime.date(2020, 1, 1))
    document = factories.initiative(older).document
    page = desk(our.anna)
    assert "Your other plans" in page
    assert document.slug in page.partition("Your other plans")[2]


def test_another_city_sees_nothing_of_it():
    our, other = team(), team()
    our.save(our.anna, "record", our.single("record"), 1, title="Zielone ulice")
    assert "Zielone ulice" not in desk(other.anna)


def test_the_desk_costs_the_same_however_much_there_is(django_assert_max_num_queries):
    our = team()
    client = Client()
    client.force_login(our.anna)
    client.get(reverse("desk"))
    aim = our.add("aim", by=our.bartek, text="Cel", priority=1)
    for number in range(15):
        our.add("action", by=our.bartek, **{**ACTION, "title": f"Działanie {number}"}, aim=aim)
    held(our, our.anna)
    was_here(our, our.anna, hours=2)
    with django_assert_max_num_queries(16):
        client.get(reverse("desk"))

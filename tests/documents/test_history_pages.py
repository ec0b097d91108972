"""Pages of the history, of restoring, and of the bin."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from documents.enums import Purpose, State
from documents.models import Change, Document, Visit
from documents.queries import rows
from documents.queries.visits import last_here
from documents.services import delete_part, freeze, note_visit
from documents.views.entries import ago
from tests import factories
from tests.documents.factories import ACTION, STAKEHOLDER, Team, team

pytestmark = pytest.mark.django_db


def signed_in(person) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(person)
    return client


def address(our: Team, page: str, *arguments) -> str:
    with override("en"):
        return reverse(f"initiative_{page}", args=[our.document.slug, *arguments])


def write(our: Team, by, key: str = "record", **values) -> None:
    part = our.single(key)
    our.save(by, key, part, part.version, **values)


def last_change(our: Team) -> int:
    return Change.objects.filter(document=our.document).latest("pk").pk


def delete(our: Team, key: str, part) -> None:
    part.refresh_from_db()
    kind = our.kind(key)
    delete_part(by=our.anna, document=our.document, kind=kind, part_id=part.pk, base_version=part.version)


def read(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status
    return re.sub(r"\s+", " ", answer.content.decode())


def confirm(client: Client, url: str):
    """Press the button of the page that asks."""
    page = client.get(url).content.decode()
    state = re.search(r'name="base_version" value="(\d+)"', page)
    assert state is not None
    return client.post(url, {"base_version": state[1]})


def test_the_history_shows_what_went_and_what_came():
    our = team()
    write(our, our.anna, title="Zielone ulice Rzeszowa")
    write(our, our.bartek, title="Chłodne ulice Rzeszowa", period_start=datetime.date(2024, 5, 1))
    page = read(signed_in(our.anna), address(our, "history"))
    assert re.search(r"<del>.{0,90}Zielone</del><ins>.{0,90}Chłodne</ins> ulice Rzeszowa", page)
    assert re.search(r"<del>empty</del>.{0,120}<ins>May.2024</ins>", page)
    assert str(our.bartek) in page
    assert "(just now)" in page


def test_formatting_and_nothing_are_told_in_words():
    our = team()
    write(our, our.anna, key="diagnosis", text="<p>Upał</p>")
    write(our, our.bartek, key="diagnosis", text="<p><strong>Upał</strong></p>")
    write(our, our.bartek, title="Tytuł")
    write(our, our.bartek, title="")
    page = read(signed_in(our.anna), address(our, "history"))
    assert "Only the formatting was changed." in page
    assert "In the end nothing was changed." in page


def test_links_to_rows_are_named_also_when_the_rows_are_gone():
    our = team()
    aim, risk = our.add("aim", text="Cień w mieście", priority=1), our.add("risk", text="Susza", kind="environment")
    action = our.add("action", **ACTION)
    our.save(our.anna, "action", action, 1, aim=aim, risks=[risk])
    our.save(our.bartek, "action", action, 2, aim=None)
    delete(our, "aim", aim)
    page = read(signed_in(our.anna), address(our, "history"))
    assert "Cień w mieście (deleted since)" in page
    assert "R1 Susza" in page
    assert str(aim.pk) not in re.sub(r'(href|id)="[^"]*"', "", page)


def test_a_part_and_a_field_have_their_own_history():
    our = team()
    write(our, our.anna, title="Zielone ulice", subtitle="Podtytuł")
    our.add("action", **ACTION)
    record, client = our.single("record"), signed_in(our.anna)
    part = read(client, address(our, "part_history", "record", record.pk))
    assert ("Zielone ulice" in part, "Podtytuł" in part, "Sadzenie drzew" in part) == (True, True, False)
    field = read(client, address(our, "part_history", "record", record.pk) + "?pole=subtitle")
    assert len(re.findall('class="history-entry"', field)) == 1
    assert client.get(address(our, "part_history", "record", record.pk) + "?pole=nic").status_code == 404


def test_the_history_is_filtered_by_person_section_and_day_without_scripts():
    our = team()
    write(our, our.anna, title="Tekst Anny")
    our.add("risk", by=our.bartek, text="Susza Bartka", kind="environment")
    client, url, today = signed_in(our.anna), address(our, "history"), timezone.localdate()
    for query, anna, bartek in (
        (f"osoba={our.bartek.pk}", False, True),
        ("sekcja=metryczka", True, False),
        (f"dzien_day={today.day}&dzien_month={today.month}&dzien_year={today.year}", True, True),
        ("dzien_day=1&dzien_month=1&dzien_year=2020", False, False),
        ("osoba=abc&sekcja=nic&dzien_day=x&przed=-1", True, True),
    ):
        shown = read(client, f"{url}?{query}").partition('id="changes"')[2]
        assert ("Tekst Anny" in shown.partition("workbench-side")[0], "Susza Bartka" in shown) == (anna, bartek), query


def test_a_long_history_has_pages():
    our = team()
    for number in range(35):
        our.add("risk", text=f"Ryzyko {number}", kind="environment")
    client = signed_in(our.anna)
    first = client.get(address(our, "history")).content.decode()
    older = re.search(r'href="(\?przed=\d+)"', first)
    second = client.get(address(our, "history") + older[1]).content.decode()
    assert (first.count('class="history-entry"'), second.count('class="history-entry"')) == (30, 5)
    assert "Back to the newest changes" in second


def test_the_history_costs_the_same_however_long(django_assert_max_num_queries):
    our = team()
    for number in range(3):
        our.add("risk", text=f"Ryzyko {number}", kind="environment")
    client = signed_in(our.anna)
    client.get(address(our, "history"))
    with django_assert_max_num_queries(14):
        client.get(address(our, "history"))
    aim = our.add("aim", text="Cel", priority=1)
    for number in range(40):
        our.add("action", **{**ACTION, "title": f"Działanie {number}"}, aim=aim if number % 2 else None)
    delete(our, "risk", rows(our.document, our.kind("risk"))[0])
    with django_assert_max_num_queries(14):
        client.get(address(our, "history"))


def test_a_field_is_restored_after_a_confirmation_and_the_way_back_is_offered():
    our = team()
    write(our, our.anna, title="Pierwszy")
    moment = last_change(our)
    write(our, our.bartek, title="Drugi")
    client, record = signed_in(our.anna), our.single("record")
    url = address(our, "state_restore", "record", record.pk, moment) + "?pole=title"
    assert "Drugi" in read(client, url)
    answer = confirm(client, url)
    assert answer.status_code == 302
    assert our.single("record").title == "Pierwszy"
    page = read(client, answer.url)
    undo = re.search(r'href="([^"]*/historia/cofnij/[^"]+)"', page)
    assert "Restored." in page
    confirm(client, undo[1])
    assert our.single("record").title == "Drugi"


def test_a_change_between_the_question_and_the_confirmation_is_shown_first():
    our = team()
    write(our, our.anna, title="Pierwszy")
    moment = last_change(our)
    write(our, our.bartek, title="Drugi")
    client, record = signed_in(our.anna), our.single("record")
    urls = (
        address(our, "state_restore", "record", record.pk, moment) + "?pole=title",
        address(our, "moment_restore", moment),
    )
    for number, url in enumerate(urls):
        page = client.get(url).content.decode()
        state = re.search(r'name="base_version" value="(\d+)"', page)[1]
        write(our, our.bartek, title=f"Słowa kolegi {number}")
        answer = client.post(url, {"base_version": state})
        again = answer.content.decode()
        assert answer.status_code == 409
        assert f"Słowa kolegi {number}" in re.sub(r"<[^>]+>", "", again)
        assert our.single("record").title == f"Słowa kolegi {number}"
        assert re.search(r"<title>\s*Error:", again)
    for nonsense in ("", "-1", "x", "9" * 30):
        assert client.post(urls[1], {"base_version": nonsense}).status_code == 409


def test_the_whole_document_is_restored_to_a_version():
    our = team()
    write(our, our.anna, title="Wersja pierwsza")
    freeze(by=our.anna, document=our.document, purpose=Purpose.MANUAL)
    write(our, our.bartek, title="Inny tytuł")
    our.add("risk", text="Susza", kind="environment")
    client = signed_in(our.bartek)
    assert address(our, "version_restore", 1) in read(client, address(our, "version", 1))
    page = read(client, address(our, "version_restore", 1))
    assert "Goes to the bin" in page
    confirm(client, address(our, "version_restore", 1))
    assert our.single("record").title == "Wersja pierwsza"
    assert rows(our.document, our.kind("risk")) == []
    assert "restored to version 1" in read(client, address(our, "history"))
    assert "Susza" in read(client, address(our, "bin"))


def test_nothing_to_change_has_no_button():
    our = team()
    write(our, our.anna, title="Pierwszy")
    page = read(signed_in(our.anna), address(our, "moment_restore", last_change(our)))
    assert "Nothing would change" in page
    assert "base_version" not in page


def test_the_bin_keeps_rows_for_thirty_days_with_what_they_own():
    our = team()
    action = our.add("action", **ACTION)
    our.add("action_funding", action=action, source="eu", amount=100, status="planned")
    old = our.add("stakeholder", **STAKEHOLDER)
    delete(our, "action", action)
    delete(our, "stakeholder", old)
    client = signed_in(our.bartek)
    page = read(client, address(our, "bin"))
    assert "With it went: sources of funding (1)." in page
    assert (page.count('class="workbench-row"'), str(our.anna) in page) == (2, True)
    past = timezone.now() - datetime.timedelta(days=31)
    type(old).objects.filter(pk=old.pk).update(deleted_at=past)
    Change.objects.filter(part_id=old.pk).update(at=past)
    assert "Rada osiedla" not in read(client, address(our, "bin"))
    refused = client.post(address(our, "part_restore", "stakeholder", old.pk))
    assert refused.status_code == 409
    assert "more than 30 days ago" in refused.content.decode()
    client.post(address(our, "part_restore", "action", action.pk))
    assert len(rows(our.document, our.kind("action_funding"))) == 1
    assert "The bin is empty" in read(client, address(our, "bin"))


def test_the_bin_costs_the_same_for_many_rows(django_assert_max_num_queries):
    our = team()
    for number in range(12):
        delete(our, "risk", our.add("risk", text=f"Ryzyko {number}", kind="environment"))
    client = signed_in(our.anna)
    client.get(address(our, "bin"))
    with django_assert_max_num_queries(12):
        client.get(address(our, "bin"))


def test_readers_see_the_history_and_no_way_to_restore():
    our = team()
    write(our, our.anna, title="Zielone ulice")
    moment = last_change(our)
    expert = factories.expert(our.document.initiative.participation.network)
    for person in (expert, factories.coordinator()):
        client = signed_in(person)
        page = read(client, address(our, "history"))
        assert "Zielone ulice" in page
        assert "/przywroc/" not in page
        assert client.get(address(our, "moment_restore", moment)).status_code == 403
        assert client.post(address(our, "moment_restore", moment), {"base_version": 1}).status_code == 403


def test_strangers_find_no_history():
    our, other = team(), team()
    wrong_expert = factories.expert(other.document.initiative.participation.network)
    for person in (other.anna, wrong_expert, factories.user()):
        for page, *arguments in (("history",), ("bin",), ("moment_restore", 0), ("version_restore", 1)):
            assert signed_in(person).get(address(our, page, *arguments)).status_code == 404


def test_a_submitted_document_is_not_restored():
    our = team()
    write(our, our.anna, title="Zielone ulice")
    Document.objects.filter(pk=our.document.pk).update(state=State.ACCEPTED)
    client = signed_in(our.anna)
    assert client.get(address(our, "moment_restore", 0)).status_code == 409
    assert "/przywroc/" not in read(client, address(our, "history"))


def test_hostile_words_stay_words_in_the_history():
    our = team()
    hostile = '"><script>alert(1)</script>'
    write(our, our.anna, title=hostile, key="record")
    action = our.add("action", **{**ACTION, "title": hostile})
    delete(our, "action", action)
    client = signed_in(our.anna)
    for page in ("history", "bin"):
        assert "<script>alert(1)" not in read(client, address(our, page))
    assert "<script>alert(1)" not in read(client, address(our, "moment_restore", 0))


def test_a_visit_is_noted_once_a_minute_and_ends_after_half_an_hour(django_assert_num_queries):
    our = team()
    note_visit(by=our.anna, document=our.document)
    with django_assert_num_queries(0):
        note_visit(by=our.anna, document=our.document)
    assert last_here(our.document, our.anna) is None
    earlier = timezone.now() - datetime.timedelta(minutes=31)
    Visit.objects.update(last_at=earlier, last_revision=3)
    assert last_here(our.document, our.anna) == earlier


def test_a_new_visit_remembers_where_the_one_before_ended(own_cache):
    our = team()
    earlier = timezone.now() - datetime.timedelta(hours=2)
    Visit.objects.create(document=our.document, by=our.anna, last_at=earlier, last_revision=3)
    note_visit(by=our.anna, document=our.document)
    visit = Visit.objects.get()
    assert (visit.since_at, visit.since_revision) == (earlier, 3)
    assert last_here(our.document, our.anna) == earlier


def test_pages_of_the_workbench_note_visits_and_prefetching_does_not():
    our = team()
    client = signed_in(our.anna)
    client.get(address(our, "workbench"), headers={"sec-purpose": "prefetch;prerender"})
    client.head(address(our, "workbench"))
    assert Visit.objects.count() == 0
    client.get(address(our, "workbench"))
    assert Visit.objects.get().by == our.anna


@pytest.mark.parametrize(
    ("passed", "told"),
    [({"seconds": 20}, "just now"), ({"minutes": 1}, "1 minute ago"), ({"minutes": 59}, "59 minutes ago"),
     ({"hours": 5}, "5 hours ago"), ({"days": 1}, "1 day ago"), ({"days": 40}, "")],
)  # fmt: skip
def test_how_long_ago(passed, told):
    with override("en"):
        assert ago(timezone.now() - datetime.timedelta(**passed)) == told

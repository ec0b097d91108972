"""The history: what reads as one entry, pages of it, names of rows that are gone."""

import datetime

import pytest
from django.utils import timezone

from documents.models import Change
from documents.queries.history import Wanted, people_in_history, timeline
from documents.services import delete_part, move_part
from tests.documents.factories import ACTION, STAKEHOLDER, Team, team

pytestmark = pytest.mark.django_db

TEN = datetime.timedelta(minutes=10)


def write(our: Team, by, key: str = "record", **values) -> None:
    """Save the present row, as one whose form is up to date does."""
    part = our.single(key)
    our.save(by, key, part, part.version, **values)


def wait(our: Team, minutes: float) -> None:
    """Let everything that has happened lie further back."""
    for change in Change.objects.filter(document=our.document):
        Change.objects.filter(pk=change.pk).update(at=change.at - datetime.timedelta(minutes=minutes))


def read(our: Team, **wanted) -> list[tuple]:
    entries = timeline(our.document, wanted=Wanted(**wanted), limit=wanted.pop("limit", 30)).entries
    return [(entry.by_label, entry.field, entry.before, entry.after) for entry in entries]


def test_saves_of_one_person_in_one_field_read_as_one():
    our = team()
    for title in ("Z", "Zielone", "Zielone ulice"):
        write(our, our.anna, title=title)
        wait(our, 9)
    assert read(our) == [(str(our.anna), "title", "", "Zielone ulice")]


def test_a_pause_of_more_than_ten_minutes_begins_an_entry():
    our = team()
    write(our, our.anna, title="Zielone")
    wait(our, 10.5)
    write(our, our.anna, title="Zielone ulice")
    assert read(our) == [
        (str(our.anna), "title", "Zielone", "Zielone ulice"),
        (str(our.anna), "title", "", "Zielone"),
    ]


def test_another_person_in_another_field_does_not_cut_an_entry():
    our = team()
    write(our, our.anna, title="Zielone")
    write(our, our.bartek, subtitle="Podtytuł")
    write(our, our.anna, title="Zielone ulice")
    assert read(our) == [
        (str(our.anna), "title", "", "Zielone ulice"),
        (str(our.bartek), "subtitle", "", "Podtytuł"),
    ]


def test_another_person_in_the_same_field_cuts_an_entry():
    our = team()
    write(our, our.anna, title="Zielone")
    write(our, our.bartek, title="Zielone ulice")
    write(our, our.anna, title="Zielone ulice miasta")
    assert [(who, after) for who, _field, _before, after in read(our)] == [
        (str(our.anna), "Zielone ulice miasta"),
        (str(our.bartek), "Zielone ulice"),
        (str(our.anna), "Zielone"),
    ]


def test_a_large_loss_stands_alone():
    """What was written for minutes and lost by one wrong key must not vanish between a before and an after."""
    our = team()
    words = "<p>" + "Miasto się nagrzewa. " * 20 + "Koniec.</p>"
    write(our, our.anna, key="diagnosis", text=words)
    write(our, our.anna, key="diagnosis", text="<p>Miasto</p>")
    write(our, our.anna, key="diagnosis", text="<p>Miasto rośnie</p>")
    assert [after for _who, _field, _before, after in read(our)] == [
        "<p>Miasto rośnie</p>",
        "<p>Miasto</p>",
        words,
    ]


def test_a_row_that_went_and_came_cuts_the_entries_of_its_fields():
    our = team()
    risk = our.add("risk", text="Susza", kind="environment")
    our.save(our.anna, "risk", risk, 1, text="Susza i upał")
    delete_part(by=our.anna, document=our.document, kind=our.kind("risk"), part_id=risk.pk, base_version=2)
    assert [entry.operation for entry in timeline(our.document).entries] == ["delete", "edit", "add"]


def test_moves_of_one_row_read_as_one():
    our = team()
    made = [our.add("stakeholder", **{**STAKEHOLDER, "name": name}) for name in "ABC"]
    for _time in range(2):
        move_part(by=our.anna, document=our.document, kind=our.kind("stakeholder"), part_id=made[2].pk, up=True)
    newest = timeline(our.document).entries[0]
    assert (newest.operation, newest.before, newest.after) == ("move", 3, 1)


def test_pages_give_every_entry_once_also_where_an_entry_reaches_over_their_border():
    our = team()
    record = our.single("record")
    for number in range(12):
        write(our, our.anna, title=f"Tytuł {number}")
        write(our, our.bartek, subtitle=f"Podtytuł {number}")
        if number % 4 == 3:
            wait(our, 11)
        our.add("risk", text=f"Ryzyko {number}", kind="environment")
    whole = timeline(our.document, limit=100)
    paged, before = [], None
    while True:
        page = timeline(our.document, wanted=Wanted(before=before), limit=2)
        paged += page.entries
        before = page.next
        if before is None:
            break
    assert [entry.id for entry in paged] == [entry.id for entry in whole.entries]
    assert [(entry.before, entry.after) for entry in paged] == [(entry.before, entry.after) for entry in whole.entries]
    assert len([entry for entry in paged if entry.part_id == str(record.pk)]) == 6


def test_filters_by_person_part_field_and_day():
    our = team()
    write(our, our.anna, title="Zielone")
    write(our, our.bartek, title="Zielone ulice", subtitle="Podtytuł")
    wait(our, 60 * 24)
    action = our.add("action", **ACTION)
    today, yesterday = timezone.localdate(), timezone.localdate() - datetime.timedelta(days=1)
    record = our.single("record")
    assert read(our, by=our.anna.pk, kinds=frozenset({"record"})) == [(str(our.anna), "title", "", "Zielone")]
    assert len(read(our, part_id=record.pk)) == 3
    assert [row[0] for row in read(our, part_id=record.pk, field="title")] == [str(our.bartek), str(our.anna)]
    assert [entry.part_id for entry in timeline(our.document, wanted=Wanted(day=today)).entries] == [str(action.pk)]
    assert len(read(our, day=yesterday)) == 3
    assert len(read(our, not_by=our.anna.pk)) == 2
    assert len(read(our, since=timezone.now() - TEN)) == 1


def test_a_long_history_costs_few_queries(django_assert_num_queries):
    our = team()
    for number in range(40):
        our.add("risk", text=f"Ryzyko {number}", kind="environment")
    with django_assert_num_queries(2):
        assert len(timeline(our.document).entries) == 30


def test_everybody_who_wrote_is_named_once():
    our = team()
    write(our, our.bartek, title="Zielone")
    write(our, our.anna, title="Zielone ulice")
    our.anna.name = "Zofia po zmianie"
    our.anna.save()
    write(our, our.anna, subtitle="Podtytuł")
    assert people_in_history(our.document) == sorted(
        [(our.anna.pk, "Zofia po zmianie"), (our.bartek.pk, str(our.bartek))], key=lambda person: person[1]
    )

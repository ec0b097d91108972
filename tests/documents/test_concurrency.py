"""Two people at the same moment, on the real PostgreSQL: each thread has its own connection."""

import threading
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from documents.enums import Purpose
from documents.exceptions import StaleSave
from documents.models import Change, Document, SavedRequest
from documents.queries import rows
from documents.services import add_row, delete_part, freeze, move_part, save_fields
from tests.documents.factories import STAKEHOLDER, Team, team

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*actions: Callable[[], Any]) -> list[Any]:
    """Run the actions in threads that start together; return what each gave, or the exception that it raised."""
    barrier = threading.Barrier(len(actions))
    results: list[Any] = [None] * len(actions)

    def run(place: int, action: Callable[[], Any]) -> None:
        try:
            barrier.wait(timeout=10)
            results[place] = action()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


def test_of_two_saves_of_one_field_one_wins_and_the_other_gets_both_texts():
    our = team()
    record = our.single("record")
    results = at_once(
        lambda: our.save(our.anna, "record", record, 1, title="Tekst Anny"),
        lambda: our.save(our.bartek, "record", record, 1, title="Tekst Bartka"),
    )
    clashes = [result for result in results if isinstance(result, StaleSave)]
    kept = our.single("record")
    assert len(clashes) == 1
    assert {clashes[0].mine["title"], clashes[0].theirs["title"]} == {"Tekst Anny", "Tekst Bartka"}
    assert kept.title == clashes[0].theirs["title"]
    assert Change.objects.filter(part_id=record.pk).count() == 1


def test_two_saves_of_different_fields_are_both_kept():
    our = team()
    record = our.single("record")
    at_once(
        lambda: our.save(our.anna, "record", record, 1, title="Tytuł Anny", subtitle=""),
        lambda: our.save(our.bartek, "record", record, 1, title="", subtitle="Podtytuł Bartka"),
    )
    kept = our.single("record")
    assert (kept.title, kept.subtitle, kept.version) == ("Tytuł Anny", "Podtytuł Bartka", 3)
    assert sorted(Change.objects.filter(part_id=record.pk).values_list("field", "part_version")) in (
        [("subtitle", 2), ("title", 3)],
        [("subtitle", 3), ("title", 2)],
    )


def test_rows_added_at_once_get_different_places():
    our = team()
    at_once(
        *[
            lambda name=name, by=by: our.add("stakeholder", by, **{**STAKEHOLDER, "name": name})
            for name, by in (("A", our.anna), ("B", our.bartek), ("C", our.anna), ("D", our.bartek))
        ]
    )
    made = rows(our.document, our.kind("stakeholder"))
    assert sorted(row.name for row in made) == ["A", "B", "C", "D"]
    assert len({row.position for row in made}) == 4
    assert Document.objects.get(pk=our.document.pk).revision == 4


def test_rows_added_at_once_respect_the_limit():
    our = team()
    for number in range(6):
        our.add("aim", text=f"Cel {number}", priority=1)
    at_once(*[lambda number=number: our.add("aim", text=f"Nowy {number}", priority=1) for number in range(3)])
    assert len(rows(our.document, our.kind("aim"))) == 7


def test_deleting_a_row_while_it_is_saved_never_loses_the_words():
    our = team()
    row = our.add("stakeholder", **STAKEHOLDER)
    kind = our.kind("stakeholder")
    results = at_once(
        lambda: our.save(our.anna, "stakeholder", row, 1, name="Nowa nazwa"),
        lambda: delete_part(by=our.bartek, document=our.document, kind=kind, part_id=row.pk, base_version=1),
    )
    refused = [result for result in results if isinstance(result, Exception)]
    live = rows(our.document, kind)
    assert len(refused) == 1
    assert [one.name for one in live] == ([] if results[0] in refused else ["Nowa nazwa"])


def test_moving_rows_at_once_keeps_every_row_in_one_place():
    our = team()
    made = [our.add("stakeholder", **{**STAKEHOLDER, "name": name}) for name in "ABCD"]
    kind = our.kind("stakeholder")
    at_once(
        lambda: move_part(by=our.anna, document=our.document, kind=kind, part_id=made[3].pk, up=True),
        lambda: move_part(by=our.bartek, document=our.document, kind=kind, part_id=made[2].pk, up=True),
    )
    after = rows(our.document, kind)
    assert sorted(row.name for row in after) == ["A", "B", "C", "D"]
    assert len({row.position for row in after}) == 4
    assert Change.objects.filter(operation="move").count() == 2


def test_no_change_is_lost_when_many_save_at_once():
    our = team()
    made = [our.add("stakeholder", **{**STAKEHOLDER, "name": str(number)}) for number in range(6)]
    before = Change.objects.count()

    def work(our: Team, row: Any, by: Any) -> None:
        for version in range(1, 4):
            our.save(by, "stakeholder", row, version, name=f"{row.name} {version}")

    at_once(
        *[lambda row=row, by=by: work(our, row, by) for row, by in zip(made, [our.anna, our.bartek] * 3, strict=True)]
    )
    assert Change.objects.count() - before == 18
    assert Document.objects.get(pk=our.document.pk).revision == 6 + 18


def test_one_request_delivered_twice_at_once_is_carried_out_once():
    our = team()
    record = our.single("record")
    save = {"by": our.anna, "document": our.document, "kind": our.kind("record"), "part_id": record.pk}
    save |= {"base_version": 1, "new_values": {"title": "Zielone ulice"}, "request_key": uuid4()}
    results = at_once(*[lambda: save_fields(**save)] * 4)
    assert sorted(result.repeated for result in results) == [False, True, True, True]
    add = {"by": our.anna, "document": our.document, "kind": our.kind("stakeholder"), "row_id": uuid4()}
    add |= {"new_values": dict(STAKEHOLDER), "request_key": uuid4()}
    results = at_once(*[lambda: add_row(**add)] * 4)
    assert sorted(result.repeated for result in results) == [False, True, True, True]
    assert len(rows(our.document, our.kind("stakeholder"))) == 1
    assert SavedRequest.objects.count() == 2


def test_words_of_both_are_kept_when_two_save_one_text_at_once():
    our = team()
    action = our.add("action", title="Drzewa", kind="investment", description="<p>Jeden dwa trzy.</p>")
    at_once(
        lambda: our.save(our.anna, "action", action, 1, description="<p>Zero jeden dwa trzy.</p>"),
        lambda: our.save(our.bartek, "action", action, 1, description="<p>Jeden dwa trzy cztery.</p>"),
    )
    action.refresh_from_db()
    assert action.description == "<p>Zero jeden dwa trzy cztery.</p>"


def test_a_document_frozen_twice_at_once_is_one_version():
    our = team()
    our.save(our.anna, "record", our.single("record"), 1, title="Zielone ulice")
    results = at_once(
        *[lambda by=by: freeze(by=by, document=our.document, purpose=Purpose.MANUAL) for by in (our.anna, our.bartek)]
    )
    assert [result.number for result in results] == [1, 1]
    assert our.document.versions.count() == 1

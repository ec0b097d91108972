"""Actions that wait for each other: never in a circle, whoever writes and however."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from core.exceptions import InvalidInput, Refusal
from documents.exceptions import InvalidFields, StillUsed
from documents.forms import part_form
from documents.queries import rows
from documents.services import delete_part, restore_part
from initiatives.models import Action
from initiatives.policies.dependencies import find_circle
from tests.documents.factories import ACTION, Team, team
from tests.documents.test_concurrency import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def actions(our: Team, *titles: str) -> list[Action]:
    return [our.add("action", **{**ACTION, "title": title}) for title in titles]


def wait(our: Team, waiting: Action, *awaited: Action) -> Action:
    waiting.refresh_from_db()
    return our.save(our.anna, "action", waiting, waiting.version, after=list(awaited))


def links() -> set[tuple[str, str]]:
    found = Action.after.through.objects.values_list("from_action__title", "to_action__title")
    return set(found)


def test_an_action_waits_for_others():
    our = team()
    first, second, third = actions(our, "A", "B", "C")
    wait(our, third, first, second)
    assert links() == {("C", "A"), ("C", "B")}


def test_a_circle_is_refused_with_the_actions_in_it():
    our = team()
    first, second, third, other = actions(our, "Projekt", "Przetarg", "Budowa", "Festyn")
    wait(our, second, first)
    wait(our, third, second)
    wait(our, other, third)
    with pytest.raises(InvalidFields) as refusal:
        wait(our, first, third, other)
    assert refusal.value.errors == {
        "after": [
            "These actions would wait for each other in a circle: D1 Projekt → D3 Budowa → D2 Przetarg → D1 Projekt. "
            "Take one of the links away."
        ]
    }
    assert links() == {("Przetarg", "Projekt"), ("Budowa", "Przetarg"), ("Festyn", "Budowa")}


def test_an_action_does_not_wait_for_itself():
    our = team()
    (action,) = actions(our, "A")
    with pytest.raises(InvalidInput, match="An action cannot wait for itself"):
        wait(our, action, action)


def test_the_form_does_not_offer_an_action_to_itself():
    our = team()
    (first,) = actions(our, "A")
    assert "after" not in part_form(our.kind("action"), our.document, part=first).fields
    (second,) = actions(our, "B")
    offered = part_form(our.kind("action"), our.document, part=first).fields["after"].choices
    assert [key for key, _label in offered] == [str(second.pk)]


def test_a_circle_is_told_at_its_field_and_the_other_fields_are_saved():
    our = team()
    first, second = actions(our, "A", "B")
    wait(our, second, first)
    client = Client()
    client.force_login(our.anna)
    body = {
        "request": str(uuid4()),
        "op": "save",
        "kind": "action",
        "id": str(first.pk),
        "version": 1,
        "fields": ["title", "after"],
        "data": [["title", "Nowy"], ["after", str(second.pk)]],
    }
    answer = client.post(reverse("initiative_save", args=[our.document.slug]), body, content_type="application/json")
    first.refresh_from_db()
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["after"])
    assert first.title == "Nowy"
    assert links() == {("B", "Nowy")}


def test_a_deleted_action_closes_no_circle():
    our = team()
    first, second = actions(our, "A", "B")
    wait(our, second, first)
    second.refresh_from_db()
    delete_part(
        by=our.anna, document=our.document, kind=our.kind("action"), part_id=second.pk, base_version=second.version
    )
    (third,) = actions(our, "C")
    wait(our, first, third)
    wait(our, third)
    restore_part(by=our.anna, document=our.document, kind=our.kind("action"), part_id=second.pk)
    assert links() == {("A", "C"), ("B", "A")}


def test_an_action_that_others_wait_for_is_not_deleted_and_they_are_named():
    our = team()
    first, second = actions(our, "A", "B")
    wait(our, second, first)
    with pytest.raises(StillUsed) as refusal:
        delete_part(by=our.anna, document=our.document, kind=our.kind("action"), part_id=first.pk, base_version=1)
    assert refusal.value.rows == ["D2 B"]


def test_links_are_written_once_more_without_a_change_of_the_row():
    our = team()
    first, second = actions(our, "A", "B")
    saved = wait(our, second, first)
    again = our.save(our.bartek, "action", saved, saved.version, after=[first])
    assert again.version == saved.version


@pytest.mark.parametrize(
    ("waits", "circle"),
    [
        ({}, []),
        ({1: {2}, 2: {3}}, []),
        ({1: {1}}, [1, 1]),
        ({1: {2}, 2: {1}}, [1, 2, 1]),
        ({1: {2, 3}, 2: {4}, 3: {1}, 4: {1}}, [1, 3, 1]),
        ({1: {2}, 2: {3}, 3: {2}}, []),
    ],
)
def test_the_shortest_circle_is_found(waits, circle):
    assert find_circle(waits, 1) == circle


@pytest.mark.django_db(transaction=True)
def test_two_people_who_add_opposite_links_at_once_make_no_circle():
    our = team()
    first, second = actions(our, "A", "B")
    results = at_once(
        lambda: our.save(our.anna, "action", first, 1, after=[second]),
        lambda: our.save(our.bartek, "action", second, 1, after=[first]),
    )
    assert sum(isinstance(result, Refusal) for result in results) == 1
    assert len(links()) == 1
    assert len(rows(our.document, our.kind("action"))) == 2

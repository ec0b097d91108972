"""The pulse: what others changed, who is here, what waits; for whoever may see the document."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from core.limits import check_limit
from documents.enums import State
from documents.exceptions import StaleSave
from documents.models import Change, Document
from documents.services import delete_part, move_part, restore_part
from documents.views.answers import PULSES, SECONDS
from tests import factories
from tests.documents.factories import ACTION, STAKEHOLDER, Team, team

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def pulse(our: Team, by: Any, revision: object = 0, place: str = "") -> dict[str, Any]:
    client = by if isinstance(by, Client) else signed_in(by)
    url = reverse("initiative_pulse", args=[our.document.slug])
    return client.get(url, {"revision": revision, "place": place}).json()


def test_what_a_colleague_saved_is_told_as_the_form_would_show_it():
    our = team()
    action = our.add("action", **ACTION)
    before = pulse(our, our.anna)["revision"]
    our.save(
        our.bartek,
        "action",
        action,
        1,
        description="<p>Jeden.</p><p>Dwa.</p>",
        start=datetime.date(2025, 3, 1),
        cost=Decimal("1250.50"),
        outputs=["park", "ławki"],
    )
    told = pulse(our, our.anna, before)
    (part,) = told["parts"]
    assert (part["kind"], part["id"], part["version"], part["by"], part["deleted"]) == (
        "action", str(action.pk), 2, str(our.bartek), False,
    )  # fmt: skip
    assert {name: field["data"] for name, field in part["fields"].items()} == {
        "description": [["description", "Jeden.\n\nDwa."]],
        "start": [["start_month", "3"], ["start_year", "2025"]],
        "cost": [["cost", "1,250.50"]],
        "outputs": [["outputs", "park\nławki"]],
    }
    assert (told["status"], told["revision"], told["lists"], told["can_edit"]) == ("ok", before + 1, [], True)


def test_a_change_already_known_is_not_told_again():
    our = team()
    our.save(our.bartek, "record", our.single("record"), 1, title="Tytuł")
    told = pulse(our, our.anna, 1)
    assert (told["parts"], told["lists"], told["revision"]) == ([], [], 1)


def test_new_moved_deleted_and_restored_rows_are_told():
    our = team()
    first, second = (our.add("stakeholder", **{**STAKEHOLDER, "name": name}) for name in "AB")
    told = pulse(our, our.anna)
    assert [part["fields"]["name"]["data"] for part in told["parts"]] == [[["name", "A"]], [["name", "B"]]]
    assert told["lists"] == ["stakeholder"]
    kind = our.kind("stakeholder")
    move_part(by=our.bartek, document=our.document, kind=kind, part_id=second.pk, up=True)
    moved = pulse(our, our.anna, told["revision"])
    assert (moved["parts"], moved["lists"]) == ([], ["stakeholder"])
    delete_part(by=our.bartek, document=our.document, kind=kind, part_id=first.pk, base_version=1)
    deleted = pulse(our, our.anna, moved["revision"])
    assert [(part["id"], part["deleted"], part["fields"]) for part in deleted["parts"]] == [(str(first.pk), True, {})]
    restore_part(by=our.bartek, document=our.document, kind=kind, part_id=first.pk)
    back = pulse(our, our.anna, deleted["revision"])
    assert [(part["id"], part["deleted"]) for part in back["parts"]] == [(str(first.pk), False)]
    assert "name" in back["parts"][0]["fields"]


def test_people_see_each_other_and_where_they_write():
    our = team()
    record = our.single("record")
    pulse(our, our.anna, 0, f"record/{record.pk}/title")
    assert pulse(our, our.bartek)["people"] == [
        {
            "id": our.anna.pk,
            "name": str(our.anna),
            "place": f"record/{record.pk}/title",
            "where": "in the section “Title and record”, in the field “Title of the plan”",
        }
    ]
    assert [person["name"] for person in pulse(our, our.anna)["people"]] == [str(our.bartek)]


NO_ROW = "00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize(
    "place", ["x", "record/1/title", f"nothing/{NO_ROW}/title", f"record/{NO_ROW}/nothing", "<script>", "a" * 5000]
)
def test_a_place_that_does_not_exist_is_not_passed_on(place):
    our = team()
    pulse(our, our.anna, 0, place)
    (person,) = pulse(our, our.bartek)["people"]
    assert (person["place"], person["where"]) == ("", "")


def test_people_of_another_document_are_not_shown():
    our, other = team(), team()
    pulse(other, other.anna)
    assert pulse(our, our.anna)["people"] == []


def test_readers_are_told_and_strangers_are_not():
    our, other = team(), team()
    expert = factories.expert(our.document.initiative.participation.network)
    told = pulse(our, expert)
    assert (told["status"], told["can_edit"]) == ("ok", False)
    assert pulse(our, other.anna)["status"] == "missing"
    assert pulse(our, Client())["status"] == "signed_out"


def test_texts_that_wait_are_told_to_their_author_alone():
    our = team()
    record = our.single("record")
    our.save(our.anna, "record", record, 1, title="Tekst Anny")
    with pytest.raises(StaleSave):
        our.save(our.bartek, "record", record, 1, title="Tekst Bartka")
    (held,) = pulse(our, our.bartek)["held"]
    assert (held["kind"], held["part"], held["field"], held["reason"]) == ("record", str(record.pk), "title", "clash")
    assert held["url"] == reverse("initiative_held_text", args=[our.document.slug, held["id"]])
    assert pulse(our, our.anna)["held"] == []


def test_a_closed_document_is_told():
    our = team()
    Document.objects.filter(pk=our.document.pk).update(state=State.ACCEPTED)
    told = pulse(our, our.anna)
    assert (told["state"], told["can_edit"]) == ("accepted", False)


@pytest.mark.parametrize("revision", ["", "abc", "-1", "1e9", "²", "9" * 40])
def test_a_senseless_revision_is_the_beginning(revision):
    our = team()
    our.save(our.anna, "record", our.single("record"), 1, title="Tytuł")
    assert len(pulse(our, our.bartek, revision)["parts"]) == 1


def test_after_a_very_long_absence_the_page_is_to_be_read_again():
    our = team()
    record = our.save(our.anna, "record", our.single("record"), 1, title="Tytuł")
    change = Change.objects.get(part_id=record.pk)
    Change.objects.bulk_create(
        Change(document=our.document, part_kind="record", part_id=record.pk, part_version=2, field="title",
               operation="edit", revision=1, by=our.anna, by_label=change.by_label) for _number in range(501)
    )  # fmt: skip
    told = pulse(our, our.bartek)
    assert (told["reload"], told["parts"]) == (True, [])


def test_too_many_pulses_are_told_when_to_try_again():
    our = team()
    for _time in range(PULSES):
        check_limit("pulse", f"{our.anna.pk} {our.document.pk}", amount=PULSES, seconds=SECONDS)
    told = pulse(our, our.anna)
    assert (told["status"], told["seconds"]) == ("too_many", SECONDS)


def test_a_pulse_asks_the_database_little():
    our = team()
    for _number in range(3):
        our.add("action", **ACTION)
        our.add("stakeholder", **STAKEHOLDER)
    client = signed_in(our.anna)
    revision = pulse(our, client)["revision"]
    with CaptureQueriesContext(connection) as changed:
        pulse(our, client)
    with CaptureQueriesContext(connection) as unchanged:
        pulse(our, client, revision)
    assert len(changed) <= 6
    assert len(unchanged) <= 4

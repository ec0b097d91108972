"""Saving as JSON: one request is carried out once, nothing acknowledged is lost, nobody else gets in."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from activity.models import Event
from core.limits import check_limit
from documents.enums import State
from documents.models import Change, Document, HeldText, SavedRequest
from documents.queries import rows
from documents.services import delete_part, restore_part
from documents.views.answers import SAVES, SECONDS
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


def address(our: Team, page: str = "save", *arguments: Any) -> str:
    return reverse(f"initiative_{page}", args=[our.document.slug, *arguments])


def body(part, kind: str, data: list[list[str]], *, version: int | None = None, **more: Any) -> dict[str, Any]:
    names = list(dict.fromkeys(name for name, _text in data))
    return {
        "request": str(uuid4()),
        "op": "save",
        "kind": kind,
        "id": str(getattr(part, "pk", part)),
        "version": part.version if version is None else version,
        "fields": names,
        "data": data,
        **more,
    }


def post(our: Team, by: Any, content: Any, **headers: str):
    text = content if isinstance(content, str | bytes) else json.dumps(content)
    client = by if isinstance(by, Client) else signed_in(by)
    return client.post(address(our), text, content_type="application/json", headers=headers)


def test_a_field_is_saved_and_the_answer_says_what_is_there_now():
    our = team()
    answer = post(our, our.anna, body(our.single("record"), "record", [["title", "Zielone ulice"]]))
    told = answer.json()
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert (told["status"], told["version"], told["revision"], told["saved"], told["merged"], told["values"]) == (
        "saved", 2, 1, ["title"], [], {},
    )  # fmt: skip
    assert told["user"] == our.anna.pk
    assert our.single("record").title == "Zielone ulice"


def test_fields_that_were_not_sent_stay():
    our = team()
    our.save(our.anna, "record", our.single("record"), 1, title="Tytuł", subtitle="Podtytuł")
    post(our, our.bartek, body(our.single("record"), "record", [["subtitle", "Inny"]]))
    assert (our.single("record").title, our.single("record").subtitle) == ("Tytuł", "Inny")


def test_words_of_two_people_in_one_field_are_merged_and_told():
    our = team()
    action = our.add("action", **ACTION, description="<p>Jeden dwa trzy.</p><p>Cztery.</p>")
    our.save(our.anna, "action", action, 1, description="<p>Jeden dwa trzy Anny.</p><p>Cztery.</p>")
    told = post(
        our,
        our.bartek,
        body(action, "action", [["description", "<p>Jeden Bartka dwa trzy.</p><p>Cztery.</p><p>Pięć.</p>"]], version=1),
    ).json()
    action.refresh_from_db()
    assert action.description == "<p>Jeden Bartka dwa trzy Anny.</p><p>Cztery.</p><p>Pięć.</p>"
    assert (told["status"], told["merged"], told["by"]) == ("saved", ["description"], str(our.anna))
    assert told["values"]["description"] == {
        "data": [["description", "Jeden Bartka dwa trzy Anny.\n\nCztery.\n\nPięć."]],
        "version": 3,
    }


def test_the_same_request_twice_is_carried_out_once():
    our = team()
    record = our.single("record")
    content = body(record, "record", [["title", "Bartka"]])
    client = signed_in(our.bartek)
    post(our, client, content)
    our.save(our.anna, "record", record, 2, title="Anny")
    told = post(our, client, content).json()
    assert our.single("record").title == "Anny"
    assert (told["status"], told["repeated"], told["version"]) == ("saved", True, 3)
    assert told["values"]["title"] == {"data": [["title", "Anny"]], "version": 3}
    assert Change.objects.filter(part_id=record.pk).count() == 2


def test_the_same_key_with_other_words_is_another_request():
    """ "Back" in the browser brings the old page with its key; what is typed there is new all the same."""
    our = team()
    content = body(our.single("record"), "record", [["title", "Jeden"]])
    client = signed_in(our.anna)
    post(our, client, content)
    told = post(our, client, {**content, "version": 2, "data": [["title", "Jeden dwa"]]}).json()
    assert (told["status"], told["repeated"]) == ("saved", False)
    assert our.single("record").title == "Jeden dwa"


def test_a_clash_holds_the_text_and_saves_the_other_fields():
    our = team()
    record = our.single("record")
    our.save(our.anna, "record", record, 1, title="Tekst Anny")
    answer = post(
        our, our.bartek, body(record, "record", [["title", "Tekst Bartka"], ["subtitle", "Podtytuł"]], version=1)
    )
    told = answer.json()
    held = HeldText.objects.get()
    assert answer.status_code == 409
    assert (told["status"], told["fields"], told["saved"], told["who"]) == (
        "clash", ["title"], ["subtitle"], str(our.anna),
    )  # fmt: skip
    assert (told["held"], told["all"], told["url"]) == (
        str(held.pk),
        {"title": str(held.pk)},
        address(our, "held_text", held.pk),
    )
    assert (our.single("record").title, our.single("record").subtitle) == ("Tekst Anny", "Podtytuł")


def test_a_clash_that_arrives_twice_waits_once_and_does_not_come_back_when_settled():
    our = team()
    record = our.single("record")
    our.save(our.anna, "record", record, 1, title="Tekst Anny")
    content = body(record, "record", [["title", "Tekst Bartka"]], version=1)
    client = signed_in(our.bartek)
    first, second = post(our, client, content).json(), post(our, client, content).json()
    assert first["held"] == second["held"]
    assert second["repeated"]
    HeldText.objects.update(settled_at=HeldText.objects.get().created_at)
    third = post(our, client, content).json()
    assert (third["status"], third["repeated"], third["values"]["title"]["data"]) == (
        "saved", True, [["title", "Tekst Anny"]],
    )  # fmt: skip
    assert HeldText.objects.filter(settled_at=None).count() == 0


def test_two_windows_of_one_person_both_keep_their_texts():
    our = team()
    record = our.single("record")
    our.save(our.anna, "record", record, 1, title="Tekst Anny")
    client = signed_in(our.bartek)
    first = post(our, client, body(record, "record", [["title", "Pierwsze okno"]], version=1)).json()
    post(our, client, body(record, "record", [["title", "Drugie okno"]], version=1))
    assert sorted(HeldText.objects.values_list("mine", flat=True)) == ["Drugie okno", "Pierwsze okno"]
    post(our, client, body(record, "record", [["title", "Pierwsze okno dalej"]], version=1, held=first["held"]))
    assert sorted(HeldText.objects.values_list("mine", flat=True)) == ["Drugie okno", "Pierwsze okno dalej"]


def test_a_save_that_settles_a_text_closes_it():
    our = team()
    record = our.single("record")
    our.save(our.anna, "record", record, 1, title="Tekst Anny")
    client = signed_in(our.bartek)
    held = post(our, client, body(record, "record", [["title", "Tekst Bartka"]], version=1)).json()["held"]
    told = post(our, client, body(record, "record", [["title", "Obu"]], version=2, held=held)).json()
    assert told["status"] == "saved"
    assert HeldText.objects.filter(settled_at=None).count() == 0


def test_nobody_settles_the_text_of_another_person():
    our = team()
    record = our.single("record")
    our.save(our.anna, "record", record, 1, title="Tekst Anny")
    held = post(our, our.bartek, body(record, "record", [["title", "Tekst Bartka"]], version=1)).json()["held"]
    post(our, our.anna, body(record, "record", [["title", "Nowy"]], version=2, held=held))
    assert HeldText.objects.filter(settled_at=None).count() == 1


def test_wrong_fields_are_named_and_the_others_saved():
    our = team()
    action = our.add("action", **ACTION)
    answer = post(our, our.anna, body(action, "action", [["cost", "-5"], ["lead", "Zieleń"]]))
    told = answer.json()
    action.refresh_from_db()
    assert answer.status_code == 422
    assert (told["status"], list(told["errors"]), told["saved"]) == ("invalid", ["cost"], ["lead"])
    assert (action.lead, action.cost) == ("Zieleń", None)


def test_a_rule_of_two_fields_is_judged_by_what_is_stored():
    our = team()
    action = our.add("action", **ACTION)
    client = signed_in(our.anna)
    first = {**body(action, "action", [["start_month", "5"], ["start_year", "2025"]]), "fields": ["start"]}
    last = {**body(action, "action", [["end_month", "4"], ["end_year", "2025"]], version=2), "fields": ["end"]}
    assert post(our, client, first).json()["status"] == "saved"
    told = post(our, client, last).json()
    assert (told["status"], list(told["errors"])) == ("invalid", ["end"])


def test_words_for_a_deleted_row_wait():
    our = team()
    row = our.add("stakeholder", **STAKEHOLDER)
    delete_part(by=our.anna, document=our.document, kind=our.kind("stakeholder"), part_id=row.pk, base_version=1)
    answer = post(our, our.bartek, body(row, "stakeholder", [["role_delivery", "Długi tekst"]], version=1))
    told = answer.json()
    assert (answer.status_code, told["status"], told["who"]) == (409, "gone", str(our.anna))
    assert HeldText.objects.get().mine == "Długi tekst"


def test_words_for_a_closed_document_wait():
    our = team()
    Document.objects.filter(pk=our.document.pk).update(state=State.ACCEPTED)
    answer = post(our, our.bartek, body(our.single("record"), "record", [["title", "Za późno"]]))
    told = answer.json()
    assert (answer.status_code, told["status"]) == (409, "closed")
    assert "cannot be edited now" in told["message"]
    assert (HeldText.objects.get().mine, HeldText.objects.get().reason) == ("Za późno", "closed")
    assert our.single("record").title == ""


def test_a_row_is_added_once_under_the_id_that_the_client_chose():
    our = team()
    key, client = uuid4(), signed_in(our.anna)
    data = [["name", "Rada"], ["kind", "residents"], ["influence", "2"], ["interest", "3"], ["attitude", "neutral"],
            ["engagement", "inform"]]  # fmt: skip
    content = {**body(key, "stakeholder", data, version=0), "op": "add"}
    first, second = post(our, client, content).json(), post(our, client, content).json()
    assert (first["status"], first["id"], first["version"], second["repeated"]) == ("saved", str(key), 1, True)
    again = {**content, "request": str(uuid4()), "data": [["name", "Rada seniorów"], *data[1:]]}
    assert post(our, client, again).json()["status"] == "saved"
    assert [(row.pk, row.name) for row in rows(our.document, our.kind("stakeholder"))] == [(key, "Rada seniorów")]


def test_a_replayed_add_does_not_bring_a_deleted_row_back():
    our = team()
    key, client = uuid4(), signed_in(our.anna)
    data = [["name", "Rada"], ["kind", "residents"], ["influence", "2"], ["interest", "3"], ["attitude", "neutral"],
            ["engagement", "inform"]]  # fmt: skip
    content = {**body(key, "stakeholder", data, version=0), "op": "add"}
    post(our, client, content)
    delete_part(by=our.bartek, document=our.document, kind=our.kind("stakeholder"), part_id=key, base_version=1)
    assert post(our, client, content).json()["repeated"]
    assert rows(our.document, our.kind("stakeholder")) == []


def test_an_id_of_another_document_is_refused():
    our, other = team(), team()
    foreign = other.add("stakeholder", **STAKEHOLDER)
    data = [["name", "Rada"], ["kind", "residents"], ["influence", "2"], ["interest", "3"], ["attitude", "neutral"],
            ["engagement", "inform"]]  # fmt: skip
    answer = post(our, our.anna, {**body(foreign, "stakeholder", data), "op": "add"})
    assert answer.status_code == 422
    assert post(our, our.anna, body(foreign, "stakeholder", [["name", "x"]])).status_code == 404
    foreign.refresh_from_db()
    assert foreign.name == STAKEHOLDER["name"]


def test_rows_are_moved_deleted_and_restored_once():
    our = team()
    first, second = (our.add("stakeholder", **{**STAKEHOLDER, "name": name}) for name in "AB")
    client = signed_in(our.anna)
    move = {**body(second, "stakeholder", []), "op": "move", "up": True}
    for _time in range(2):
        assert post(our, client, move).json()["status"] == "saved"
    assert [row.name for row in rows(our.document, our.kind("stakeholder"))] == ["B", "A"]
    delete = {**body(first, "stakeholder", []), "op": "delete"}
    assert post(our, client, delete).json()["status"] == "saved"
    restore_part(by=our.bartek, document=our.document, kind=our.kind("stakeholder"), part_id=first.pk)
    assert post(our, client, delete).json()["status"] == "saved"
    assert len(rows(our.document, our.kind("stakeholder"))) == 2


def test_a_row_changed_by_somebody_else_is_not_deleted():
    our = team()
    row = our.add("stakeholder", **STAKEHOLDER)
    our.save(our.bartek, "stakeholder", row, 1, name="Rada seniorów")
    told = post(our, our.anna, {**body(row, "stakeholder", [], version=1), "op": "delete"}).json()
    assert (told["status"], told["held"], told["version"], told["who"]) == ("clash", None, 2, str(our.bartek))


def test_only_the_team_saves():
    our, other = team(), team()
    content = body(our.single("record"), "record", [["title", "Cudzy"]])
    expert = factories.expert(our.document.initiative.participation.network)
    answers = {person: post(our, person, content) for person in (other.anna, factories.user(), expert)}
    assert [answer.status_code for answer in answers.values()] == [404, 404, 403]
    assert [answer.json()["status"] for answer in answers.values()] == ["missing", "missing", "forbidden"]
    assert our.single("record").title == ""


def test_somebody_signed_out_is_told_where_to_sign_in():
    our = team()
    answer = post(our, Client(), body(our.single("record"), "record", [["title", "x"]]))
    assert (answer.status_code, answer.json()["status"]) == (401, "signed_out")


def test_the_text_of_the_person_before_is_not_saved_in_the_name_of_the_next():
    our = team()
    content = body(our.single("record"), "record", [["title", "Anny"]], user=str(our.anna.pk))
    answer = post(our, our.bartek, content)
    assert (answer.status_code, answer.json()["status"]) == (403, "forbidden")
    assert post(our, our.anna, content).status_code == 200


def test_an_old_token_is_told_as_json():
    our = team()
    client = Client(enforce_csrf_checks=True)
    client.force_login(our.anna)
    answer = post(our, client, body(our.single("record"), "record", [["title", "x"]]))
    assert (answer.status_code, answer.json()) == (403, {"status": "csrf"})


@pytest.mark.parametrize(
    "content",
    ["", "nonsense", "[]", "[" * 100_000, '{"op": "save"}', '{"kind": "record", "op": "explode"}', "{}", b"\xff\xfe"],
)
def test_nonsense_is_refused_with_a_reason(content):
    our = team()
    answer = post(our, our.anna, content)
    assert answer.status_code in (400, 404)
    assert answer.json()["status"] in ("malformed", "missing")


@pytest.mark.parametrize(
    "change",
    [
        {"version": -1}, {"version": "1"}, {"version": True}, {"version": 10**30}, {"fields": "title"},
        {"fields": ["nothing"]}, {"fields": [1]}, {"data": "x"}, {"data": [["a"]]}, {"data": [["a", 1]]},
        {"data": [[["a"], "b"]]}, {"request": "x"}, {"id": None}, {"held": "x"}, {"bases": ["x"]},
        {"bases": {"title": 1}}, {"data": [["a", "b"]] * 2001},
    ],
)  # fmt: skip
def test_a_malformed_request_changes_nothing(change):
    our = team()
    content = {**body(our.single("record"), "record", [["title", "x"]]), **change}
    answer = post(our, our.anna, content)
    assert (answer.status_code, answer.json()["status"]) == (400, "malformed")
    assert our.single("record").title == ""


def test_broken_characters_do_not_break_the_server():
    our = team()
    content = json.dumps(body(our.single("record"), "record", [["title", "Zielone PLACE ulice"]]))
    answer = post(our, our.anna, content.replace("PLACE", "\\ud800\\u0000"))
    assert answer.status_code == 200
    assert our.single("record").title == "Zielone � ulice"


def test_too_much_at_once_is_refused_as_a_whole():
    our = team()
    answer = post(our, our.anna, body(our.single("diagnosis"), "diagnosis", [["text", "a" * 2_200_000]]))
    assert (answer.status_code, answer.json()["status"]) == (413, "too_large")


def test_a_text_over_its_limit_stays_in_the_browser():
    our = team()
    answer = post(our, our.anna, body(our.single("diagnosis"), "diagnosis", [["text", "a" * 500_000]]))
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["text"])


def test_too_many_saves_are_told_when_to_try_again():
    our = team()
    for _time in range(SAVES):
        check_limit("save", f"{our.anna.pk} {our.document.pk}", amount=SAVES, seconds=SECONDS)
    content = body(our.single("record"), "record", [["title", "x"]])
    answer = post(our, our.anna, content)
    assert (answer.status_code, answer.json()["status"], answer["Retry-After"]) == (429, "too_many", str(SECONDS))
    assert SavedRequest.objects.count() == 0


def test_what_the_typing_grew_from_may_be_named():
    """Typed on while an earlier save was merged: the base is what was sent then, which no version holds."""
    our = team()
    record = our.save(our.anna, "record", our.single("record"), 1, title="Ulice")
    our.save(our.anna, "record", record, 2, title="Zielone ulice")
    client = signed_in(our.bartek)
    post(our, client, body(record, "record", [["title", "Ulice Rzeszowa"]], version=2))
    assert our.single("record").title == "Zielone ulice Rzeszowa"
    bases = {"title": [["title", "Ulice Rzeszowa"]]}
    told = post(
        our, client, body(record, "record", [["title", "Ulice Rzeszowa i okolic"]], version=2, bases=bases)
    ).json()
    assert told["merged"] == ["title"]
    assert our.single("record").title == "Zielone ulice Rzeszowa i okolic"


def test_work_that_goes_on_is_one_event():
    our = team()
    client = signed_in(our.anna)
    for title in ("Z", "Zi", "Zie"):
        post(our, client, body(our.single("record"), "record", [["title", title]]))
    post(our, client, body(our.single("record"), "record", [["subtitle", "x"]]))
    events = Event.objects.filter(document_id=our.document.pk, verb="changed")
    assert [event.data["fields"] for event in events] == [["title", "subtitle"]]
    assert Change.objects.filter(part_id=our.single("record").pk).count() == 4


@pytest.mark.parametrize(
    ("data", "statements"),
    [([["description", "<p>Tekst</p>"]], 16), ([["lead", "Zieleń"]], 22), ([["cost", "5"]], 17)],
)
def test_a_save_asks_the_database_little(data, statements):
    our = team()
    action = our.add("action", **ACTION)
    client = signed_in(our.anna)
    with CaptureQueriesContext(connection) as asked:
        post(our, client, body(action, "action", data))
    kinds = [query["sql"].split()[0] for query in asked.captured_queries]
    assert len([kind for kind in kinds if kind not in ("SAVEPOINT", "RELEASE")]) <= statements


@pytest.mark.parametrize("text", ["<ul><li>" * 60 + "słowa", "<em>" * 10_001 + "słowa"], ids=["too deep", "too much"])
def test_text_of_very_many_elements_in_one_another_is_refused_at_once(text):
    our = team()
    told = post(our, our.anna, body(our.single("diagnosis"), "diagnosis", [["text", text]])).json()
    assert (told["status"], list(told["errors"])) == ("invalid", ["text"])
    assert our.single("diagnosis").text == ""


@override_settings(CACHES={"default": {"BACKEND": "core.cache.ForgivingCache", "LOCATION": "redis://127.0.0.1:1/0"}})
def test_words_are_saved_and_told_while_the_cache_is_away():
    our = team()
    part = our.single("diagnosis")
    assert post(our, our.anna, body(part, "diagnosis", [["text", "Powódź."]])).json()["status"] == "saved"
    told = signed_in(our.bartek).get(address(our, "pulse"), {"revision": 0}).json()
    assert [one["fields"]["text"]["data"] for one in told["parts"]] == [[["text", "Powódź."]]]
    assert told["people"] == []

"""Texts that wait: their author alone sees them, and decides; nothing is lost on the way."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from documents.enums import State
from documents.exceptions import RowGone, StaleSave
from documents.models import Document, HeldText
from documents.queries import rows
from documents.services import add_row, delete_part
from networks.models import TeamSeat
from tests import factories
from tests.documents.factories import ACTION, STAKEHOLDER, Team, team

pytestmark = pytest.mark.django_db
FRAGMENT = {"X-Fragment": "1"}


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(our: Team, held: HeldText | None = None) -> str:
    if held is None:
        return reverse("initiative_held", args=[our.document.slug])
    return reverse("initiative_held_text", args=[our.document.slug, held.pk])


def clash(our: Team, mine: str = "Tekst Bartka") -> HeldText:
    record = our.single("record")
    our.save(our.anna, "record", record, 1, title="Tekst Anny")
    with pytest.raises(StaleSave):
        our.save(our.bartek, "record", record, 1, title=mine)
    return HeldText.objects.get(settled_at=None)


def gone(our: Team, **values: Any) -> HeldText:
    row = our.add("stakeholder", **STAKEHOLDER)
    delete_part(by=our.anna, document=our.document, kind=our.kind("stakeholder"), part_id=row.pk, base_version=1)
    with pytest.raises(RowGone):
        our.save(our.bartek, "stakeholder", row, 1, **(values or {"role_delivery": "Długi tekst"}))
    return HeldText.objects.first()


def set_state(our: Team, state: State) -> None:
    Document.objects.filter(pk=our.document.pk).update(state=state)


def settle(our: Team, by, held: HeldText, choice: str, *, version: int = 2, **more: str):
    data = {"choice": choice, "base_version": version, **more}
    return signed_in(by).post(address(our, held), data, headers=FRAGMENT)


def is_open(held: HeldText) -> bool:
    return HeldText.objects.filter(pk=held.pk, settled_at=None).exists()


def test_the_author_sees_base_mine_and_theirs():
    our = team()
    record = our.save(our.anna, "record", our.single("record"), 1, title="Pierwszy tytuł")
    our.save(our.anna, "record", record, 2, title="Tytuł Anny")
    with pytest.raises(StaleSave):
        our.save(our.bartek, "record", record, 2, title="Tytuł Bartka")
    page = signed_in(our.bartek).get(address(our, HeldText.objects.get())).content.decode()
    assert "Tytuł<mark> Bartka</mark>" in page
    assert "Tytuł<mark> Anny</mark>" in page
    assert "Pierwszy tytuł" in page


def test_a_fragment_is_the_inside_of_the_page():
    our = team()
    held = clash(our)
    client = signed_in(our.bartek)
    page = client.get(address(our, held)).content.decode()
    for part in (
        client.get(address(our, held), headers=FRAGMENT),
        client.get(address(our, held), {"fragment": "1"}),
        client.get(address(our, held), headers={"HX-Request": "true"}),
    ):
        inside = part.content.decode()
        assert "<html" not in inside
        assert "data-fragment" in inside
        assert "Tekst<mark> Bartka</mark>" in inside
    assert "<html" in page
    assert "data-fragment" in page


def test_nobody_else_ever_sees_it():
    our, other = team(), team()
    held = clash(our)
    expert = factories.expert(our.document.initiative.participation.network)
    for person in (our.anna, expert, factories.coordinator(), other.anna, factories.user()):
        client = signed_in(person)
        assert client.get(address(our, held)).status_code == 404
        for choice in ("mine", "discard", "both", "again"):
            assert client.post(address(our, held), {"choice": choice, "base_version": 2}).status_code == 404
        if person in (our.anna, expert):
            assert "Tekst Bartka" not in client.get(address(our)).content.decode()
    assert Client().get(address(our, held)).status_code == 302
    assert is_open(held)
    assert our.single("record").title == "Tekst Anny"


def test_the_list_leads_to_each_text():
    our = team()
    held = clash(our)
    page = signed_in(our.bartek).get(address(our)).content.decode()
    assert address(our, held) in page
    assert "Nothing waits for you" in signed_in(our.anna).get(address(our)).content.decode()


@pytest.mark.parametrize(
    ("choice", "title", "status"),
    [
        ("mine", "Tekst Bartka", "saved"),
        ("both", "Tekst Anny Tekst Bartka", "saved"),
        ("theirs", "Tekst Anny", "settled"),
        ("discard", "Tekst Anny", "settled"),
    ],
)
def test_each_decision_is_carried_out_and_told(choice, title, status):
    our = team()
    held = clash(our)
    answer = settle(our, our.bartek, held, choice)
    assert (answer.status_code, answer.json()["status"]) == (200, status)
    assert our.single("record").title == title
    assert not is_open(held)
    if status == "settled":
        assert answer.json()["values"] == {"title": {"data": [["title", "Tekst Anny"]], "version": 2}}


def test_a_text_of_ones_own_may_be_written():
    our = team()
    held = clash(our)
    assert settle(our, our.bartek, held, "edited", title="Tekst obojga").json()["status"] == "saved"
    assert our.single("record").title == "Tekst obojga"


def test_a_wrong_text_of_ones_own_is_told_and_nothing_is_settled():
    our = team()
    held = clash(our)
    answer = settle(our, our.bartek, held, "edited", title="A" * 1000)
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["title"])
    assert is_open(held)


@pytest.mark.parametrize("choice", ["", "nonsense", "again' --"])
def test_a_senseless_decision_settles_nothing(choice):
    our = team()
    held = clash(our)
    assert settle(our, our.bartek, held, choice).status_code == 422
    assert is_open(held)


def test_both_with_what_was_changed_again_meanwhile_is_both():
    our = team()
    held = clash(our)
    our.save(our.anna, "record", our.single("record"), 2, title="Zupełnie inny")
    assert settle(our, our.bartek, held, "both", version=2).json()["status"] == "saved"
    assert our.single("record").title == "Zupełnie inny Tekst Bartka"


def test_what_was_changed_again_meanwhile_is_not_overwritten():
    our = team()
    held = clash(our)
    our.save(our.anna, "record", our.single("record"), 2, title="Zupełnie inny")
    answer = settle(our, our.bartek, held, "mine", version=2)
    assert (answer.status_code, answer.json()["status"]) == (409, "clash")
    assert our.single("record").title == "Zupełnie inny"
    assert is_open(held)


def test_a_decision_sent_twice_is_one():
    our = team()
    held = clash(our)
    key = str(uuid4())
    settle(our, our.bartek, held, "mine", request=key)
    our.save(our.anna, "record", our.single("record"), 3, title="Potem Anna")
    assert settle(our, our.bartek, held, "mine", request=key).json()["repeated"]
    assert our.single("record").title == "Potem Anna"
    assert not is_open(held)


def test_another_decision_in_another_window_is_not_passed_over():
    our = team()
    held = clash(our)
    settle(our, our.bartek, held, "theirs", request=str(uuid4()))
    told = settle(our, our.bartek, held, "edited", title="Tekst Anny, moje słowa", request=str(uuid4())).json()
    assert told["status"] == "saved"
    assert our.single("record").title == "Tekst Anny, moje słowa"


def test_what_is_written_in_a_decision_waits_when_the_document_was_closed_meanwhile():
    our = team()
    held = clash(our)
    set_state(our, State.ACCEPTED)
    answer = settle(our, our.bartek, held, "edited", title="Długo pisany tekst")
    assert (answer.status_code, answer.json()["status"]) == (409, "closed")
    held.refresh_from_db()
    assert (held.mine, held.reason, held.settled_at) == ("Długo pisany tekst", "closed", None)


def test_a_copy_asked_for_twice_is_one_row():
    our = team()
    held = gone(our)
    for _time in range(2):
        assert settle(our, our.bartek, held, "copy").json()["status"] == "settled"
    assert len(rows(our.document, our.kind("stakeholder"))) == 1


def test_a_deleted_row_comes_back_with_the_text():
    our = team()
    held = gone(our, role_delivery="Długi tekst", name="Rada seniorów")
    page = signed_in(our.bartek).get(address(our, held)).content.decode()
    assert "Długi tekst" in page
    assert "Rada seniorów" in page
    assert settle(our, our.bartek, held, "again").json()["status"] == "saved"
    (row,) = rows(our.document, our.kind("stakeholder"))
    assert (row.name, row.role_delivery) == ("Rada seniorów", "Długi tekst")
    assert HeldText.objects.filter(settled_at=None).count() == 0


def test_the_text_of_a_deleted_row_may_become_a_new_row():
    our = team()
    held = gone(our)
    settle(our, our.bartek, held, "copy")
    (row,) = rows(our.document, our.kind("stakeholder"))
    assert (row.name, row.role_delivery) == (STAKEHOLDER["name"], "Długi tekst")
    assert row.pk != held.part_id


def test_the_text_of_a_closed_document_is_offered_when_it_is_open_again():
    our = team()
    action = our.add("action", **ACTION, description="<p>Jeden.</p><p>Dwa.</p>")
    set_state(our, State.ACCEPTED)
    with pytest.raises(Exception, match="cannot be edited"):
        our.save(our.bartek, "action", action, 1, description="<p>Jeden Bartka.</p><p>Dwa.</p>")
    held = HeldText.objects.get()
    page = signed_in(our.bartek).get(address(our, held)).content.decode()
    assert "Jeden Bartka." in page
    assert 'value="again"' not in page
    assert settle(our, our.bartek, held, "again").status_code >= 400
    assert is_open(held)
    set_state(our, State.RETURNED)
    our.save(our.anna, "action", action, 1, description="<p>Jeden.</p><p>Dwa Anny.</p>")
    assert 'value="again"' in signed_in(our.bartek).get(address(our, held)).content.decode()
    assert settle(our, our.bartek, held, "again").json()["status"] == "saved"
    action.refresh_from_db()
    assert action.description == "<p>Jeden Bartka.</p><p>Dwa Anny.</p>"
    assert not is_open(held)


def test_a_new_row_that_came_too_late_is_added_when_the_document_is_open_again():
    our = team()
    set_state(our, State.ACCEPTED)
    key = "5f0c1d8e-0000-4000-8000-000000000001"
    saved = add_row(
        by=our.bartek, document=our.document, kind=our.kind("stakeholder"), row_id=key, new_values=dict(STAKEHOLDER)
    )
    assert saved.refusal is not None
    set_state(our, State.DRAFT)
    assert settle(our, our.bartek, saved.held["name"], "again").json()["status"] == "saved"
    (row,) = rows(our.document, our.kind("stakeholder"))
    assert (str(row.pk), row.name, row.influence) == (key, STAKEHOLDER["name"], 3)
    assert HeldText.objects.filter(settled_at=None).count() == 0


def test_somebody_who_left_the_team_reads_their_own_words_and_nothing_else():
    our = team()
    held = clash(our)
    TeamSeat.objects.filter(user=our.bartek).update(until="2024-01-01")
    client = signed_in(our.bartek)
    page = client.get(address(our, held)).content.decode()
    assert "Tekst Bartka" in page
    assert "Anny" not in page
    assert str(our.document.title) not in page
    assert 'value="mine"' not in page
    assert address(our, held) in client.get(address(our)).content.decode()
    assert settle(our, our.bartek, held, "mine").status_code == 403
    assert our.single("record").title == "Tekst Anny"
    assert settle(our, our.bartek, held, "discard").json()["values"] == {}
    assert not is_open(held)
    assert client.get(address(our)).status_code == 404


def test_hostile_words_are_shown_as_words():
    our = team()
    hostile = '"><script>alert(1)</script>'
    held = clash(our, hostile)
    client = signed_in(our.bartek)
    for url in (address(our), address(our, held), f"{address(our, held)}?fragment=1"):
        assert "<script>alert(1)" not in client.get(url).content.decode()


@pytest.mark.parametrize("kind", ["cost", "start", "aim"])
def test_values_without_words_clash_and_are_settled_too(kind):
    our = team()
    action = our.add("action", **ACTION)
    aims = [our.add("aim", text=f"Cel {number}", priority=1) for number in range(2)]
    first, second = {"cost": (1, 2), "start": ("2025-01-01", "2025-02-01"), "aim": aims}[kind]
    data = {"cost": lambda value: [[kind, str(value)]],
            "start": lambda value: [["start_month", value[5:7]], ["start_year", value[:4]]],
            "aim": lambda value: [[kind, str(value.pk)]]}[kind]  # fmt: skip
    for person, value in ((our.anna, first), (our.bartek, second)):
        content = {"request": None, "op": "save", "kind": "action", "id": str(action.pk), "version": 1,
                   "fields": [kind], "data": data(value)}  # fmt: skip
        content["request"] = f"5f0c1d8e-0000-4000-8000-00000000000{person.pk % 10}"
        answer = signed_in(person).post(
            reverse("initiative_save", args=[our.document.slug]), content, content_type="application/json"
        )
    assert answer.json()["status"] == "clash"
    held = HeldText.objects.get()
    page = signed_in(our.bartek).get(address(our, held)).content.decode()
    assert 'value="both"' not in page
    assert settle(our, our.bartek, held, "mine").json()["status"] == "saved"
    assert not is_open(held)

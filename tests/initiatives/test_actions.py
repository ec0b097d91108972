"""The section of the actions: list and cards, sums, copies, moving to any place."""

import datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from core.exceptions import NotAllowed, TooMany
from documents.exceptions import RowGone
from documents.models import Change
from documents.queries import rows, snapshot
from documents.services import delete_part, move_part
from documents.services.copying import copy_part
from initiatives.models import Action, ActionFunding
from initiatives.rendering.action_sums import action_sums, total
from tests import factories
from tests.documents.factories import ACTION, Team, team

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def address(our: Team, page: str, *arguments) -> str:
    return reverse(f"initiative_{page}", args=[our.document.slug, *arguments])


def actions(our: Team, *titles: str) -> list[Action]:
    return [our.add("action", **{**ACTION, "title": title}) for title in titles]


def titles(our: Team) -> list[str]:
    return [row.title for row in rows(our.document, our.kind("action"))]


def pay(our: Team, action: Action, source: str, amount: str | None) -> None:
    money = None if amount is None else Decimal(amount)
    our.add("action_funding", action=action, source=source, amount=money, status="secured")


def copy(our: Team, action: Action, **options) -> Action:
    return copy_part(by=our.anna, document=our.document, kind=our.kind("action"), part_id=action.pk, **options)


def test_sums_compare_each_cost_with_its_sources():
    our = team()
    enough, short, over, unknown = actions(our, "A", "B", "C", "D")
    for action, cost in ((enough, 300), (short, 300), (over, 100)):
        our.save(our.anna, "action", action, 1, cost=Decimal(cost))
    pay(our, enough, "eu", "200.50")
    pay(our, enough, "own", "99.50")
    pay(our, short, "own", "100")
    pay(our, short, "own", None)
    pay(our, over, "loan", "150")
    pay(our, unknown, "own", "10")
    sums = action_sums(snapshot(our.document))
    assert [(one.code, one.cost, one.funded, one.difference) for one in sums] == [
        ("D1", Decimal(300), Decimal(300), Decimal(0)),
        ("D2", Decimal(300), Decimal(100), Decimal(200)),
        ("D3", Decimal(100), Decimal(150), Decimal(-50)),
        ("D4", None, Decimal(10), None),
    ]
    assert sums[0].mix == [("city budget", Decimal("99.50")), ("European funds", Decimal("200.50"))]
    together = total(sums)
    assert (together.cost, together.funded) == (Decimal(700), Decimal(560))


def test_the_sums_stand_under_the_list():
    our = team()
    (action,) = actions(our, "A")
    our.save(our.anna, "action", action, 1, cost=Decimal(300))
    pay(our, action, "own", "100")
    page = signed_in(our.anna).get(address(our, "actions")).content.decode().replace("\u00a0", " ")
    assert "PLN 200 is missing" in page
    assert "Together" in page


def test_cards_are_chosen_by_the_address_and_kept():
    our = team()
    actions(our, "A")
    client = signed_in(our.anna)
    section = address(our, "section", "dzialania")
    assert "workbench-cards" not in client.get(section).content.decode()
    assert "workbench-cards" in client.get(f"{section}?widok=karty").content.decode()
    assert "workbench-cards" in client.get(section).content.decode()
    assert "workbench-cards" in client.get(f"{section}?widok=mapa").content.decode()
    assert "workbench-cards" not in client.get(f"{section}?widok=lista").content.decode()
    assert "workbench-cards" not in client.get(section).content.decode()


def test_a_section_without_actions_offers_no_switch_and_no_sums():
    our = team()
    page = signed_in(our.anna).get(f"{address(our, 'actions')}?widok=karty").content.decode()
    assert 'href="?widok=' not in page
    assert "action-sums" not in page


def test_the_page_takes_the_same_queries_for_one_and_for_many_actions(django_assert_max_num_queries):
    our = team()
    client = signed_in(our.anna)
    for action in actions(our, *"ABCDEFGHIJ"):
        pay(our, action, "own", "100")
    for view in ("lista", "karty"):
        client.get(f"{address(our, 'actions')}?widok={view}")
        with django_assert_max_num_queries(16):
            assert client.get(address(our, "actions")).status_code == 200


def test_a_copy_has_the_fields_the_funding_and_what_it_waits_for_but_nothing_waits_for_it():
    our = team()
    first, second, third = actions(our, "A", "B", "C")
    risk = our.add("risk", text="Susza", kind="environment", probability=3, impact=3)
    values = {
        "lead": "Zieleń",
        "partners": ["MOPS"],
        "start": datetime.date(2024, 1, 1),
        "cost": Decimal("10.50"),
        "outputs": ["Drzewa"],
        "risks": [risk],
        "after": [first],
        "description": "<p>Opis</p>",
    }
    second = our.save(our.anna, "action", second, 1, **values)
    our.save(our.anna, "action", third, 1, after=[second])
    pay(our, second, "own", "4")
    pay(our, second, "eu", "6.50")
    made = copy(our, second)
    assert titles(our) == ["A", "B", "C", "B (copy)"]
    assert (made.lead, made.partners, made.cost, made.outputs) == ("Zieleń", ["MOPS"], Decimal("10.50"), ["Drzewa"])
    assert (list(made.risks.all()), list(made.after.all()), list(made.before.all())) == ([risk], [first], [])
    assert sorted(ActionFunding.objects.filter(action=made).values_list("source", "amount")) == [
        ("eu", Decimal("6.50")),
        ("own", Decimal("4.00")),
    ]
    assert Change.objects.filter(part_id=made.pk).get().operation == "add"


def test_the_title_of_a_copy_fits_its_column():
    our = team()
    (action,) = actions(our, "ł" * 200)
    made = copy(our, action)
    assert made.title == "ł" * 193 + " (copy)"


def test_the_same_request_copies_once():
    our = team()
    (action,) = actions(our, "A")
    key = uuid4()
    assert copy(our, action, request_key=key) == copy(our, action, request_key=key)
    assert titles(our) == ["A", "A (copy)"]


def test_what_is_deleted_or_full_or_of_others_is_not_copied():
    our = team()
    (action,) = actions(our, "A")
    with pytest.raises(NotAllowed):
        copy_part(by=factories.coordinator(), document=our.document, kind=our.kind("action"), part_id=action.pk)
    Action.objects.bulk_create(Action(document=our.document, title="x", kind="law") for _number in range(199))
    with pytest.raises(TooMany):
        copy(our, action)
    delete_part(by=our.anna, document=our.document, kind=our.kind("action"), part_id=action.pk, base_version=1)
    with pytest.raises(RowGone):
        copy(our, action)


def test_the_button_copies_and_leads_to_the_copy():
    our = team()
    (action,) = actions(our, "A")
    answer = signed_in(our.anna).post(address(our, "part_copy", "action", action.pk))
    made = Action.objects.get(title="A (copy)")
    assert answer["Location"] == f"{address(our, 'section', 'dzialania')}#wiersz-{made.pk}"


def test_kinds_that_are_not_declared_so_are_not_copied():
    our = team()
    aim = our.add("aim", text="Cel")
    assert signed_in(our.anna).post(address(our, "part_copy", "aim", aim.pk)).status_code == 404


@pytest.mark.parametrize(
    ("index", "place", "order"),
    [(0, 4, "BCDA"), (3, 1, "DABC"), (1, 3, "ACBD"), (2, 3, "ABCD"), (0, 5, "ABCD"), (0, 0, "ABCD")],
)
def test_a_row_is_put_at_any_place(index, place, order):
    our = team()
    made = actions(our, *"ABCD")
    put = move_part(
        by=our.anna,
        document=our.document,
        kind=our.kind("action"),
        part_id=made[index].pk,
        up=False,
        place=place,
    )
    assert titles(our) == list(order)
    assert put == order.index("ABCD"[index]) + 1


def test_a_dragged_row_is_sent_with_its_place():
    our = team()
    made = actions(our, *"ABC")
    client = signed_in(our.anna)
    client.post(address(our, "part_move", "action", made[0].pk), {"place": "3"})
    assert titles(our) == ["B", "C", "A"]
    client.post(address(our, "part_move", "action", made[0].pk), {"place": "-1", "direction": "up"})
    assert titles(our) == ["B", "A", "C"]

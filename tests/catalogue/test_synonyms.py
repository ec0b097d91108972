"""Synonyms of search: found by any name, changed by coordinators without a new index, refused when unclear."""

from typing import Any

import pytest
from django.test import Client

from activity.models import Event
from catalogue.models import SynonymGroup
from catalogue.queries import ask, found
from catalogue.services import delete_synonyms, save_synonyms
from core.exceptions import InvalidInput, NotAllowed
from tests import factories
from tests.catalogue.factories import published_initiative

pytestmark = pytest.mark.django_db


def titles(text: str) -> list[str]:
    return [entry.title for entry in found(ask(text))]


def test_a_new_name_finds_what_is_in_public_already() -> None:
    published_initiative(title="Ogrody na dachach", summary="Rozchodniki zatrzymają deszcz.")
    assert titles("zielony dach") == []
    group = save_synonyms(by=factories.coordinator(), group=None, names=["zielony dach", "ogród na dachu"])
    assert titles("zielonych dachów") == ["Ogrody na dachach"]
    delete_synonyms(by=factories.coordinator(), group=group)
    assert titles("zielony dach") == []


def test_an_abbreviation_is_no_form_of_another_word() -> None:
    published_initiative(title="Zielone podwórka")
    published_initiative(title="Mapa drzew")
    assert titles("mapa") == ["Mapa drzew"]
    assert set(titles("MAP")) == {"Zielone podwórka", "Mapa drzew"}


@pytest.mark.parametrize("text", ["MAP", "municipal action plan", "Miejskich Inicjatyw Działań", "MID"])
def test_the_programme_has_its_names(text: str) -> None:
    published_initiative(title="Zielone podwórka")
    assert titles(text) == ["Zielone podwórka"]


@pytest.mark.parametrize(
    "names",
    [
        ["sam"],
        ["Łódź", "lodz"],
        ["w na", "sedno"],
        ["Deszczowka", "kałuża"],
        [f"nazwa{number}" for number in range(13)],
        ["a" * 81, "krótka"],
    ],
)
def test_unclear_groups_are_refused(names: list[str]) -> None:
    with pytest.raises(InvalidInput):
        save_synonyms(by=factories.coordinator(), group=None, names=names)


def test_only_coordinators_change_synonyms() -> None:
    group = SynonymGroup.objects.first()
    for person in (factories.member(factories.participation()), factories.expert(factories.network())):
        with pytest.raises(NotAllowed):
            save_synonyms(by=person, group=None, names=["jeden", "dwa"])
        with pytest.raises(NotAllowed):
            delete_synonyms(by=person, group=group)


def test_the_pages_add_change_and_delete(client: Client) -> None:
    client.force_login(factories.coordinator())
    assert "BZI" in client.get("/praca/synonimy/").content.decode()
    refused = client.post("/praca/synonimy/dodaj/", {"names": "sam"})
    assert refused.status_code == 422
    assert client.post("/praca/synonimy/dodaj/", {"names": "hulajnoga\r\nskuter"}).status_code == 302
    group = SynonymGroup.objects.get(names=["hulajnoga", "skuter"])
    page = f"/praca/synonimy/{group.pk}/"
    assert "hulajnoga\nskuter" in client.get(page).content.decode()
    assert client.post(page, {"names": "hulajnoga\r\nskuter\r\nUTO"}).status_code == 302
    group.refresh_from_db()
    assert group.names == ["hulajnoga", "skuter", "UTO"]
    assert client.get(f"{page}usun/").status_code == 200
    assert client.post(f"{page}usun/").status_code == 302
    assert _verbs(group) == ["added", "changed", "deleted"]
    assert client.get(page).status_code == 404


def _verbs(group: Any) -> list[str]:
    events = Event.objects.filter(target_kind="synonyms", target_label__startswith="hulajnoga")
    return list(events.order_by("id").values_list("verb", flat=True))

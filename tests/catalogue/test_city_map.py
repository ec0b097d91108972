"""The map with its list, and a city's page: place in the network, similar cities with reasons."""

from typing import Any

import pytest
from django.test import Client
from django.utils.translation import gettext as _

from cities.models import PopulationFigure
from networks.models import ThematicNetwork
from tests import factories
from tests.catalogue.factories import published_initiative

pytestmark = pytest.mark.django_db


def place(name: str, network: ThematicNetwork, people: int, **values: Any) -> Any:
    """A city that takes part."""
    return factories.participation(city=factories.city(name=name, population=people, **values), network=network)


def test_the_list_has_what_the_map_has(client: Client) -> None:
    network = factories.network(slug="zielona")
    place("Zabrze", network, 150_000, voivodeship_id="24", latitude=50.3, longitude=18.8)
    place("Nigdzie", network, 5_000, voivodeship_id="24", latitude=None, longitude=None)
    place("Opole", network, 120_000, voivodeship_id="16", latitude=50.7, longitude=17.9)
    page = client.get("/miasta/mapa/", {"sort": ""})
    assert [(name, [city.name for city in cities]) for name, cities in page.context["groups"]] == [
        ("opolskie", ["Opole"]),
        ("śląskie", ["Nigdzie", "Zabrze"]),
    ]
    picture = str(page.context["map"])
    assert 'aria-label="śląskie: ' in picture
    assert picture.count('class="map-region"') == 16
    assert 'href="/miasta/mapa/?voivodeship=24"' in picture
    assert "Nigdzie" not in picture
    assert _("not on the map: place unknown") in page.content.decode()


def test_a_voivodeship_narrows_the_list_and_lets_go_again(client: Client) -> None:
    network = factories.network(slug="zielona")
    place("Zabrze", network, 150_000, voivodeship_id="24")
    place("Opole", network, 120_000, voivodeship_id="16")
    page = client.get("/miasta/mapa/", {"voivodeship": "24", "network": "zielona"})
    assert [name for name, _cities in page.context["groups"]] == ["śląskie"]
    picture = str(page.context["map"])
    assert 'href="/miasta/mapa/?network=zielona" aria-label="śląskie' in picture
    assert picture.count('aria-current="true"') == 1
    assert 'href="/miasta/mapa/?voivodeship=16&amp;network=zielona"' in picture
    for value in ("99", "<script>", "x" * 5000):
        assert client.get("/miasta/mapa/", {"voivodeship": value}).status_code == 200


def test_an_empty_map(client: Client) -> None:
    assert client.get("/miasta/mapa/").status_code == 200


def test_a_city_has_its_place_in_the_network(client: Client) -> None:
    network = factories.network()
    own = place("Konin", network, 50_000)
    for name, people in (("Opole", 120_000), ("Pilawa", 4_000)):
        place(name, network, people)
    place("Obca", factories.network(edition=network.edition), 50_000)
    shown = client.get(f"/miasta/{own.city.slug}/").context["place"]
    assert [mate.peer.name for mate in shown.mates] == ["Opole", "Konin", "Pilawa"]
    assert [mate.is_own for mate in shown.mates] == [False, True, False]
    assert _("By inhabitants it is number %(rank)d.") % {"rank": 2} in shown.sentence


def test_of_a_large_network_the_nearest_are_shown(client: Client) -> None:
    network = factories.network()
    cities = [place(f"Miasto {number}", network, 1_000 * (number + 1)) for number in range(30)]
    shown = client.get(f"/miasta/{cities[0].city.slug}/").context["place"]
    assert len(shown.mates) == 16
    assert shown.mates[-1].is_own
    assert shown.is_cut


def test_similar_cities_say_why(client: Client) -> None:
    green = factories.network()
    other = factories.network(edition=green.edition)
    own = place("Konin", green, 50_000)
    published_initiative(own, title="Drzewa przy szkołach")
    size, far = place("Piła", green, 60_000), place("Opole", other, 120_000)
    published_initiative(far, title="Drzewa przy drogach")
    place("Pilawa", other, 4_000)
    found = client.get(f"/miasta/{own.city.slug}/").context["similar"]
    assert {one.peer.name: len(one.reasons) for one in found} == {"Opole": 1, "Piła": 2}
    assert _("the same network") in next(one for one in found if one.peer.name == size.city.name).reasons
    assert [bool(one.compare) for one in found if one.peer.name == "Opole"] == [True]


def test_a_city_without_facts_has_a_page(client: Client) -> None:
    city = place("Pusta", factories.network(), 1_000).city
    PopulationFigure.objects.filter(city=city).delete()
    alone = factories.participation(network=None, edition=factories.edition()).city
    for one in (city, alone):
        for prefix in ("", "/en"):
            assert client.get(f"{prefix}/miasta/{one.slug}/").status_code == 200

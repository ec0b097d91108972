"""Public lists: filters as plain links, the swap equal to a reload, Polish order, pages, empty and wrong choices."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cities.enums import SizeClass
from improvement_plans.enums import Status
from improvement_plans.models import Recommendation
from tests import factories
from tests.catalogue.factories import many_publications, published_initiative, published_plan

pytestmark = pytest.mark.django_db
LISTS = ["/miasta/", "/mid/", "/dzialania/", "/plany-ulepszen/", "/rekomendacje/", "/dobre-praktyki/"]


def shown(client: Client, path: str, **query: str) -> list[str]:
    return [str(row) for row in client.get(path, query).context["page"].object_list]


def test_cities_stand_in_polish_order(client: Client) -> None:
    for name in ("Żory", "Łódź", "Świdnica", "Lublin", "Zabrze", "Słupsk", "Źródło", "Świdwin"):
        factories.participation(city=factories.city(name=name))
    assert shown(client, "/miasta/") == [
        *("Lublin", "Łódź", "Słupsk", "Świdnica", "Świdwin", "Zabrze", "Źródło", "Żory"),
    ]


def test_cities_are_filtered(client: Client) -> None:
    network = factories.network(slug="zielona")
    small = factories.city(name="Mała", size_class=SizeClass.SMALL, voivodeship_id="02")
    large = factories.city(name="Wielka", size_class=SizeClass.LARGE)
    factories.participation(city=small, network=network)
    factories.participation(city=large, network=None, edition=network.edition)
    factories.city(name="Bez udziału")
    assert shown(client, "/miasta/") == ["Mała", "Wielka"]
    assert shown(client, "/miasta/", network="zielona") == ["Mała"]
    assert shown(client, "/miasta/", network="unknown") == ["Wielka"]
    assert shown(client, "/miasta/", size="large") == ["Wielka"]
    assert shown(client, "/miasta/", voivodeship="02") == ["Mała"]
    assert shown(client, "/miasta/", voivodeship="02", size="large") == []


def test_initiatives_are_filtered(client: Client) -> None:
    green, digital = factories.network(slug="zielona"), factories.network(slug="cyfrowa")
    city = factories.city(voivodeship_id="22")
    published_initiative(factories.participation(network=green, city=city), title="Drzewa", summary="Cień.")
    published_initiative(factories.participation(network=digital), title="Dane", summary="Otwarte zbiory.")
    assert sorted(shown(client, "/mid/")) == ["Dane", "Drzewa"]
    assert shown(client, "/mid/", network="zielona") == ["Drzewa"]
    assert shown(client, "/mid/", voivodeship="22") == ["Drzewa"]
    assert sorted(shown(client, "/mid/", action_kind="investment")) == ["Dane", "Drzewa"]
    assert shown(client, "/mid/", action_kind="law") == []
    assert shown(client, "/mid/", text="otwartych zbiorów") == ["Dane"]


def test_recommendations_are_filtered(client: Client) -> None:
    ministry = factories.institution(slug="mkis")
    first, second = published_plan(institution=ministry), published_plan()
    Recommendation.objects.filter(document=first.document).update(status=Status.DONE)
    assert len(shown(client, "/rekomendacje/")) == 2
    mine = f"{first.network.code}-R01 Fundusz na doradztwo"
    assert shown(client, "/rekomendacje/", institution="mkis") == [mine]
    assert shown(client, "/rekomendacje/", status="done") == [mine]
    assert shown(client, "/rekomendacje/", network=first.network.slug) == [mine]
    assert shown(client, "/rekomendacje/", horizon="long") == []
    assert len(shown(client, "/rekomendacje/", kind="finance")) == 2
    assert len(shown(client, "/plany-ulepszen/", network=second.network.slug)) == 1


def test_practices_are_filtered(client: Client) -> None:
    publication = published_plan()
    published_plan()
    assert shown(client, "/dobre-praktyki/", country="Francja") == ["Park kieszonkowy"] * 2
    assert shown(client, "/dobre-praktyki/", network=publication.network.slug) == ["Park kieszonkowy"]
    assert shown(client, "/dobre-praktyki/", text="parkingiem") == ["Park kieszonkowy"] * 2
    assert shown(client, "/dobre-praktyki/", text="tramwaj") == []


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_swap_equals_the_reload(client: Client, path: str, prefix: str) -> None:
    published_initiative()
    published_plan()
    query = {"network": "nieznana"}
    for asked in ({}, query):
        whole = client.get(prefix + path, asked).content.decode()
        swap = client.get(prefix + path, asked, headers={"HX-Request": "true"})
        assert swap.content.decode().strip() in whole
        assert re.match(r'<div [^>]*id="listing">', swap.content.decode().strip())
        assert swap.headers["Vary"].count("HX-Request") == 1


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("value", ["nieznana", "' or 1=1", "x" * 500])
def test_a_wrong_choice_is_explained(client: Client, path: str, value: str) -> None:
    response = client.get(path, {"network": value, "page": "-7"})
    assert response.status_code == 200
    assert "network" in response.context["form"].errors


@pytest.mark.parametrize("path", LISTS)
def test_an_empty_list_says_so(client: Client, path: str) -> None:
    assert 'class="portal-empty"' in client.get(path).content.decode()


def test_chosen_filters_can_be_taken_off_one_by_one(client: Client) -> None:
    factories.network(slug="zielona")
    chosen = client.get("/mid/", {"network": "zielona", "action_kind": "law", "page": "2"}).context["chosen"]
    assert [one["query"] for one in chosen] == ["action_kind=law", "network=zielona"]


def test_thirty_on_a_page_and_the_filters_stay_in_the_links(client: Client) -> None:
    many_publications(31, factories.network(slug="zielona"))
    first = client.get("/mid/", {"network": "zielona"})
    assert len(first.context["page"].object_list) == 30
    assert "?network=zielona&amp;page=2" in first.content.decode()
    assert len(client.get("/mid/", {"network": "zielona", "page": "2"}).context["page"].object_list) == 1
    assert len(client.get("/mid/", {"page": "99"}).context["page"].object_list) == 1


#: queries of each public page for somebody who is not signed in, with the one that asks whether anything changed
QUERIES = {
    "/": 7,
    "/miasta/": 7,
    "/mid/": 5,
    "/dzialania/": 4,
    "/miasta/mapa/": 6,
    "/mid/porownanie/": 1,
    "/plany-ulepszen/": 4,
    "/rekomendacje/": 5,
    "/dobre-praktyki/": 6,
    "/sieci/": 2,
    "/sieci/zielona/": 8,
    "/edycje/pim2/": 6,
    "/miasta/pierwsze/": 6,
    "/szukaj/?q=mid": 5,
    "/sitemap.xml": 8,
    "/mapa-strony/": 3,
}


@pytest.mark.parametrize("size", [30, 300])
def test_as_many_queries_at_300_cities_as_at_30(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, size: int
) -> None:
    network = factories.network(slug="zielona", edition=factories.edition(slug="pim2"))
    factories.participation(network=network, city=factories.city(slug="pierwsze"))
    factories.meeting(networks=[network], is_public=True)
    published_plan(factories.network(edition=network.edition))
    many_publications(size - 1, network)
    for path, count in QUERIES.items():
        with django_assert_num_queries(count, info=path):
            assert client.get(path).status_code == 200


def test_pages_of_documents_ask_little(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    publication, plan = published_initiative(), published_plan()
    code = plan.network.code
    paths = {
        f"/mid/{publication.slug}/": 5,
        f"/plany-ulepszen/{plan.slug}/": 5,
        f"/rekomendacje/{code}-R01/": 8,
        f"/dobre-praktyki/{code}-D01/": 6,
    }
    for path, count in paths.items():
        with django_assert_num_queries(count, info=path):
            client.get(path)
        with django_assert_num_queries(1, info=path):
            client.get(path)

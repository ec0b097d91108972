"""Facets: counts beside the other filters, several values of one, order, the address as the only memory."""

import datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalogue.services import withdraw
from tests import factories
from tests.catalogue.factories import many_publications, published_initiative, published_plan

pytestmark = pytest.mark.django_db
#: pages without a query are kept, and a kept page has no context
UNKEPT = {"sort": ""}


@pytest.fixture
def plans() -> dict[str, Any]:
    """Two MIDs of the green network and one of the digital one."""
    green, digital = factories.network(slug="zielona"), factories.network(slug="cyfrowa")
    return {
        "shade": published_initiative(
            factories.participation(network=green, city=factories.city(name="Żory", voivodeship_id="24")),
            title="Cień",
            actions=[{"title": "Sadzenie drzew", "cost": 1_000}, {"title": "Uchwała", "kind": "law", "cost": 10}],
        ),
        "rain": published_initiative(
            factories.participation(network=green, city=factories.city(name="Łódź", voivodeship_id="10")),
            title="Deszcz",
            actions=[{"title": "Zbiornik na deszczówkę", "cost": 5_000}],
        ),
        "data": published_initiative(
            factories.participation(network=digital, city=factories.city(name="Lublin", voivodeship_id="06")),
            title="Dane",
            actions=[{"title": "Portal danych", "kind": "digital"}],
        ),
    }


def facet(client: Client, name: str, path: str = "/mid/", **query: Any) -> dict[str, int]:
    facets = client.get(path, {**UNKEPT, **query}).context["filters"].facets()
    return {option.value: option.count for one in facets if one.name == name for option in one.options}


def titles(client: Client, path: str = "/mid/", **query: Any) -> list[str]:
    return [one.title for one in client.get(path, {**UNKEPT, **query}).context["page"].object_list]


def test_each_value_says_how_many_it_leaves(client: Client, plans: dict[str, Any]) -> None:
    assert facet(client, "network") == {"zielona": 2, "cyfrowa": 1}
    assert facet(client, "action_kind") == {"investment": 2, "law": 1, "digital": 1}
    assert facet(client, "voivodeship") == {"24": 1, "10": 1, "06": 1}


def test_a_facet_is_counted_beside_the_other_filters(client: Client, plans: dict[str, Any]) -> None:
    assert facet(client, "network", action_kind="law") == {"zielona": 1}
    assert facet(client, "action_kind", network="zielona") == {"investment": 2, "law": 1}
    # Its own choice does not narrow it: another value can be added.
    assert facet(client, "network", network="zielona") == {"zielona": 2, "cyfrowa": 1}
    # A chosen value stays to be taken off when it leads nowhere.
    assert facet(client, "network", network="cyfrowa", action_kind="law") == {"zielona": 1, "cyfrowa": 0}


def test_several_values_of_a_facet_are_added(client: Client, plans: dict[str, Any]) -> None:
    assert sorted(titles(client, network=["zielona", "cyfrowa"])) == ["Cień", "Dane", "Deszcz"]
    assert sorted(titles(client, network=["zielona", "cyfrowa"], action_kind=["law", "digital"])) == ["Cień", "Dane"]


def test_each_chosen_value_is_taken_off_alone(client: Client, plans: dict[str, Any]) -> None:
    query = {"network": ["zielona", "cyfrowa"], "sort": "title", "page": "1"}
    chosen = client.get("/mid/", query).context["chosen"]
    assert [one["query"] for one in chosen] == ["network=cyfrowa&sort=title", "network=zielona&sort=title"]


def test_a_list_is_sorted(client: Client, plans: dict[str, Any]) -> None:
    assert titles(client) == ["Dane", "Deszcz", "Cień"]
    assert titles(client, sort="city") == ["Dane", "Deszcz", "Cień"]
    assert titles(client, sort="title") == ["Cień", "Dane", "Deszcz"]
    assert titles(client, sort="cost") == ["Deszcz", "Cień", "Dane"]
    assert titles(client, sort="' or 1=1") == ["Dane", "Deszcz", "Cień"]


def test_a_withdrawn_plan_is_in_no_count(client: Client, plans: dict[str, Any]) -> None:
    withdraw(by=factories.coordinator(), document=plans["rain"].document, reason="Błąd.")
    assert facet(client, "network") == {"zielona": 1, "cyfrowa": 1}
    assert facet(client, "voivodeship", path="/dzialania/") == {"24": 2, "06": 1}
    assert "Zbiornik" not in client.get("/dzialania/").content.decode()


def test_cities_and_recommendations_are_counted(client: Client, plans: dict[str, Any]) -> None:
    ministry = factories.institution(slug="mkis")
    published_plan(institution=ministry)
    factories.participation(network=None, edition=plans["rain"].network.edition)
    assert facet(client, "network", path="/miasta/")["zielona"] == 2
    assert facet(client, "network", path="/miasta/")["unknown"] == 1
    assert facet(client, "institution", path="/rekomendacje/") == {"mkis": 1}
    assert facet(client, "country", path="/dobre-praktyki/") == {"Francja": 1}


def test_a_page_beyond_the_last_says_so(client: Client) -> None:
    many_publications(31, factories.network())
    page = client.get("/mid/", {"page": "99"})
    assert page.status_code == 200
    assert page.context["page"].number == 2
    assert "99" in page.context["beyond"]
    assert client.get("/mid/", {"page": "2"}).context["beyond"] == ""
    for number in ("0", "-1", "x", "9" * 5000, "1e9"):
        assert client.get("/mid/", {"page": number}).status_code == 200


def test_the_form_works_without_scripts(client: Client, plans: dict[str, Any]) -> None:
    text = client.get("/mid/", {"network": "zielona"}).content.decode()
    assert 'method="get" id="filters" action="/mid/"' in text
    assert 'name="network" value="zielona" checked' in text
    assert 'type="submit" class="govuk-button"' in text


def test_a_ticked_plan_stays_ticked_on_other_pages(client: Client) -> None:
    slugs = [one.slug for one in many_publications(31, factories.network())]
    first = client.get("/mid/", {"mid": slugs[0]})
    elsewhere = client.get("/mid/", {"mid": slugs[0], "page": "2"})
    assert [plan.slug for plan, _query in first.context["basket_plans"]] == [slugs[0]]
    assert sorted(one.context["basket_elsewhere"] for one in (first, elsewhere)) == [[], [slugs[0]]]
    assert client.get("/mid/", {"mid": ["nie-ma", "' or 1=1"]}).context["basket_plans"] == []


def test_actions_are_filtered_and_sorted(client: Client, plans: dict[str, Any]) -> None:
    path = "/dzialania/"
    assert titles(client, path) == ["Portal danych", "Zbiornik na deszczówkę", "Sadzenie drzew", "Uchwała"]
    assert titles(client, path, kind="law") == ["Uchwała"]
    assert titles(client, path, text="drzewa") == ["Sadzenie drzew"]
    assert titles(client, path, sort="cost")[:2] == ["Zbiornik na deszczówkę", "Sadzenie drzew"]
    assert facet(client, "kind", path, network="zielona") == {"investment": 2, "law": 1}
    assert facet(client, "kind", path, text="drzewa") == {"investment": 1}


def test_who_else_did_this(client: Client) -> None:
    network = factories.network()
    trees = {"title": "Sadzenie drzew przy szkołach", "description": "<p>Cień na boisku.</p>"}
    asked = published_initiative(factories.participation(network=network), actions=[trees, {"title": "Uchwała"}])
    other = published_initiative(
        factories.participation(network=network),
        actions=[{"title": "Drzewa na podwórkach szkoły"}, {"title": "Portal otwartych danych"}],
    )
    row = asked.rows.get(kind="action", position=0)
    page = client.get("/dzialania/", {"like": row.row_id})
    assert [one.title for one in page.context["page"].object_list] == ["Drzewa na podwórkach szkoły"]
    assert "Portal otwartych danych" not in page.content.decode()
    assert f'href="/dzialania/?like={row.row_id}"' in client.get(f"/mid/{asked.slug}/").content.decode()
    withdraw(by=factories.coordinator(), document=other.document, reason="Błąd.")
    assert titles(client, "/dzialania/", like=row.row_id) == []
    withdraw(by=factories.coordinator(), document=asked.document, reason="Błąd.")
    gone = client.get("/dzialania/", {"like": row.row_id})
    assert (gone.status_code, gone.context["like_action"]) == (200, None)
    assert trees["title"] not in gone.content.decode()
    assert client.get("/dzialania/", {"like": "' or 1=1"}).status_code == 200


def test_a_plan_with_200_actions(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    start = datetime.date(2024, 1, 1)
    actions = [{"title": f"Działanie {number}", "start": start, "cost": number} for number in range(1, 201)]
    plan = published_initiative(actions=actions)
    other = published_initiative()
    paths = ["/dzialania/?page=7", f"/miasta/{plan.city.slug}/", f"/mid/porownanie/?mid={plan.slug}&mid={other.slug}"]
    for path in paths:
        client.get(path)
        with django_assert_max_num_queries(8):
            assert client.get(path).status_code == 200
    assert len(client.get("/dzialania/?page=7").context["page"].object_list) == 21

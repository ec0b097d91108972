"""Results of search: by document, to the exact row, narrowed with counts, phrases, files of meetings, English pages."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalogue.models import SearchEntry
from catalogue.queries import suggested_words
from catalogue.services import index_places, withdraw
from networks.models import Meeting, MeetingMaterial
from tests import factories
from tests.catalogue.factories import published_initiative, published_plan

pytestmark = pytest.mark.django_db


def results(client: Client, text: str, path: str = "/szukaj/", **filters: str) -> list[Any]:
    return client.get(path, {"q": text, **filters}).context["results"]


def material(**values: Any) -> MeetingMaterial:
    network = factories.network(name="Sieć Zielona", name_en="Green City Network")
    meeting = factories.meeting(networks=[network], title="Warsztat o drzewach")
    return MeetingMaterial.objects.create(
        meeting=meeting, title="Prezentacja o retencji", link="https://pim.example/", **{"is_public": True, **values}
    )


def test_what_stands_in_a_plan_is_grouped_under_it(client: Client) -> None:
    plan = published_plan()
    found = results(client, "analizy")
    assert [(one.entry.kind, one.entry.key) for one in found] == [("pu", plan.slug)]
    assert {one.entry.kind for one in found[0].inner} == {"barrier", "recommendation"}


def test_a_barrier_leads_to_its_page(client: Client) -> None:
    plan = published_plan()
    barrier = results(client, "drogie analizy", kind="barrier")[0]
    assert barrier.url == f"/bariery/{plan.network.code}-B01/"
    assert barrier.code == f"{plan.network.code}-B01"


def test_several_places_of_a_plan_are_quoted(client: Client) -> None:
    published_initiative(title="Cień", summary="Posadzimy platany przy szkole.")
    places = results(client, "drzewa")[0].places
    assert len({place.url for place in places}) == len(places)


def test_public_materials_are_found_until_they_are_hidden(client: Client) -> None:
    shown = material()
    index_places()
    found = results(client, "prezentacje retencja")
    assert [(one.entry.kind, one.url) for one in found] == [("material", f"/spotkania/materialy/{shown.pk}/")]
    assert "Prezentacja o retencji" in client.get("/szukaj/podpowiedzi/", {"q": "prezent"}).content.decode()
    MeetingMaterial.objects.update(is_public=False)
    assert client.get("/szukaj/", {"q": "prezentacje retencja"}).context["answer"].hits == []
    assert "Prezentacja" not in client.get("/szukaj/podpowiedzi/", {"q": "prezent"}).content.decode()
    MeetingMaterial.objects.update(is_public=True)
    Meeting.objects.update(is_public=False)
    assert client.get("/szukaj/", {"q": "prezentacje retencja"}).context["answer"].hits == []


def test_hidden_materials_are_never_indexed() -> None:
    material(is_public=False)
    index_places()
    assert not SearchEntry.objects.filter(kind="material").exists()


@pytest.mark.parametrize("typed", ["„zielone podwórka”", '"zielonych podwórek"', "«zielone podworka»"])
def test_a_phrase_stands_side_by_side(client: Client, typed: str) -> None:
    published_initiative(title="Plan pierwszy", summary="Zielone podwórka przy kamienicach.")
    published_initiative(title="Plan drugi", summary="Podwórka będą bardziej zielone.")
    assert [one.entry.title for one in results(client, typed)] == ["Plan pierwszy"]
    assert len(results(client, "zielone podwórka")) == 2


def test_a_phrase_does_not_reach_from_one_text_into_the_next(client: Client) -> None:
    published_initiative(title="Rzeka", summary="Wraca do miasta.")
    assert client.get("/szukaj/", {"q": "„rzeka wraca”"}).context["answer"].every_word is False


def test_results_are_narrowed_with_counts(client: Client) -> None:
    network = factories.network(slug="zielona", name="Sieć Zielona")
    other = factories.network(edition=network.edition, slug="ppp", name="Sieć PPP")
    first = published_initiative(factories.participation(network=network), title="Retencja w parku")
    published_initiative(factories.participation(network=other), title="Retencja przy szkole")
    index_places()
    page = client.get("/szukaj/", {"q": "retencja"}).context
    assert {(one["key"], one["count"]) for one in page["filters"]["network"]} == {("zielona", 1), ("ppp", 1)}
    assert [(one["key"], one["count"]) for one in page["filters"]["edition"]] == [(network.edition.slug, 2)]
    assert [one.entry.key for one in results(client, "retencja", network="zielona")] == [first.slug]
    assert [one.entry.key for one in results(client, "retencja", city=first.city.slug)] == [first.slug]
    assert len(results(client, "retencja", edition=network.edition.slug)) == 2
    assert len(results(client, "retencja", edition="nie-ma", network="' or 1=1")) == 2
    empty = client.get("/szukaj/", {"q": "retencja", "network": "ppp", "city": first.city.slug})
    assert (empty.status_code, empty.context["count"]) == (200, 0)


def test_results_are_narrowed_to_a_document(client: Client) -> None:
    plan = published_plan()
    published_plan()
    found = results(client, "analizy", document=f"pu:{plan.slug}")
    assert {one.entry.publication_id for one in found} == {plan.pk}


def test_english_pages_show_english_names_and_find_by_english_words(client: Client) -> None:
    network = factories.network(name="Sieć Zielona", name_en="Green City Network", topic_en="Green city")
    published_initiative(factories.participation(network=network), title="Aleja", summary="Posadzimy drzewa.")
    index_places()
    found = results(client, "green network", "/en/szukaj/", kind="network")
    assert [(str(one.title), one.language) for one in found] == [("<mark>Green</mark> City <mark>Network</mark>", "en")]
    assert "Aleja" in [one.entry.title for one in results(client, "trees", "/en/szukaj/")]


@pytest.mark.parametrize(
    "text", ["x" * 10_000, "drzewo " * 1500, "<script>alert(1)</script>", "w i na oraz", "„”", "„"]
)
def test_hostile_and_empty_questions_are_answered(client: Client, text: str) -> None:
    for path in ("/szukaj/", "/en/szukaj/", "/szukaj/podpowiedzi/"):
        response = client.get(path, {"q": text})
        assert response.status_code == 200
        assert "<script>alert" not in response.content.decode()


def test_a_page_beyond_the_last_is_the_last(client: Client) -> None:
    published_initiative(title="Retencja")
    assert len(results(client, "retencja", page="999")) == 1


def test_queries_do_not_grow_with_what_is_found(client: Client) -> None:
    network = factories.network()
    published_initiative(factories.participation(network=network), title="Retencja w parku")
    few = _queries(client, "retencja")
    for title in ("Retencja przy szkole", "Retencja w ogrodzie", "Retencja na dachu"):
        published_initiative(factories.participation(network=network), title=title)
    assert _queries(client, "retencja") == few <= 6
    assert _queries(client, "retnecja") <= 8


def _queries(client: Client, text: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get("/szukaj/", {"q": text})
    return len(captured)


def test_a_withdrawn_plan_is_in_no_suggestion(client: Client) -> None:
    plan = published_initiative(title="Retencja w parku")
    assert "Retencja" in client.get("/szukaj/podpowiedzi/", {"q": "reten"}).content.decode()
    withdraw(by=factories.coordinator(), document=plan.document, reason="Pomyłka")
    assert "w parku" not in client.get("/szukaj/podpowiedzi/", {"q": "reten"}).content.decode()


def test_a_misspelt_word_is_put_right_while_it_is_typed(client: Client) -> None:
    published_initiative(title="Retencja w parku")
    assert suggested_words("retnecja") == ["retencja"]
    assert (suggested_words("retn"), suggested_words("qqqqzzzz")) == ([], [])
    assert "?q=retencja" in client.get("/szukaj/podpowiedzi/", {"q": "retnecja"}).content.decode()

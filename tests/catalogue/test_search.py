"""Search: inflection, missing marks, synonyms, prefixes, typos, ranking, hostile and endless questions."""

import pytest
from django.test import Client

from catalogue.queries import ask, correction, found
from catalogue.rendering.hits import highlight
from catalogue.services import index_places
from tests import factories
from tests.catalogue.factories import published_initiative, published_plan

pytestmark = pytest.mark.django_db


def titles(text: str) -> list[str]:
    question = ask(text)
    return [] if question.is_empty else [entry.title for entry in found(question)]


@pytest.fixture
def lodz() -> None:
    network = factories.network(name="Sieć PPP", name_en="PPP Network", topic="Miasto inicjatyw PPP")
    city = factories.city(name="Łódź", slug="lodz")
    published_initiative(
        factories.participation(network=network, city=city),
        title="Parking, który oddaje dach",
        summary="Partnerstwo publiczno-prywatne zbuduje parking z ogrodem. Ławki staną w cieniu.",
    )
    published_plan(network)
    index_places()


@pytest.mark.parametrize(
    "text",
    ["parking", "parkingu", "Parkingi", "parkingami w Łodzi", "PARKING", "ławka", "lawki", "cien", "w lodzi", "łodzią"],
)
def test_any_form_finds_the_plan(lodz: None, text: str) -> None:
    assert "Parking, który oddaje dach" in titles(text)


@pytest.mark.parametrize(
    "text",
    ["PPP", "ppp", "partnerstwo publiczno-prywatne", "partnerstwa publiczno-prywatnego", "MID", "mid Łódź",
     "Miejska Inicjatywa Działań", "miejskiej inicjatywy działania", "public-private partnership"],
)  # fmt: skip
def test_names_of_the_programme_mean_the_same(lodz: None, text: str) -> None:
    assert "Parking, który oddaje dach" in titles(text)


@pytest.mark.parametrize("text", ["park", "parki", "partn", "publi"])
def test_the_last_word_may_be_unfinished(lodz: None, text: str) -> None:
    assert "Parking, który oddaje dach" in titles(text)


def test_a_short_name_is_not_a_prefix(lodz: None) -> None:
    assert titles("PU") == ["Plan Ulepszeń: Sieć PPP"]


def test_the_thing_of_that_very_name_comes_first(lodz: None) -> None:
    assert titles("łódź")[0] == "Łódź"
    assert titles("lodz")[0] == "Łódź"


def test_a_title_counts_more_than_a_text() -> None:
    published_initiative(title="Retencja w parku", summary="Drzewa.")
    published_initiative(title="Drzewa dla szkół", summary="Retencja.")
    assert titles("retencja") == ["Retencja w parku", "Drzewa dla szkół"]


def test_recommendations_are_found_by_code_and_text(lodz: None) -> None:
    network = factories.network()
    published_plan(network)
    assert titles(f"{network.code}-R01")[0] == "Fundusz na doradztwo"
    assert "Fundusz na doradztwo" in titles("dopłaca analizom")


def test_a_misspelt_word_is_found_and_what_was_looked_for_is_said(lodz: None, client: Client) -> None:
    assert correction(ask("parkign")) == "parking"
    response = client.get("/szukaj/", {"q": "parkign łódź"})
    assert [result.entry.title for result in response.context["results"]] == ["Parking, który oddaje dach"]
    page = response.content.decode()
    assert "<strong>parking łódź</strong>" in page
    assert "?q=parkign%20%C5%82%C3%B3d%C5%BA&amp;exactly=1" in page


def test_exactly_what_was_typed_can_be_asked_for(lodz: None, client: Client) -> None:
    answer = client.get("/szukaj/", {"q": "parkign łódź", "exactly": "1"}).context["answer"]
    assert (answer.typed, answer.every_word, answer.better) == ("", False, "parking łódź")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("ławak", "Ławki"), ("larking", "parking"), ("parkiing", "parking"), ("pblicznoo", "publiczno"), ("xqzw", "")],
)
def test_the_nearest_word_is_meant(lodz: None, typed: str, meant: str) -> None:
    assert correction(ask(typed)) == meant.lower()


def test_words_in_quotation_marks_are_not_corrected(lodz: None) -> None:
    assert correction(ask("„parkign dachowy”")) == ""


def test_without_all_words_some_are_enough(lodz: None, client: Client) -> None:
    response = client.get("/szukaj/", {"q": "parking słoń"})
    assert response.context["answer"].every_word is False
    assert "Parking, który oddaje dach" in [result.entry.title for result in response.context["results"]]


def test_results_quote_the_place_and_lead_to_it(lodz: None, client: Client) -> None:
    results = client.get("/szukaj/", {"q": "ławki"}).context["results"]
    assert [result.entry.kind for result in results] == ["mid"]
    assert "<mark>Ławki</mark> staną" in results[0].places[0].text
    assert results[0].places[0].url.endswith("/#sekcja-streszczenie")


def test_a_word_in_a_row_leads_to_the_row(lodz: None, client: Client) -> None:
    result = client.get("/szukaj/", {"q": "sadzenie drzew"}).context["results"][0]
    assert "#wiersz-" in result.places[0].url


def test_results_can_be_narrowed_to_a_kind(lodz: None, client: Client) -> None:
    every = client.get("/szukaj/", {"q": "PPP"}).context
    assert {kind["key"] for kind in every["kinds"]} >= {"mid", "network"}
    only = client.get("/szukaj/", {"q": "PPP", "kind": "network"}).context
    assert {result.entry.kind for result in only["results"]} == {"network"}
    unknown = client.get("/szukaj/", {"q": "PPP", "kind": "users"}).context
    assert unknown["count"] == every["count"]


@pytest.mark.parametrize("text", ["", "   ", "%%%", "&|!():*<->", "'", "—", "😀"])
def test_nothing_to_look_for_is_not_an_error(client: Client, text: str) -> None:
    response = client.get("/szukaj/", {"q": text})
    assert (response.status_code, response.context["question"].is_empty) == (200, True)


@pytest.mark.parametrize(
    "text",
    ["' or 1=1 --", "parking:*", "'; drop table catalogue_searchentry; --", "a & b | !c", "<script>alert(1)</script>",
     "\\'", "%_", "ﬁ ǆ ½", "x" * 500, "drzewo " * 70, "{{ 7|add:1 }}", "Łódź'", "й 日本"],
)  # fmt: skip
def test_hostile_questions_are_questions(lodz: None, client: Client, text: str) -> None:
    response = client.get("/szukaj/", {"q": text})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
    assert client.get("/mid/", {"text": text[:100]}).status_code == 200


def test_long_questions_are_cut_and_say_so(client: Client) -> None:
    assert ask("drzewo " * 70).was_cut
    assert len(ask("drzewo " * 70).groups) == 1
    assert len(ask(" ".join(f"słowo{number}" for number in range(30))).words) == 10
    assert not ask("drzewo w mieście").was_cut


def test_common_words_alone_are_known_for_what_they_are() -> None:
    assert ask("w i na").only_common
    assert not ask("w mieście").only_common


def test_highlighting_escapes_everything_else() -> None:
    marked = highlight('<b onclick="x">parkingi & drzewa</b>', ask("parking"))
    assert marked == "&lt;b onclick=&quot;x&quot;&gt;<mark>parkingi</mark> &amp; drzewa&lt;/b&gt;"


def test_htmx_gets_the_same_results_as_the_page(lodz: None, client: Client) -> None:
    whole = client.get("/szukaj/", {"q": "parking"}).content.decode()
    response = client.get("/szukaj/", {"q": "parking"}, headers={"HX-Request": "true"})
    assert response.content.decode().strip() in whole
    assert "portal:announce" in response.headers["HX-Trigger"]

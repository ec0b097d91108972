"""The public chain: barrier, recommendation, what every addressee does; its JSON and its citation."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalogue import services
from improvement_plans.enums import Status
from improvement_plans.models import Barrier, Evidence, Recommendation
from improvement_plans.services import Shown
from tests import factories
from tests.catalogue.factories import accepted_plan, published_initiative, published_plan
from tests.improvement_plans.factories import answer

pytestmark = pytest.mark.django_db

COURSE = {"addressee", "leads", "is_asked", "status", "since", "asked_on", "planned_on", "overdue", "responses"}
RESPONSE = {"said_on", "institution", "status", "text", "planned_on", "by_letter", "evidence"}
HEAD = {"schema", "type", "language", "code", "title", "address", "network", "improvement_plan", "licence", "citation"}
KEYS = {
    "bariery": HEAD | {"barrier_kind", "scale", "weight", "evidence", "description", "cities", "recommendations"},
    "rekomendacje": HEAD
    | {"status", "status_since", "text", "effect", "recommendation_kind", "horizon", "priority", "state_cost"}
    | {"legal_act", "proposed_actions", "barriers", "courses", "practices"},
    "dobre-praktyki": HEAD
    | {"place", "country", "year", "city", "problem", "solution", "effects", "transfer", "cost", "funding"}
    | {"contact_unit", "source_url", "recommendations", "used_in"},
}
ENDS = {"bariery": "B01", "rekomendacje": "R01", "dobre-praktyki": "D01"}


def chain():
    """A plan that a city met and used, with a ministry that answered: (letters, institution, city)."""
    institution = factories.institution()
    publication = published_plan(institution=institution)
    network = publication.network
    participation = factories.participation(network=network)
    letters = network.code
    published_initiative(participation, barriers=[f"{letters}-B01"], practices=[f"{letters}-D01"])
    answer(
        factories.ministry_member(institution),
        Recommendation.objects.get(document=publication.document),
        institution,
        Status.RUNNING,
        "Prace trwają w ministerstwie.",
        url="https://www.gov.pl/projekt",
    )
    return letters, institution, participation.city


def paths(letters: str) -> list[str]:
    return [f"/{folder}/{letters}-{end}/" for folder, end in ENDS.items()]


def test_the_whole_chain_stands_on_every_page(client: Client) -> None:
    letters, institution, city = chain()
    for path in paths(letters):
        text = client.get(path).content.decode()
        for words in (institution.name, "Prace trwają w ministerstwie.", "https://www.gov.pl/projekt", city.name):
            assert words in text, (path, words)
    assert f'href="/bariery/{letters}-B01/"' in client.get(f"/rekomendacje/{letters}-R01/").content.decode()
    assert f'href="/rekomendacje/{letters}-R01/"' in client.get(f"/bariery/{letters}-B01/").content.decode()


def test_who_recorded_an_answer_is_not_public(client: Client) -> None:
    letters, institution, _city = chain()
    recommendation = Recommendation.objects.get(code=f"{letters}-R01")
    person = factories.ministry_member(institution, name="Anna Sekretarzyk")
    answer(person, recommendation, institution, Status.RUNNING, "Dalej trwają.")
    for path in paths(letters):
        for address in (path, f"/en{path}", f"{path[:-1]}.json"):
            assert "Sekretarzyk" not in client.get(address).content.decode(), address


@pytest.mark.parametrize("folder", ENDS)
def test_the_json_keeps_its_keys(client: Client, folder: str) -> None:
    letters, institution, city = chain()
    address = f"/{folder}/{letters}-{ENDS[folder]}.json"
    response = client.get(address, HTTP_ORIGIN="https://example.org")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Link"] == '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
    data = json.loads(response.content)
    assert (data["schema"], data.keys()) == (1, KEYS[folder])
    courses = data["courses"] if folder == "rekomendacje" else data["recommendations"][0]["courses"]
    assert [course.keys() for course in courses] == [COURSE]
    assert [said.keys() for said in courses[0]["responses"]] == [RESPONSE]
    assert courses[0]["addressee"] == institution.name
    assert courses[0]["responses"][0]["evidence"] == [{"title": "Dowód", "address": "https://www.gov.pl/projekt"}]
    assert city.name in response.content.decode()
    assert json.loads(client.get(f"/en{address}").content)["address"] == data["address"]


def test_a_file_that_shows_an_answer_is_linked(client: Client, tmp_path, settings) -> None:
    settings.MEDIA_ROOT = tmp_path
    letters, institution, _city = chain()
    shown = [Shown("Projekt", file=SimpleUploadedFile("akt.pdf", b"%PDF-1.7\n%%EOF\n"))]
    recommendation = Recommendation.objects.get(code=f"{letters}-R01")
    answer(factories.ministry_member(institution), recommendation, institution, Status.DONE, "Gotowe.", evidence=shown)
    address = f"/rekomendacje/dowody/{Evidence.objects.get(title='Projekt').pk}/"
    for folder, end in ENDS.items():
        for path in (f"/{folder}/{letters}-{end}.json", f"/en/{folder}/{letters}-{end}.json"):
            assert f'{address}"' in client.get(path).content.decode(), path
        assert f'href="{address}"' in client.get(f"/{folder}/{letters}-{end}/").content.decode()


def test_an_unchanged_json_is_not_sent_again(client: Client) -> None:
    letters, _institution, _city = chain()
    for folder, end in ENDS.items():
        address = f"/{folder}/{letters}-{end}.json"
        etag = client.get(address)["ETag"]
        assert client.get(address, HTTP_IF_NONE_MATCH=etag).status_code == 304, address
    recommendation = Recommendation.objects.get(code=f"{letters}-R01")
    answer(factories.coordinator(), recommendation, None, Status.DONE, "Gotowe.", url="https://www.gov.pl/akt")
    for folder, end in ENDS.items():
        assert "Gotowe." in client.get(f"/{folder}/{letters}-{end}.json", HTTP_IF_NONE_MATCH=etag).content.decode()


def test_each_is_cited_by_its_own_address(client: Client) -> None:
    letters, _institution, _city = chain()
    for path in paths(letters):
        page = client.get(f"/en{path}")
        assert page.context["cite"].endswith(path)
        assert path in client.get(f"{path}cytowanie.bib").content.decode().replace("\\", "")
        assert "TY  - RPRT" in client.get(f"{path}cytowanie.ris").content.decode()
        assert client.get(f"{path}cytowanie.docx").status_code == 404


def test_a_draft_has_no_chain(client: Client) -> None:
    letters = accepted_plan().improvement_plan.network.code
    for path in paths(letters):
        for address in (path, f"{path[:-1]}.json", f"{path}cytowanie.bib"):
            assert client.get(address).status_code == 404, address
    assert "Drogie analizy" not in client.get("/bariery/").content.decode()
    assert f"{letters}-B01" not in client.get("/sitemap.xml").content.decode()


def test_later_drafts_stay_inside(client: Client) -> None:
    letters, _institution, _city = chain()
    Barrier.objects.update(title="Sekretarzyk", description="<p>Sekretarzyk</p>")
    Recommendation.objects.update(title="Sekretarzyk", text="<p>Sekretarzyk</p>")
    for path in [*paths(letters), "/bariery/"]:
        assert "Sekretarzyk" not in client.get(path).content.decode(), path
    assert client.get("/bariery/?text=Sekretarzyk").context["filters"].total == 0
    assert b"Sekretarzyk" not in client.get(f"/bariery/{letters}-B01.json").content


def test_what_is_withdrawn_answers_why(client: Client) -> None:
    publication = published_plan()
    letters = publication.network.code
    services.withdraw(by=factories.coordinator(), document=publication.document, reason="Nowa wersja.")
    for path in paths(letters):
        for address in (path, f"/en{path}", f"{path[:-1]}.json", f"{path}cytowanie.bib"):
            response = client.get(address)
            assert response.status_code == 410, address
            assert "Nowa wersja." in response.content.decode()
            assert "Drogie analizy" not in response.content.decode()
    assert "Drogie analizy" not in client.get("/bariery/").content.decode()
    services.restore(by=factories.coordinator(), document=publication.document)
    assert client.get(f"/bariery/{letters}-B01/").status_code == 200


def test_a_withdrawn_city_plan_met_nothing(client: Client) -> None:
    letters, _institution, city = chain()
    document = city.publications.get().document
    services.withdraw(by=factories.coordinator(), document=document, reason="Poprawki.")
    for path in paths(letters):
        assert city.name not in client.get(path).content.decode(), path


def test_the_list_of_barriers_filters_and_counts(client: Client) -> None:
    letters, _institution, _city = chain()
    published_plan()
    assert client.get("/bariery/").context["filters"].total == 2
    page = client.get("/bariery/?kind=law&scale=national&text=analizy")
    assert page.context["filters"].total == 2
    assert client.get("/bariery/?kind=data").context["filters"].total == 0
    for sort in ("title", "weight"):
        assert client.get(f"/bariery/?sort={sort}").status_code == 200
    assert f"/bariery/{letters}-B01/" in client.get("/sitemap.xml").content.decode()
    assert client.get("/bariery/").headers["ETag"]


def test_a_longer_chain_takes_no_more_queries(client: Client) -> None:
    letters, institution, _city = chain()
    recommendation = Recommendation.objects.get(code=f"{letters}-R01")
    staff = factories.ministry_member(institution)
    for path in paths(letters):
        client.get(path)
    before = [_count(client, f"{path}?x=1") for path in paths(letters)]
    for number in range(4):
        answer(staff, recommendation, institution, Status.RUNNING, f"Wieści {number}.", url="https://www.gov.pl/x")
        published_initiative(
            factories.participation(network=recommendation.document.improvement_plan.network),
            barriers=[f"{letters}-B01"],
            practices=[f"{letters}-D01"],
        )
    assert [_count(client, f"{path}?x=2") for path in paths(letters)] == before
    assert max(before) <= 14, before


def _count(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)

"""The API: every table, its filters, pages, refusals, and how it speaks HTTP."""

import gzip
import re
import time
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalogue.api.throttling import WINDOW
from catalogue.exchange.columns import ColumnKind
from catalogue.exchange.tables import TABLES
from catalogue.models import Publication
from catalogue.services import withdraw
from documents.parts import all_document_kinds
from improvement_plans.models import Response
from tests import factories
from tests.catalogue.factories import accepted_initiative, many_publications, published_initiative, published_plan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests are counted by the minute: time stands still in the middle of one, so that no test runs over its end."""
    middle = time.time() // WINDOW * WINDOW + WINDOW / 2
    monkeypatch.setattr("catalogue.api.throttling.time", SimpleNamespace(time=lambda: middle))


@pytest.fixture
def api() -> Client:
    return Client()


@pytest.fixture
def world() -> dict[str, Publication]:
    network = factories.network(slug="zielona")
    mid = published_initiative(factories.participation(network=network, edition=network.edition), contact="600700800")
    pu = published_plan(network)
    factories.meeting(edition=network.edition, title="Jawne spotkanie")
    factories.meeting(edition=network.edition, title="Tajne spotkanie", is_public=False)
    return {"mid": mid, "pu": pu}


def records(client: Client, table: str, query: str = "") -> list[dict[str, Any]]:
    answer = client.get(f"/api/v1/{table}/{query}")
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def test_every_kind_of_row_has_a_table() -> None:
    rows = {kind.key for document in all_document_kinds() for kind in document.part_kinds.values() if kind.many}
    made = [getattr(table.records, "args", ()) for table in TABLES]
    tables = {arguments[1] for arguments in made if len(arguments) == 2}
    assert rows - tables == {"recommendation"}


def test_names_of_tables_and_columns_are_their_own() -> None:
    assert len({table.name for table in TABLES}) == len({table.slug for table in TABLES}) == len(TABLES)
    for table in TABLES:
        names = [column.name for column in table.columns]
        assert len(names) == len(set(names)), table.name
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in names)
        assert table.key in names


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_record_stands_in_the_list_and_at_its_own_address(api: Client, world: Any, table: Any) -> None:
    for record in records(api, table.name)[:3]:
        assert list(record) == [column.name for column in table.columns]
        alone = api.get(f"/api/v1/{table.name}/{record[table.key]}/")
        assert alone.json() == record


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_values_are_of_the_declared_type(api: Client, world: Any, table: Any) -> None:
    types = {
        ColumnKind.INTEGER: int,
        ColumnKind.NUMBER: float,
        ColumnKind.BOOLEAN: bool,
        ColumnKind.TEXTS: list,
        ColumnKind.OBJECTS: list,
    }
    for record in records(api, table.name):
        for column in table.columns:
            value = record[column.name]
            assert value is None or type(value) is types.get(column.kind, str), (column.name, value)


def test_a_row_says_what_its_document_says(api: Client, world: dict[str, Publication]) -> None:
    found = records(api, "actions")
    content = world["mid"].version.content["parts"]["action"]
    assert [row["id"] for row in found] == [row["id"] for row in content]
    assert found[0]["title"] == content[0]["values"]["title"]
    assert found[0]["initiative"] == world["mid"].slug
    assert found[0]["url"].endswith(f"/mid/{world['mid'].slug}/#wiersz-{content[0]['id']}")
    assert found[0]["aim_label"].startswith("C1 ")


def test_contacts_of_stakeholders_and_links_to_join_are_nowhere(api: Client, world: Any) -> None:
    everything = "".join(api.get(f"/api/v1/{table.name}/").content.decode() for table in TABLES)
    assert "600700800" not in everything
    assert "contact" not in records(api, "stakeholders")[0]
    assert "Jawne spotkanie" in everything
    assert "Tajne spotkanie" not in everything


def test_a_recommendation_comes_with_its_responses_but_without_people(api: Client, world: Any) -> None:
    recommendation = world["pu"].recommendations.get().recommendation
    person = factories.coordinator(name="Imię Nazwisko")
    Response.objects.create(
        course=recommendation.courses.get(),
        status="accepted",
        text="Tak.",
        by=person,
        by_label="Imię Nazwisko",
        said_on=timezone.localdate(),
    )
    found = records(api, "recommendations")
    assert [answer["text"] for answer in found[0]["responses"]] == ["Tak."]
    assert [answer["text"] for answer in records(api, "responses", f"?recommendation={found[0]['code']}")] == ["Tak."]
    assert "Nazwisko" not in api.get("/api/v1/recommendations/").content.decode()
    assert "Nazwisko" not in api.get("/api/v1/responses/").content.decode()


def test_nothing_of_a_document_that_is_not_public(api: Client) -> None:
    accepted_initiative(title="Jeszcze nie")
    for table in ("initiatives", "actions", "aims", "stakeholders"):
        assert records(api, table) == []


def test_a_withdrawn_document_leaves_every_table_at_once(api: Client, world: dict[str, Publication]) -> None:
    row = records(api, "actions")[0]["id"]
    tag = api.get("/api/v1/actions/")["ETag"]
    withdraw(by=factories.coordinator(), document=world["mid"].document, reason="Błąd.")
    answer = api.get("/api/v1/actions/", HTTP_IF_NONE_MATCH=tag)
    assert (answer.status_code, answer.json()["count"]) == (200, 0)
    assert api.get(f"/api/v1/actions/{row}/").status_code == 404
    assert api.get(f"/api/v1/initiatives/{world['mid'].slug}/").status_code == 404
    assert records(api, "initiatives") == []


def test_filters(api: Client, world: dict[str, Publication]) -> None:
    slug = world["mid"].slug
    city = world["mid"].city.slug
    assert len(records(api, "initiatives", f"?city={city}&network=zielona")) == 1
    assert records(api, "initiatives", "?network=ppp") == []
    assert len(records(api, "initiatives", "?published_since=2020-01-01T00:00:00Z")) == 1
    assert records(api, "initiatives", "?published_since=2120-01-01T00:00:00Z") == []
    kind = records(api, "actions")[0]["kind"]
    assert {row["kind"] for row in records(api, "actions", f"?kind={kind}&initiative={slug}")} == {kind}
    assert {row["slug"] for row in records(api, "initiatives", f"?action_kind={kind}")} == {slug}
    assert len(records(api, "barriers", "?kind=law&improvement_plan=zielona")) == 1
    assert records(api, "barriers", "?kind=data") == []
    assert len(records(api, "recommendations", "?status=new&kind=finance")) == 1
    assert records(api, "recommendations", "?status=done") == []
    assert records(api, "initiatives", "?sample=true") == []
    addressee = world["pu"].recommendations.get().lead_institution
    assert addressee
    assert len(records(api, "recommendations", f"?institution={addressee.slug}")) == 1
    assert records(api, "recommendations", f"?institution={factories.institution().slug}") == []
    assert records(api, "recommendations", "?institution=nie-ma") == []
    assert len(records(api, "cities", f"?network=zielona&voivodeship_code={world['mid'].city.voivodeship_id}")) == 1


def test_an_unknown_filter_is_refused_with_those_that_exist(api: Client) -> None:
    answer = api.get("/api/v1/actions/?rodzaj=x")
    assert answer.status_code == 400
    assert "rodzaj" in answer.json()["detail"]
    assert "kind" in answer.json()["detail"]
    assert "kind" in answer.json()["known"]
    assert api.get("/api/v1/actions/0/?kind=law").status_code == 400


@pytest.mark.parametrize(
    ("query", "status", "word"),
    [
        ("?kind=zmyslony", 400, "investment"),
        ("?page=2", 404, "1"),
        ("?page=999999", 404, "1"),
        ("?page=0", 400, "page"),
        ("?page=-1", 400, "page"),
        ("?page=abc", 400, "page"),
        ("?page=99999999999999999999", 400, "page"),
        ("?page_size=501", 400, "500"),
        ("?page_size=", 400, "500"),
        (f"?city={'x' * 200}", 400, "city"),
        ("?sample=moze", 400, "true"),
    ],
)
def test_nonsense_is_refused_with_a_sentence(api: Client, query: str, status: int, word: str) -> None:
    answer = api.get(f"/api/v1/actions/{query}")
    assert answer.status_code == status
    assert word in answer.json()["detail"]


@pytest.mark.parametrize(
    "path", ["actions/abc/", "actions/00000000-0000-4000-8000-000000000000/", "cities/nowhere/",
             "participations/99999999999999999999999/", "participations/-1/", "participations/x/", "no-such-table/",
             "actions"],
)  # fmt: skip
def test_what_is_not_there_is_said_in_json(api: Client, path: str) -> None:
    answer = api.get(f"/api/v1/{path}")
    assert answer.status_code == 404
    assert answer.json()["detail"]


@pytest.mark.parametrize(
    "moment", ["0846-05-30T01:02:15-20:36", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00%2B14:00", "wczoraj"]
)
def test_impossible_moments_are_refused(api: Client, moment: str) -> None:
    answer = api.get(f"/api/v1/initiatives/?published_since={moment}")
    assert (answer.status_code, answer.json()["parameter"]) == (400, "published_since")


def test_a_zero_byte_is_refused_in_json(api: Client) -> None:
    assert api.get("/api/v1/cities/?network=a%00b").json()["detail"]
    assert api.get("/api/v1/cities/?network=a%00b").status_code == 400
    assert api.get("/api/v1/cities/a%00b/").status_code == 404
    assert api.get("/dane/a%00b.csv").status_code in (400, 404)


def test_pages_lead_to_each_other(api: Client) -> None:
    many_publications(5, factories.network())
    first = api.get("/api/v1/initiatives/?page_size=2&sample=false").json()
    assert (first["count"], first["pages"], first["previous"], len(first["results"])) == (5, 3, None, 2)
    address = first["next"]
    seen = [row["slug"] for row in first["results"]]
    while address:
        page = api.get("/" + address.split("/", 3)[3]).json()
        seen += [row["slug"] for row in page["results"]]
        address = page["next"]
    assert len(seen) == len(set(seen)) == 5


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_more_records_ask_no_more_queries(
    api: Client, world: Any, table: Any, django_assert_max_num_queries: Any
) -> None:
    published_initiative()
    with django_assert_max_num_queries(8):
        api.get(f"/api/v1/{table.name}/")


def test_reading_lines_and_languages(api: Client, world: Any) -> None:
    assert b"\n  " in api.get("/api/v1/actions/?indent=2").content
    assert b"\n" not in api.get("/api/v1/actions/").content
    polish, english = records(api, "actions")[0], api.get("/en/api/v1/actions/").json()["results"][0]
    assert polish["kind"] == english["kind"]
    assert polish["kind_label"] != english["kind_label"]
    assert "Miasto" not in str(english["kind_label"])


def test_an_unchanged_answer_is_not_sent_again(api: Client, world: Any) -> None:
    first = api.get("/api/v1/actions/?kind=investment")
    again = api.get("/api/v1/actions/?kind=investment", HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert api.get("/api/v1/actions/?kind=law", HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200
    published_initiative()
    assert api.get("/api/v1/actions/?kind=investment", HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200
    assert first["Link"] == '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
    assert "must-revalidate" in first["Cache-Control"]


def test_other_pages_may_read_the_data_but_nothing_else(api: Client) -> None:
    for path in ("/api/v1/", "/en/api/v1/cities/", "/dane/miasta.csv"):
        answer = api.get(path, HTTP_ORIGIN="https://example.org")
        assert answer["Access-Control-Allow-Origin"] == "*", path
        assert "Access-Control-Allow-Credentials" not in answer
    for path in ("/", "/mid/", "/konto/zaloguj/", "/praca/"):
        assert "Access-Control-Allow-Origin" not in api.get(path, HTTP_ORIGIN="https://example.org"), path
    asked = api.options("/api/v1/", HTTP_ORIGIN="https://example.org", HTTP_ACCESS_CONTROL_REQUEST_METHOD="GET")
    assert asked["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_the_api_knows_nobody(world: Any) -> None:
    """A signed-in person gets what everybody gets: no session is read, no cookie set, nothing varies by it."""
    client = Client()
    client.force_login(factories.coordinator())
    stranger, person = Client().get("/api/v1/actions/"), client.get("/api/v1/actions/")
    assert person.content == stranger.content
    assert person["ETag"] == stranger["ETag"]
    assert "Cookie" not in person.get("Vary", "")
    assert not person.cookies
    assert "no-store" not in person["Cache-Control"]
    file = client.get("/dane/dzialania.csv")
    assert "Cookie" not in file.get("Vary", "")
    assert "no-store" not in file["Cache-Control"]


def test_answers_are_packed_for_those_who_take_them(api: Client, world: Any) -> None:
    packed = api.get("/api/v1/actions/", HTTP_ACCEPT_ENCODING="gzip, br")
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == api.get("/api/v1/actions/").content
    assert packed["Vary"].lower() == "accept-encoding, origin"
    again = api.get("/api/v1/actions/", HTTP_ACCEPT_ENCODING="gzip", HTTP_IF_NONE_MATCH=packed["ETag"])
    assert again.status_code == 304


def test_only_reading(api: Client) -> None:
    for method in (api.post, api.put, api.patch, api.delete):
        answer = method("/api/v1/cities/")
        assert answer.status_code == 405
        assert answer.json()["detail"]


def test_too_many_requests_are_told_when_to_come_again(api: Client, settings: Any) -> None:
    settings.PORTAL_API_REQUESTS = 3
    answers = [api.get("/api/v1/editions/", REMOTE_ADDR="10.1.1.1") for _try in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert 1 <= int(answers[-1]["Retry-After"]) <= 61
    assert "3" in answers[-1].json()["detail"]
    assert api.get("/api/v1/editions/", REMOTE_ADDR="10.1.1.2").status_code == 200


def test_the_address_is_the_one_before_the_trusted_proxies(api: Client, settings: Any) -> None:
    """Behind one proxy the last address it noted counts; what a client writes before it does not."""
    settings.PORTAL_API_REQUESTS = 1
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(3):
        answer = api.get("/api/v1/editions/", HTTP_X_FORWARDED_FOR=f"1.1.1.{number}, 9.9.9.9", REMOTE_ADDR="10.0.0.1")
    assert answer.status_code == 429
    other = api.get("/api/v1/editions/", HTTP_X_FORWARDED_FOR="9.9.9.9, 8.8.8.8", REMOTE_ADDR="10.0.0.1")
    assert other.status_code == 200


def test_files_have_a_limit_of_their_own(api: Client, settings: Any) -> None:
    """Files that are kept already cost nothing and are not counted."""
    settings.PORTAL_FILE_REQUESTS = 2
    forms = ("csv", "json", "xlsx")
    answers = [api.get(f"/dane/miasta.{form}", REMOTE_ADDR="10.1.1.3") for form in forms]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[-1]["Retry-After"]) >= 1


def test_the_contents_name_every_table(api: Client) -> None:
    contents = api.get("/api/v1/").json()
    assert [one["name"] for one in contents["tables"]] == [table.name for table in TABLES]
    assert contents["openapi"].endswith(reverse("api_schema"))
    for one in contents["tables"][:2]:
        for address in (one["url"], one["columns"], *one["files"].values()):
            assert api.get("/" + address.split("/", 3)[3]).status_code == 200

"""Every file of open data, opened by a reader that is not ours and compared with what the API gives."""

import csv
import datetime
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from lxml import etree
from openpyxl import load_workbook
from pyshacl import validate
from rdflib import DCAT, RDF, Graph, URIRef

from catalogue.exchange.columns import ColumnKind, Table
from catalogue.exchange.datasets import DATASETS, FORMS
from catalogue.exchange.harvester import LONGEST_IDENTIFIER, identifier
from catalogue.exchange.tables import BY_NAME, TABLES
from catalogue.models import Publication, PublishedRow
from catalogue.services import withdraw
from tests import factories
from tests.catalogue.factories import published_initiative, published_plan

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parent.parent / "data"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def address(settings: Any) -> None:
    settings.PORTAL_ADDRESS = "https://pim.example"


@pytest.fixture
def world() -> dict[str, Publication]:
    network = factories.network(slug="zielona")
    mid = published_initiative(
        factories.participation(network=network, edition=network.edition), title='Zażółć; gęślą, "jaźń"'
    )
    # What a spreadsheet would take for a formula, and what breaks lines and cells.
    row = PublishedRow.objects.filter(publication=mid, kind="action").first()
    assert row is not None
    row.values |= {"title": "=2+2", "partners": ["Jeden; dwa", "Trzy, „cztery”"], "cost": "1234.50"}
    row.labels |= {"description": 'Wiersz pierwszy\nwiersz drugi; "cudzysłów"'}
    row.save()
    factories.meeting(edition=network.edition, title="Jawne, spotkanie; z przecinkiem")
    factories.meeting(edition=network.edition, title="Tajne spotkanie", is_public=False, link="https://tajne.example")
    return {"mid": mid, "pu": published_plan(network)}


def from_api(table: Table) -> list[dict[str, Any]]:
    flat = {column.name for column in table.flat}
    found = Client().get(f"/api/v1/{table.name}/?page_size=500").json()["results"]
    return [{name: value for name, value in record.items() if name in flat} for record in found]


def file(form: str, table: Table) -> Any:
    answer = Client().get(reverse(f"data_{form}", args=[table.slug]))
    assert answer.status_code == 200
    return answer


def read(column: Any, text: str) -> Any:
    """A cell of a CSV as its column's type says."""
    if text == "":
        return None
    match column.kind:
        case ColumnKind.INTEGER:
            return int(text)
        case ColumnKind.NUMBER:
            return float(text)
        case ColumnKind.BOOLEAN:
            return {"true": True, "false": False}[text]
        case ColumnKind.TEXTS:
            return text.split("\n")
        case ColumnKind.MOMENT:
            return datetime.datetime.fromisoformat(text)
    return text


def same(column: Any, value: Any) -> Any:
    """A value of the API in the form in which files keep it."""
    if column.kind == ColumnKind.TEXTS:
        return value or None
    if column.kind == ColumnKind.MOMENT and value:
        return datetime.datetime.fromisoformat(value).replace(microsecond=0)
    return value


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_csv_says_what_the_api_says(world: Any, table: Table) -> None:
    answer = file("csv", table)
    assert answer["Content-Type"] == "text/csv; charset=utf-8; header=present"
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8"), newline="")))
    expected = from_api(table)
    assert [list(row) for row in rows[:1]] in ([], [[column.name for column in table.flat]])
    found = [{column.name: read(column, row[column.name]) for column in table.flat} for row in rows]
    assert found == [{column.name: same(column, one[column.name]) for column in table.flat} for one in expected]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_json_says_what_the_api_says(world: Any, table: Table) -> None:
    whole = json.loads(file("json", table).content)
    assert whole["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    assert whole["records"] == Client().get(f"/api/v1/{table.name}/?page_size=500").json()["results"]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_xlsx_says_what_the_api_says(world: Any, table: Table) -> None:
    book = load_workbook(io.BytesIO(file("xlsx", table).content))
    rows = list(book.worksheets[0].iter_rows())
    assert len({cell.value for cell in rows[0]}) == len(table.flat), "two columns have one heading"
    expected = from_api(table)
    assert len(rows) - 1 == len(expected)
    for row, record in zip(rows[1:], expected, strict=True):
        for cell, column in zip(row, table.flat, strict=True):
            assert cell.data_type != "f"
            assert in_cell(cell.value, column) == in_sheet(record[column.name], column), column.name


def in_cell(value: Any, column: Any) -> Any:
    if isinstance(value, datetime.datetime) and column.kind == ColumnKind.DATE:
        return value.date()
    return value.replace(microsecond=0) if isinstance(value, datetime.datetime) else value


def in_sheet(value: Any, column: Any) -> Any:
    """A value of the API as a sheet keeps it."""
    if value in (None, []):
        return None
    match column.kind:
        case ColumnKind.TEXTS:
            return "\n".join(value)
        case ColumnKind.DATE:
            return datetime.date.fromisoformat(value)
        case ColumnKind.MOMENT:
            moment = timezone.localtime(datetime.datetime.fromisoformat(value))
            return moment.replace(tzinfo=None, microsecond=0)
    return value


def test_csv_for_excel_opens_in_columns_and_works_nothing_out(world: Any) -> None:
    body = file("excel", BY_NAME["actions"]).content
    assert body.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert len(set(rows[0])) == len(BY_NAME["actions"].flat)
    cells = {cell for row in rows for cell in row}
    assert "1234,5" in cells
    assert "'=2+2" in cells
    assert not {cell for cell in cells if cell.startswith(("=", "@"))}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_dictionary_describes_the_csv(world: Any, table: Table) -> None:
    meaning = json.loads(file("csvw", table).content)
    head = next(csv.reader(io.StringIO(file("csv", table).content.decode(), newline="")))
    columns = meaning["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == head
    assert meaning["url"] == f"https://pim.example/dane/{table.slug}.csv"
    assert meaning["tableSchema"]["primaryKey"] == table.key
    assert meaning["dc:license"] == {"@id": "https://creativecommons.org/licenses/by/4.0/"}
    for column in columns:
        assert [one["@language"] for one in column["rdfs:label"]] == ["pl", "en"]


def test_a_table_that_does_not_exist_has_no_file() -> None:
    for form in ("csv", "excel", "json", "xlsx", "csvw"):
        assert Client().get(reverse(f"data_{form}", args=["zmyslona"])).status_code == 404


def graph(form: str) -> Graph:
    answer = Client().get(reverse(f"dcat_{form}"))
    return Graph().parse(data=answer.content, format={"ttl": "turtle", "jsonld": "json-ld"}[form])


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_dcat_says_the_same_in_both_forms(world: Any) -> None:
    assert graph("ttl").isomorphic(graph("jsonld"))


def test_dcat_keeps_to_the_shapes_of_dcat_ap(world: Any) -> None:
    shapes = Graph().parse(DATA / "dcat-ap-shapes.ttl")
    conforms, _report, words = validate(graph("ttl"), shacl_graph=shapes)
    assert conforms, words


def test_the_shapes_find_what_is_missing(world: Any) -> None:
    broken = graph("ttl")
    broken.remove((None, DCAT.accessURL, None))
    assert not validate(broken, shacl_graph=Graph().parse(DATA / "dcat-ap-shapes.ttl"))[0]


def test_dcat_leads_to_files_that_are_there(world: Any) -> None:
    described = graph("ttl")
    files = {str(file) for file in described.objects(None, DCAT.downloadURL)}
    assert len(files) == len(TABLES) * len(FORMS)
    for one in files:
        assert Client().get(one.removeprefix("https://pim.example")).status_code == 200, one
    service = next(described.subjects(RDF.type, DCAT.DataService))
    assert set(described.objects(service, DCAT.servesDataset)) == set(described.subjects(RDF.type, DCAT.Dataset))
    assert URIRef("https://pim.example/api/v1/") in described.objects(service, DCAT.endpointURL)


def test_the_list_for_dane_gov_pl_keeps_to_its_schema(world: Any) -> None:
    schema = etree.XMLSchema(etree.parse(DATA / "dane-gov-pl-1.13.xsd"))
    xml = Client().get("/dane/dane-gov-pl.xml").content
    schema.assertValid(etree.fromstring(xml))
    # The tests run with sample data, which must not be shown on dane.gov.pl.
    assert xml.count(b'<dataset status="draft">') == len(DATASETS)
    assert xml.count(b"<resource ") == len(TABLES) * len(FORMS)
    assert (
        Client().get("/dane/dane-gov-pl.xml.md5").content.decode()
        == hashlib.md5(xml, usedforsecurity=False).hexdigest()
    )
    # The import wants https: where the portal has no such address yet, its schema says so.
    assert not schema.validate(etree.fromstring(xml.replace(b"https://pim.example", b"http://pim.example")))


def test_identifiers_for_dane_gov_pl_last_and_fit() -> None:
    """These were given away once: another name would be another file to dane.gov.pl, and the old one would vanish."""
    names = [
        *(dataset.key for dataset in DATASETS),
        *(f"{table.slug}-{form.kind.lower()}" for table in TABLES for form in FORMS),
    ]
    assert all(len(identifier(name)) <= LONGEST_IDENTIFIER for name in names)
    assert identifier("mid") == "pim-mid"
    assert {"pim-dzialania-csv", "pim-rekomendacje-json", "pim-miasta-xlsx"} <= {identifier(name) for name in names}
    with pytest.raises(ValueError, match="longer"):
        identifier("x" * 40)


@pytest.mark.parametrize(
    "path", ["/mid/atom.xml", "/plany-ulepszen/atom.xml", "/rekomendacje/atom.xml", "/dobre-praktyki/atom.xml"]
)
def test_feeds_are_atom(world: Any, path: str) -> None:
    for prefix, language in (("", "pl"), ("/en", "en")):
        answer = Client().get(prefix + path)
        feed = etree.fromstring(answer.content)
        assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
        assert feed.tag == f"{ATOM}feed"
        assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language
        links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
        assert links["self"] == f"https://pim.example{prefix}{path}"
        entries = feed.findall(f"{ATOM}entry")
        assert len(entries) == 1
        for entry in entries:
            assert entry.findtext(f"{ATOM}id").startswith("https://pim.example/")
            assert "/en/" not in entry.findtext(f"{ATOM}id")
            assert datetime.datetime.fromisoformat(entry.findtext(f"{ATOM}updated"))
            link = entry.find(f"{ATOM}link").get("href")
            assert Client().get(link.removeprefix("https://pim.example")).status_code == 200


def test_a_sign_that_xml_lacks_does_not_take_a_feed_away() -> None:
    network = published_initiative(title="Zielone\x0b podwórka\ufffe", summary="Plan\x1f w kilku zdaniach.").network
    network.name = "Sieć\x0b zielona"
    network.save()
    entry = etree.fromstring(Client().get("/mid/atom.xml").content).find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title").endswith("Zielone podwórka")
    assert entry.findtext(f"{ATOM}summary") == "Plan w kilku zdaniach."
    assert entry.find(f"{ATOM}category").get("term") == "Sieć zielona"


def test_feeds_forget_what_is_withdrawn(world: dict[str, Publication]) -> None:
    for publication in world.values():
        withdraw(by=factories.coordinator(), document=publication.document, reason="Błąd.")
    for path in ("/mid/atom.xml", "/plany-ulepszen/atom.xml", "/rekomendacje/atom.xml", "/dobre-praktyki/atom.xml"):
        assert etree.fromstring(Client().get(path).content).findall(f"{ATOM}entry") == [], path


def test_the_calendar_has_public_meetings_only(world: Any) -> None:
    body = Client().get("/spotkania/kalendarz.ics").content
    events = Calendar.from_ical(body).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == ["Jawne, spotkanie; z przecinkiem"]
    assert b"tajne.example" not in body
    assert Client().get("/spotkania/kalendarz.ics?siec=nie-ma").content.count(b"BEGIN:VEVENT") == 0


def test_a_meeting_of_unknown_hours_takes_whole_days() -> None:
    begin = timezone.make_aware(datetime.datetime(2026, 5, 4))
    end = timezone.make_aware(datetime.datetime(2026, 5, 5, 23, 59))
    factories.meeting(starts_at=begin, ends_at=end)
    event = Calendar.from_ical(Client().get("/spotkania/kalendarz.ics").content).walk("VEVENT")[0]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (datetime.date(2026, 5, 4), datetime.date(2026, 5, 6))


def test_the_page_about_data_leads_to_everything(world: Any) -> None:
    for prefix in ("", "/en"):
        page = Client().get(f"{prefix}/dane/").content.decode()
        for table in TABLES:
            for form in ("csv", "excel", "json", "xlsx"):
                assert f'href="{prefix}{reverse(f"data_{form}", args=[table.slug]).removeprefix("/en")}"' in page
        for path in ("katalog.ttl", "katalog.jsonld", "dane-gov-pl.xml", "dane-gov-pl.xml.md5"):
            assert f'href="{prefix}/dane/{path}"' in page
        assert "creativecommons.org/licenses/by/4.0" in page

"""Files of published documents, opened by readers that know nothing of the portal."""

import io
import json
import re
import zipfile

import pytest
from django.test import Client
from docx import Document as Docx
from jsonschema import Draft202012Validator
from lxml import etree, html
from openpyxl import load_workbook
from PIL import Image

from catalogue.models import Publication
from catalogue.rendering.citation import bibtex, ris, source_of
from catalogue.rendering.picture import picture
from documents.models import Version
from documents.queries import public_content
from tests.catalogue.factories import published_initiative, published_plan

pytestmark = pytest.mark.django_db
SECRET = "Sekretarzyk"


@pytest.fixture
def shown() -> Publication:
    return published_initiative(title="Cień & chłód {100%}", summary="Sadzimy drzewa.", contact=f"{SECRET} 600 700 800")


def test_the_json_is_the_public_version_and_keeps_to_its_schema(client: Client, shown: Publication) -> None:
    response = client.get(f"/mid/{shown.slug}.json")
    found = json.loads(response.content)
    address = found.pop("$schema")
    schema = client.get(address.removeprefix("http://127.0.0.1:8000")).json()
    content = Version.objects.get(pk=shown.version_id).content
    assert found == json.loads(json.dumps(public_content(content)))
    Draft202012Validator(schema).validate({**found, "$schema": address})
    assert SECRET not in response.content.decode()
    assert response["Content-Disposition"] == f'attachment; filename="mid-{shown.slug}-1.json"'
    assert response["Cache-Control"].startswith("public")


def test_the_workbook_has_a_sheet_for_each_table_with_all_its_rows(client: Client, shown: Publication) -> None:
    response = client.get(f"/mid/{shown.slug}.xlsx")
    book = load_workbook(io.BytesIO(response.content))
    content = public_content(Version.objects.get(pk=shown.version_id).content)
    about = {row[0].value: row[1].value for row in book.worksheets[0].iter_rows()}
    assert about["Tytuł"] == "Cień & chłód {100%}"
    actions = content["parts"]["action"]
    sheet = book["Działania"]
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == [row["values"]["title"] for row in actions]
    assert [row[-1].value for row in sheet.iter_rows(min_row=2)] == [row["id"] for row in actions]
    packed = zipfile.ZipFile(io.BytesIO(response.content))
    assert SECRET.encode() not in b"".join(packed.read(name) for name in packed.namelist())


def test_the_docx_says_what_the_page_says(client: Client, shown: Publication) -> None:
    made = Docx(io.BytesIO(client.get(f"/mid/{shown.slug}.docx").content))
    text = "\n".join(paragraph.text for paragraph in made.paragraphs)
    assert "Sadzimy drzewa." in text.replace("\u00a0", " ")
    assert SECRET not in text


def test_files_of_plans_and_of_versions(client: Client, shown: Publication) -> None:
    plan = published_plan()
    assert client.get(f"/plany-ulepszen/{plan.slug}.json").json()["kind"] == "pu"
    for ending in ("docx", "xlsx", "json"):
        assert client.get(f"/plany-ulepszen/{plan.slug}.{ending}").status_code == 200
        assert client.get(f"/mid/{shown.slug}/wersje/1.{ending}").status_code == 200
    unknown = ["mid/x.docx", f"mid/{shown.slug}.exe", f"mid/{shown.slug}.bib", f"mid/{shown.slug}/wersje/2.json"]
    assert [client.get(f"/{path}").status_code for path in unknown] == [404] * 4


def test_citations_are_read_by_the_rules_of_their_formats(client: Client, shown: Publication) -> None:
    address = f"http://127.0.0.1:8000/mid/{shown.slug}/wersje/1/"
    [item] = client.get(f"/mid/{shown.slug}/cytowanie.json").json()
    assert (item["title"], item["author"], item["URL"]) == (
        "Cień & chłód {100%}",
        [{"literal": shown.city.name}],
        address,
    )
    text = client.get(f"/mid/{shown.slug}/cytowanie.ris").content.decode()
    lines = [line.split("  - ", 1) for line in text.split("\r\n") if line]
    assert (lines[0], lines[-1]) == (["TY", "RPRT"], ["ER", ""])
    assert dict(lines)["UR"] == address
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]", name) for name, _value in lines)
    bib = client.get(f"/mid/{shown.slug}/cytowanie.bib").content.decode()
    assert r"title = {{Cień \& chłód \{100\%\}}}" in bib
    unescaped = re.sub(r"\\[{}]", "", bib)
    assert unescaped.count("{") == unescaped.count("}")


def test_a_hostile_title_breaks_no_format(shown: Publication) -> None:
    shown.title = "A}\n\\input{/etc/passwd}\r\nER  - \nTY  - JOUR"
    source = source_of(shown)
    assert ris(source).count("\r\nER  - \r\n") == 1
    assert ris(source).count("TY  - RPRT") == 1
    assert r"\input{" not in bibtex(source)


def test_a_citation_names_the_programme_once(shown: Publication) -> None:
    edition = shown.network.edition  # type: ignore[union-attr]
    edition.name = "Partnerska Inicjatywa Miast 2021–2023"
    assert source_of(shown).series == "Partnerska Inicjatywa Miast 2021–2023"
    edition.name = "Edycja pilotażowa"
    assert source_of(shown).series == "Partnerska Inicjatywa Miast, Edycja pilotażowa"


def test_the_page_names_its_permanent_address_languages_and_picture(client: Client, shown: Publication) -> None:
    page = html.fromstring(client.get(f"/en/mid/{shown.slug}/").content.decode())
    base = "http://127.0.0.1:8000"
    assert page.xpath('//link[@rel="canonical"]/@href') == [f"{base}/en/mid/{shown.slug}/"]
    languages = {link.get("hreflang"): link.get("href") for link in page.xpath('//link[@rel="alternate"][@hreflang]')}
    assert languages == {
        "pl": f"{base}/mid/{shown.slug}/",
        "en": f"{base}/en/mid/{shown.slug}/",
        "x-default": f"{base}/mid/{shown.slug}/",
    }
    social = {meta.get("property"): meta.get("content") for meta in page.xpath("//meta[@property]")}
    assert (social["og:title"], social["og:type"]) == (shown.title, "article")
    image = client.get(social["og:image"].removeprefix(base))
    assert image["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(image.content)).size == (1200, 630)


def test_structured_data_is_one_valid_graph_that_ends_no_element(client: Client) -> None:
    shown = published_initiative(title="</script><script>alert(1)</script>")
    response = client.get(f"/mid/{shown.slug}/")
    page = html.fromstring(response.content.decode())
    [block] = page.xpath('//script[@type="application/ld+json"]')
    report, crumbs = json.loads(block.text)["@graph"]
    assert (report["@type"], report["name"]) == ("Report", shown.title)
    assert (report["license"], report["version"]) == ("https://creativecommons.org/licenses/by/4.0/", "1")
    assert report["encoding"][0]["encodingFormat"] == "application/pdf"
    assert [one["position"] for one in crumbs["itemListElement"]] == [1, 2, 3]
    assert "alert(1)</script>" not in response.content.decode()
    home = html.fromstring(client.get("/").content.decode())
    [site] = home.xpath('//script[@type="application/ld+json"]')
    assert json.loads(site.text)["potentialAction"]["target"]["urlTemplate"].endswith("/szukaj/?q={search_term_string}")


def test_the_sitemap_names_public_pages_in_both_languages_with_their_dates(client: Client, shown: Publication) -> None:
    plan = published_plan()
    tree = etree.fromstring(client.get("/sitemap.xml").content)
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    dates = {url.findtext("s:loc", namespaces=spaces): url.findtext("s:lastmod", namespaces=spaces) for url in tree}
    base = "http://127.0.0.1:8000"
    code = plan.recommendations.get().code
    wanted = ["/", f"/mid/{shown.slug}/", f"/plany-ulepszen/{plan.slug}/", f"/rekomendacje/{code}/"]
    for path in [*wanted, f"/miasta/{shown.city.slug}/", f"/sieci/{shown.network.slug}/"]:
        assert f"{base}{path}" in dates
        assert f"{base}/en{path}" in dates
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", dates[f"{base}/mid/{shown.slug}/"] or "")
    first = tree.find("s:url", spaces)
    assert {link.get("hreflang") for link in first.findall("x:link", spaces)} == {"pl", "en", "x-default"}


@pytest.mark.parametrize("title", ["", "A", "Ż" * 400, "słowo " * 200, "<b>Ćma</b>"])
def test_a_picture_is_made_of_any_title(title: str) -> None:
    made = picture(title=title, above="x" * 300, below="", colour="red; }")
    assert Image.open(io.BytesIO(made)).size == (1200, 630)
    assert len(made) < 60_000

"""Forms derived from the registry: what they accept, and what they say when they do not."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image

from core.richtext import to_html
from documents.forms import part_form
from documents.forms.rich import to_typed
from documents.parts import all_document_kinds
from tests import factories
from tests.documents.factories import Team, team

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
ACTION_POST = {"title": "Sadzenie drzew", "kind": "investment", "priority": "2", "state": "planned"}


def errors(our: Team, key: str, data: dict, files: dict | None = None) -> dict[str, list[str]]:
    """What the form of a new row, or of the document's one record, says."""
    kind = our.kind(key)
    form = part_form(kind, our.document, data, files, part=None if kind.many else our.single(key))
    return {name: [str(error) for error in found] for name, found in form.errors.items()}


def zipped(**entries: str) -> bytes:
    """A ZIP archive; the names of entries come from NAMES."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for key, content in entries.items():
            made.writestr(NAMES[key], content)
    return target.getvalue()


NAMES = {
    "types": "[Content_Types].xml",
    "word": "word/document.xml",
    "excel": "xl/workbook.xml",
    "macro": "macro/vba.bin",
    "mimetype": "mimetype",
    "content": "content.xml",
    "other": "a.txt",
}


def test_every_part_kind_has_a_form_with_all_its_fields():
    documents = {"mid": factories.initiative().document, "pu": factories.plan().document}
    for document_kind in all_document_kinds():
        for kind in document_kind.part_kinds.values():
            form = part_form(kind, documents[document_kind.key])
            declared = {bound.name for bound in kind.bound} - {
                "risks",
                "after",
                "stakeholders",
                "barriers",
                "recommendations",
            }
            assert declared - set(form.fields) <= {"institutions"}
            assert str(form)


def test_a_row_may_be_saved_before_it_is_complete():
    assert errors(team(), "action", ACTION_POST) == {}


def test_a_row_without_a_name_is_no_row():
    assert list(errors(team(), "action", {**ACTION_POST, "title": " "})) == ["title"]


def test_a_title_of_ten_thousand_characters_is_refused_with_both_numbers():
    with translation.override("en"):
        found = errors(team(), "action", {**ACTION_POST, "title": "A" * 10_000})
    assert found == {"title": ["Shorten the text to 200 characters. It has 10000 now."]}


def test_reversed_months_are_refused_at_the_last_month():
    months = {"start_month": "5", "start_year": "2025", "end_month": "4", "end_year": "2025"}
    with translation.override("en"):
        found = errors(team(), "action", {**ACTION_POST, **months})
    assert found == {"end": ["The last month must not be before the first month."]}


def test_an_action_outside_its_edition_is_refused():
    months = {"start_month": "12", "start_year": "2021", "end_month": "1", "end_year": "2033"}
    with translation.override("en"):
        found = errors(team(), "action", {**ACTION_POST, **months})
    sentence = "The month must lie between 01.2022 and 12.2032, the period of this edition."
    assert found == {"start": [sentence], "end": [sentence]}


@pytest.mark.parametrize("cost", ["-1", "-0,01", "1000000000000000", "dużo", "1,234"])
def test_costs_that_are_no_amounts_are_refused(cost):
    assert list(errors(team(), "action", {**ACTION_POST, "cost": cost})) == ["cost"]


@pytest.mark.parametrize("cost", ["0", "1 250 000,50", "1250000.50", "1 250 zł", ""])
def test_amounts_as_people_write_them_are_accepted(cost):
    assert errors(team(), "action", {**ACTION_POST, "cost": cost}) == {}


@pytest.mark.parametrize("year", ["1989", "2101", "27", "dwa"])
def test_years_out_of_reach_are_refused(year):
    assert list(errors(team(), "aim", {"text": "Cel", "priority": "1", "target_year": year})) == ["target_year"]


@pytest.mark.parametrize("value", ["0", "6", "-1", "trzy", "3.5"])
def test_scales_go_from_one_to_five(value):
    data = {"name": "A", "kind": "residents", "influence": value, "interest": "3", "attitude": "unknown",
            "engagement": "inform"}  # fmt: skip
    assert list(errors(team(), "stakeholder", data)) == ["influence"]


def test_lists_are_limited_in_length_and_number():
    our = team()
    assert list(errors(our, "action", {**ACTION_POST, "partners": "A" * 501})) == ["partners"]
    assert list(errors(our, "action", {**ACTION_POST, "partners": "\n".join("A" * 51)})) == ["partners"]


def test_codes_of_the_improvement_plan_are_checked_line_by_line():
    assert list(errors(team(), "network_link", {"barriers": "CYF-B01\nbariera"})) == ["barriers"]
    assert errors(team(), "network_link", {"barriers": "CYF-B01\nCYF-B02"}) == {}


def test_only_live_rows_of_the_same_document_may_be_chosen():
    our, other = team(), team()
    aim = our.add("aim", text="Cel", priority=1)
    foreign = other.add("aim", text="Cudzy cel", priority=1)
    assert errors(our, "action", {**ACTION_POST, "aim": str(aim.pk)}) == {}
    assert list(errors(our, "action", {**ACTION_POST, "aim": str(foreign.pk)})) == ["aim"]
    assert list(errors(our, "action", {**ACTION_POST, "aim": "<script>"})) == ["aim"]


def test_a_line_end_counts_as_one_character():
    our = team()
    challenge = our.single("challenge")
    form = part_form(our.kind("challenge"), our.document, {"statement": "a\r\n" * 250}, part=challenge)
    assert form.is_valid()
    assert "\r" not in form.values["statement"]


def test_an_unchanged_form_changes_nothing():
    our = team()
    factories.fill_mid(our.document, by=our.anna)
    challenge = our.save(our.anna, "challenge", our.single("challenge"), 1, statement="Raz\ndwa", causes=["a", "b"])
    shown = part_form(our.kind("challenge"), our.document, part=challenge)
    data = {name: shown[name].value() for name in shown.fields}
    data["causes"], data["effects"], data["affected"] = (
        "\r\n".join(data[n]) for n in ("causes", "effects", "affected")
    )
    data["statement"] = data["statement"].replace("\n", "\r\n")
    form = part_form(our.kind("challenge"), our.document, data, part=challenge)
    assert form.is_valid()
    our.save(our.bartek, "challenge", challenge, form.read_version, **form.values)
    assert our.single("challenge").version == 2


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Jeden\r\n\r\nDwa\r\ntrzy", "<p>Jeden</p><p>Dwa<br>trzy</p>"),
        ("PM10 < 50 & spada", "<p>PM10 &lt; 50 &amp; spada</p>"),
        ("<p>Już <strong>HTML</strong></p>", "<p>Już <strong>HTML</strong></p>"),
        ("Bez <strong>bloku</strong>", "<p>Bez <strong>bloku</strong></p>"),
        ("<script>alert(1)</script>", ""),
        ('<p style="color:red" onmouseover="x()">A</p><iframe src="x"></iframe>', "<p>A</p>"),
        ('<p><img src=x onerror="alert(1)">A</p>', "<p>A</p>"),
        ("  \r\n ", ""),
        ("A\x00B", "<p>AB</p>"),
    ],
)
def test_rich_text_becomes_clean_html(typed, kept):
    assert to_html(typed) == kept


@pytest.mark.parametrize("stored", ["<p>Jeden</p><p>Dwa<br>trzy</p>", "<p>PM10 &lt; 50</p>", "<h3>A</h3><p>B</p>", ""])
def test_rich_text_survives_an_editor_without_scripts(stored):
    assert to_html(to_typed(stored)) == stored


def test_rich_text_is_limited_by_its_words_not_its_markup():
    our = team()
    markup = "<p><strong>a</strong></p>" * 2000
    assert errors(our, "action", {**ACTION_POST, "description": markup}) == {}
    assert list(errors(our, "action", {**ACTION_POST, "description": "słowo " * 4000})) == ["description"]
    assert list(errors(our, "action", {**ACTION_POST, "description": "<p>" * 100_000})) == ["description"]


ANNEX = {"title": "Mapa", "kind": "map", "licence": "cc_by"}


def annex_errors(name: str, content: bytes) -> list[str]:
    with translation.override("en"):
        found = errors(team(), "annex", ANNEX, {"file": SimpleUploadedFile(name, content)})
    assert set(found) <= {"file"}
    return found.get("file", [])


def open_document(kind: str) -> bytes:
    return zipped(mimetype=f"application/vnd.oasis.opendocument.{kind}", content="<x/>")


def drawn(kind: str, size: tuple[int, int]) -> bytes:
    """A white picture."""
    buffer = io.BytesIO()
    Image.new("1" if kind == "PNG" else "L", size, 1).save(buffer, kind)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (drawn("PNG", (20_000, 2)), "pixels"),
        (drawn("JPEG", (2, 20_000)), "pixels"),
        (drawn("PNG", (9_000, 9_000)), "pixels"),
        (drawn("PNG", (3, 2))[:20], "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "damaged"),
    ],
)
def test_a_picture_that_nobody_could_show_is_refused(content, word):
    name = "mapa.png" if content.startswith(b"\x89PNG") else "mapa.jpg"
    assert [word in sentence for sentence in annex_errors(name, content)] == [True]


def test_allowed_files_are_accepted_by_their_content():
    png, jpeg = (drawn(kind, (3, 2)) for kind in ("PNG", "JPEG"))
    for name, content in [
        ("plan.pdf", PDF),
        ("plan.docx", zipped(types="<x/>", word="<x/>")),
        ("koszty.xlsx", zipped(types="<x/>", excel="<x/>")),
        ("plan.odt", open_document("text")),
        ("koszty.ods", open_document("spreadsheet")),
        ("mapa.png", png),
        ("mapa.JPG", jpeg),
    ]:
        assert annex_errors(name, content) == [], name


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.pdf", b"MZ" + b"\x00" * 100),
        ("plan.pdf", b"<html><script>alert(1)</script></html>"),
        ("rysunek.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("plan.docx", zipped(types="<x/>", macro="x")),
        ("plan.odt", open_document("graphics")),
        ("plan.zip", zipped(other="a")),
        ("plan.docx", b"PK\x03\x04 not a zip at all"),
        ("plan.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100),
    ],
)
def test_other_content_is_refused_whatever_its_name(name, content):
    sentence = "This kind of file is not accepted. Add a PDF, DOCX, XLSX, ODT, ODS, PNG or JPEG file."
    assert annex_errors(name, content) == [sentence]


def test_a_name_must_match_its_content():
    assert annex_errors("plan.exe", PDF) == [
        "The name of the file does not match its content. Its name should end with .pdf."
    ]


def test_an_empty_file_is_refused():
    assert annex_errors("plan.pdf", b"") == ["The file is empty."]


def test_a_swollen_archive_is_refused():
    """An archive that says it unpacks to 3 GB; the size stands in its central directory."""
    swollen = bytearray(zipped(types="<x/>", word="<x/>"))
    place = swollen.rfind(b"PK\x01\x02")
    swollen[place + 24 : place + 28] = (3_000_000_000).to_bytes(4, "little")
    assert len(annex_errors("plan.docx", bytes(swollen))) == 1


def test_the_measured_type_and_size_are_stored():
    our = team()
    form = part_form(our.kind("annex"), our.document, ANNEX, {"file": SimpleUploadedFile("mapa.pdf", PDF, "text/html")})
    assert form.is_valid()
    annex = our.add("annex", **form.values)
    assert (annex.content_type, annex.size) == ("application/pdf", len(PDF))


def test_an_annex_keeps_its_file_when_only_the_title_changes():
    our = team()
    form = part_form(our.kind("annex"), our.document, ANNEX, {"file": SimpleUploadedFile("mapa.pdf", PDF)})
    assert form.is_valid()
    annex = our.add("annex", **form.values)
    form = part_form(our.kind("annex"), our.document, {**ANNEX, "title": "Plan"}, {}, part=annex)
    assert form.is_valid()
    our.save(our.anna, "annex", annex, 1, **form.values)
    annex.refresh_from_db()
    assert (annex.title, annex.version) == ("Plan", 2)
    with annex.file.open() as kept:
        assert kept.read() == PDF

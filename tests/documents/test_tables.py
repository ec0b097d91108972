"""Tables of rows as XLSX: export, template, import with a preview, and sheets that nobody should send."""

import datetime
import io
import zipfile

import pytest
from django.urls import reverse
from django.utils import translation
from openpyxl import Workbook, load_workbook

from core.exceptions import InvalidInput
from documents.exchange import read_rows, table_workbook
from documents.forms.tables import plan_table
from documents.queries import rows, snapshot
from tests import factories
from tests.documents.factories import STAKEHOLDER, team

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def polish():
    with translation.override("pl"):
        yield


def address(our, page: str, *arguments) -> str:
    return reverse(f"initiative_{page}", args=[our.document.slug, *arguments])


def sheet(*lines, change=None) -> bytes:
    """A workbook with these lines on its first sheet; `change(book, sheet)` spoils it."""
    book = Workbook()
    for line in lines:
        book.active.append(list(line))
    if change:
        change(book, book.active)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def stakeholders(*lines, change=None) -> bytes:
    return sheet(("Nazwa", "Rodzaj", "Wpływ", "Zainteresowanie"), *lines, change=change)


def plan(our, content, key="stakeholder"):
    return plan_table(our.document, our.kind(key), content)


def told(found) -> list[tuple[str, str]]:
    return [(problem.cell, problem.text) for problem in found.problems]


def test_what_is_exported_is_imported_without_a_change():
    our = team()
    factories.fill_mid(our.document, by=our.anna)
    content = snapshot(our.document)
    for key in ("stakeholder", "action", "indicator", "communication", "risk", "milestone", "action_funding"):
        kind = our.kind(key)
        names = {
            row["id"]: " ".join([row["code"], str(row["values"].get(part.title_field) or "")]).strip()
            for part in map(our.kind, ("aim", "risk", "action", "stakeholder", "indicator"))
            for row in content["parts"][part.key]
        }
        book = table_workbook(kind, content["parts"][key], names, public=False)
        found = plan(our, book, key)
        assert (key, told(found), found.rows, found.unchanged) == (key, [], (), len(content["parts"][key]))


def test_new_rows_are_added_and_those_with_an_id_changed(client):
    our = team()
    council = our.add("stakeholder", **STAKEHOLDER)
    client.force_login(our.anna)
    content = sheet(
        ("Nazwa *", "Rodzaj", "Wpływ", "Zainteresowanie", "ID"),
        ("Rada osiedla Centrum", "Mieszkańcy", 5, 4, str(council.pk)),
        ("Politechnika", "nauka", 2, 5, None),
    )
    page = client.post(address(our, "table_import", "stakeholder"), {"file": io.BytesIO(content)})
    preview = client.get(page.headers["Location"])
    found = preview.context["plan"]
    assert (told(found), found.added, found.changed) == ([], 1, 1)
    done = client.post(page.headers["Location"], {"fingerprint": found.fingerprint})
    assert done.status_code == 302
    stored = rows(our.document, our.kind("stakeholder"))
    assert [(row.name, row.kind, row.influence) for row in stored] == [
        ("Rada osiedla Centrum", "residents", 5),
        ("Politechnika", "science", 2),
    ]


def test_the_same_file_twice_adds_nothing():
    our = team()
    our.add("stakeholder", **STAKEHOLDER)
    found = plan(our, stakeholders(("Rada osiedla", "mieszkańcy", 3, 4)))
    assert (found.rows, found.unchanged) == ((), 1)


def test_every_error_names_its_cell():
    our = team()
    content = stakeholders(("Rada", "kosmici", 9, 4), ("", "mieszkańcy", 2, "dużo"))
    cells = [cell for cell, _text in told(plan(our, content))]
    assert sorted(cells) == ["A3", "B2", "C2", "D3"]
    good_kind = stakeholders(("Rada", "mieszkańcy", 9, 4))
    assert [cell for cell, _text in told(plan(our, good_kind))] == ["C2"]


def test_nothing_is_imported_while_there_is_an_error(client):
    our = team()
    client.force_login(our.anna)
    content = stakeholders(("Rada", "mieszkańcy", 3, 4), ("Zarząd", "kosmici", 3, 4))
    page = client.post(address(our, "table_import", "stakeholder"), {"file": io.BytesIO(content)})
    found = client.get(page.headers["Location"]).context["plan"]
    assert (found.added, found.unchanged) == (1, 0)
    answer = client.post(page.headers["Location"], {"fingerprint": found.fingerprint})
    assert (answer.status_code, rows(our.document, our.kind("stakeholder"))) == (422, [])


def test_a_change_between_preview_and_import_is_shown_first(client):
    our = team()
    council = our.add("stakeholder", **STAKEHOLDER)
    client.force_login(our.anna)
    content = sheet(("Nazwa", "ID"), ("Rada Centrum", str(council.pk)))
    page = client.post(address(our, "table_import", "stakeholder"), {"file": io.BytesIO(content)})
    fingerprint = client.get(page.headers["Location"]).context["plan"].fingerprint
    our.save(our.bartek, "stakeholder", council, council.version, name="Rada Śródmieścia")
    answer = client.post(page.headers["Location"], {"fingerprint": fingerprint})
    assert answer.status_code == 422
    assert [row.name for row in rows(our.document, our.kind("stakeholder"))] == ["Rada Śródmieścia"]


def test_another_person_cannot_open_the_file(client):
    our = team()
    client.force_login(our.anna)
    content = stakeholders(("Rada", "mieszkańcy", 3, 4))
    page = client.post(address(our, "table_import", "stakeholder"), {"file": io.BytesIO(content)})
    client.force_login(our.bartek)
    assert client.get(page.headers["Location"]).status_code == 302


def test_months_amounts_and_references_in_several_spellings():
    our = team()
    aim = our.add("aim", text="Mniej upału")
    content = sheet(
        (
            "Tytuł",
            "Cel",
            "Rodzaj",
            "Pierwszy miesiąc",
            "Ostatni miesiąc",
            str(our.kind("action").field("cost").label),
            "Partnerzy",
        ),
        ("Ogrody", "C1", "inwestycyjne", "03.2023", datetime.date(2023, 9, 1), "12 500,50", "Szkoła; Parafia"),
        ("Parki", "Mniej upału", "inwestycyjne", "2023-04", "1.10.2023", 1000.5, "Szkoła\nParafia"),
    )
    found = plan(our, content, "action")
    assert told(found) == []
    first, second = (row.new_values for row in found.rows)
    assert (first["aim"], second["aim"]) == (aim, aim)
    assert (first["start"], first["end"]) == (datetime.date(2023, 3, 1), datetime.date(2023, 9, 1))
    assert (str(first["cost"]), str(second["cost"])) == ("12500.5", "1000.5")
    assert first["partners"] == second["partners"] == ["Szkoła", "Parafia"]


def test_an_unknown_link_is_named():
    our = team()
    found = plan(our, sheet(("Tytuł", "Cel", "Rodzaj"), ("Ogrody", "C7", "inwestycyjne")), "action")
    assert [cell for cell, _text in told(found)] == ["B2"]


def test_formulas_and_merged_cells_are_named():
    our = team()

    def spoil(_book, one):
        one["C2"] = "=1+1"
        one.merge_cells("A3:A4")

    found = plan(our, stakeholders(("Rada", "mieszkańcy", 3, 4), ("X", "mieszkańcy", 1, 1), change=spoil))
    assert {"C2", "A3:A4"} <= {cell for cell, _text in told(found)}


def test_hidden_sheets_are_not_read():
    our = team()

    def hide(book, _one):
        other = book.create_sheet("Tajne", 0)
        other.sheet_state = "hidden"
        other.append(["Nazwa"])

    found = plan(our, stakeholders(("Rada", "mieszkańcy", 3, 4), change=hide))
    assert (found.added, found.others) == (1, ("Tajne",))


def test_a_hundred_thousand_rows_are_refused_at_once():
    our = team()
    book = Workbook(write_only=True)
    one = book.create_sheet()
    one.append(["Nazwa", "Rodzaj"])
    for number in range(100_000):
        one.append([f"Rada {number}", "mieszkańcy"])
    buffer = io.BytesIO()
    book.save(buffer)
    with pytest.raises(InvalidInput):
        read_rows(buffer.getvalue(), our.kind("stakeholder"))


def test_too_many_rows_together_with_those_stored():
    our = team()
    for number in range(5):
        our.add("aim", text=f"Cel {number}")
    found = plan(our, sheet(("Cel szczegółowy",), ("A",), ("B",), ("C",)), "aim")
    assert [cell for cell, _text in told(found)] == [""]


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04nonsense", b"nazwa;rodzaj\n", sheet(("Zupełnie", "co innego"), ("a", "b")), sheet()],
    ids=["empty", "broken", "csv", "other headings", "no rows"],
)
def test_what_is_no_table_is_refused(content):
    our = team()
    with pytest.raises(InvalidInput):
        plan(our, content)


def test_a_bomb_is_refused_unread():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (80 * 1024 * 1024))
    our = team()
    with pytest.raises(InvalidInput):
        plan(our, buffer.getvalue())


def test_texts_that_begin_like_formulas_stay_texts():
    our = team()
    our.add("stakeholder", **{**STAKEHOLDER, "name": '=HYPERLINK("http://zly.example")'})
    content = snapshot(our.document)
    book = table_workbook(our.kind("stakeholder"), content["parts"]["stakeholder"], {}, public=False)
    cell = load_workbook(io.BytesIO(book)).active["B2"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://zly.example")')


def test_signs_that_xml_does_not_know_are_left_out():
    our = team()
    our.add("stakeholder", **{**STAKEHOLDER, "name": "Rada\x0b\ufffe\uffff Miasta"})
    content = snapshot(our.document)
    book = table_workbook(our.kind("stakeholder"), content["parts"]["stakeholder"], {}, public=False)
    assert load_workbook(io.BytesIO(book)).active["B2"].value == "Rada Miasta"


def test_experts_do_not_get_contacts(client):
    our = team()
    our.add("stakeholder", **STAKEHOLDER, contact="anna@rada.example")
    network = our.document.initiative.participation.network
    for person, sees in ((our.anna, True), (factories.expert(network), False)):
        client.force_login(person)
        answer = client.get(address(our, "table_export", "stakeholder"))
        cells = [cell.value for row in load_workbook(io.BytesIO(answer.content)).active.iter_rows() for cell in row]
        assert ("anna@rada.example" in cells) is sees


def test_the_empty_table_can_be_filled_in_and_sent(client):
    our = team()
    client.force_login(our.anna)
    answer = client.get(address(our, "table_export", "stakeholder") + "?pusta=1")
    book = load_workbook(io.BytesIO(answer.content))
    head = [cell.value for cell in book.active[1]]
    assert book.active.max_row == 1
    values = {"Nazwa *": "Rada", "Rodzaj *": "mieszkańcy", "Wpływ *": 3, "Zainteresowanie *": 4}
    book.active.append([values.get(label) for label in head])
    buffer = io.BytesIO()
    book.save(buffer)
    assert (told(plan(our, buffer.getvalue())), plan(our, buffer.getvalue()).added) == ([], 1)


def test_rows_with_files_have_no_import(client):
    our = team()
    client.force_login(our.anna)
    assert client.get(address(our, "table_import", "annex")).status_code == 404

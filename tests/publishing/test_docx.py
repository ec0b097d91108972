"""Documents as DOCX: the words, headings, tables and links of the page, in a file that Word opens."""

import io
import zipfile

import pytest
from django.urls import reverse
from django.utils import translation
from docx import Document as Docx

from documents.enums import Purpose
from documents.queries import snapshot
from documents.rendering import reading
from documents.services import freeze
from publishing.rendering.docx import docx_of
from tests import factories
from tests.documents.factories import STAKEHOLDER, team

pytestmark = pytest.mark.django_db

RICH = (
    "<p>Miasto <strong>się</strong> <em>nagrzewa</em><sup>1</sup>, zob. "
    '<a href="https://miasto.example/">raport</a>.</p>'
    "<ul><li><p>raz</p><ol><li><p>raz pięć</p></li></ol></li></ul>"
    '<table><tbody><tr><th colspan="2"><p>Rok oraz wynik</p></th></tr>'
    "<tr><td><p>2025</p></td><td><p>12</p></td></tr></tbody></table>"
    "<h3>Śródtytuł</h3><blockquote><p>cytat</p></blockquote>"
)


@pytest.fixture(autouse=True)
def polish():
    with translation.override("pl"):
        yield


def opened(content: bytes):
    return Docx(io.BytesIO(content))


def test_rich_text_keeps_its_form():
    our = team()
    diagnosis = our.single("diagnosis")
    our.save(our.anna, "diagnosis", diagnosis, diagnosis.version, text=RICH)
    made = opened(docx_of(reading(snapshot(our.document)), subtitle="Gdańsk"))
    found = {paragraph.text: paragraph for paragraph in made.paragraphs}
    words = next(text for text in found if text.startswith("Miasto"))
    assert words == "Miasto się nagrzewa1, zob. raport."
    assert [run.text for run in found[words].runs if run.font.bold] == ["się"]
    assert [run.text for run in found[words].runs if run.font.superscript] == ["1"]
    assert [link.address for link in found[words].hyperlinks] == ["https://miasto.example/"]
    assert found["raz"].style.name == "List Bullet"
    assert found["raz pięć"].style.name == "List Number 2"
    assert found["Śródtytuł"].style.name == "Heading 4"
    assert found["cytat"].style.name == "Quote"
    table = next(table for table in made.tables if table.cell(0, 0).text == "Rok oraz wynik")
    assert [cell.text for cell in table.rows[1].cells] == ["2025", "12"]
    assert "w:tblHeader" in table.rows[0]._tr.xml


def test_every_word_of_a_full_plan_is_there():
    our = team()
    factories.fill_mid(our.document, by=our.anna)
    shown = reading(snapshot(our.document))
    made = opened(docx_of(shown))
    texts = [paragraph.text for paragraph in made.paragraphs]
    texts += [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    every = "\n".join(texts)
    for section in shown.sections:
        for part in section.parts:
            for row in part.rows:
                for field in row.filled:
                    for words in [field.text, *(item.text for item in field.items)]:
                        assert words in every, (section.key, field.name)


def test_language_and_title_are_told():
    our = team()
    factories.fill_mid(our.document, by=our.anna)
    made = opened(docx_of(reading(snapshot(our.document))))
    assert made.core_properties.language == "pl-PL"
    assert made.core_properties.title
    assert 'w:val="pl-PL"' in made.styles["Normal"].element.xml


def test_letters_that_xml_cannot_carry_are_left_out():
    our = team()
    our.add("stakeholder", **{**STAKEHOLDER, "name": "Rada\x0b osiedla\x1f"})
    made = docx_of(reading(snapshot(our.document)))
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert "Rada osiedla" in packed.read("word/document.xml").decode()


def test_team_fields_are_not_in_the_file(client):
    our = team()
    our.add("stakeholder", **STAKEHOLDER, contact="anna@rada.example")
    client.force_login(our.anna)
    answer = client.get(reverse("document_docx", args=["mid", our.document.slug]))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        assert "anna@rada.example" not in packed.read("word/document.xml").decode()


def test_a_version_keeps_its_words(client):
    our = team()
    factories.fill_mid(our.document, by=our.anna)
    version = freeze(by=our.anna, document=our.document, purpose=Purpose.MANUAL)
    record = our.single("record")
    our.save(our.anna, "record", record, record.version, title="Zupełnie inny tytuł")
    client.force_login(our.anna)
    answer = client.get(reverse("version_docx", args=[version.pk]))
    assert "Zupełnie inny" not in "\n".join(one.text for one in opened(answer.content).paragraphs)


def test_an_unknown_kind_is_not_found(client):
    our = team()
    client.force_login(our.anna)
    assert client.get(reverse("document_docx", args=["zly", our.document.slug])).status_code == 404

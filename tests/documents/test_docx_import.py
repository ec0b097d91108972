"""A plan written in Word comes in: chapters to fields by a preview, and files that nobody should send."""

import io
import zipfile

import pytest
from django.urls import reverse
from django.utils import translation
from docx import Document as Docx

from core.exceptions import InvalidInput
from documents.exchange.docx import read_docx
from documents.forms.chapters import ChaptersForm
from tests.documents.factories import team

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def polish():
    with translation.override("pl"):
        yield


def word(*blocks) -> bytes:
    """A DOCX of headings (level, text), paragraphs (text), lists and tables (lists of texts)."""
    made = Docx()
    for block in blocks:
        if isinstance(block, tuple):
            made.add_heading(block[1], level=block[0])
        elif isinstance(block, list):
            table = made.add_table(rows=0, cols=len(block[0]))
            for line in block:
                for cell, text in zip(table.add_row().cells, line, strict=True):
                    cell.text = text
        else:
            made.add_paragraph(block.removeprefix("- "), style="List Bullet" if block.startswith("- ") else None)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def packed(**parts: bytes) -> bytes:
    """A DOCX with some of its files replaced: `packed(document=b"...")`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word("słowa"))) as good, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bad:
        for part in good.infolist():
            name = part.filename.removeprefix("word/").removesuffix(".xml")
            bad.writestr(part, parts.get(name, good.read(part)))
    return buffer.getvalue()


def elsewhere(name: str, content: bytes) -> bytes:
    """A DOCX whose relationships name another part as its text."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word("słowa"))) as good, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bad:
        for part in good.infolist():
            words = good.read(part)
            bad.writestr(part, words.replace(b"word/document.xml", name.encode()) if "rels" in part.filename else words)
        bad.writestr(name, content)
    return buffer.getvalue()


def encrypted(content: bytes) -> bytes:
    """The same archive with every part marked as encrypted."""
    marked = bytearray(content)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = marked.find(mark)
        while start >= 0:
            marked[start + place] |= 1
            start = marked.find(mark, start + 4)
    return bytes(marked)


PLAN = (
    "Wstęp bez nagłówka",
    (1, "1. Diagnoza i kontekst"),
    "Miasto się nagrzewa.",
    "- beton",
    [["Rok", "Dni upalne"], ["2025", "31"]],
    (2, "1.1 Ludność"),
    "Mieszkańców ubywa.",
    (1, "2. Wyzwanie miasta"),
    "Upał w śródmieściu.",
    (1, "Przyczyny"),
    "- brak drzew",
    "- ciemne dachy",
    (1, "Podziękowania"),
    "Dziękujemy.",
)


def choices(our, content) -> dict[str, str]:
    """The guess for each heading."""
    form = ChaptersForm(document=our.document, read=read_docx(content))
    return {shown.heading: str(control.initial) for shown, control in form.rows}


def send(client, our, content):
    address = reverse("initiative_docx_import", args=[our.document.slug])
    return client.post(address, {"file": io.BytesIO(content)})


def test_headings_find_their_fields():
    assert choices(team(), word(*PLAN)) == {
        "": "-",
        "1. Diagnoza i kontekst": "diagnosis.text",
        "1.1 Ludność": "diagnosis.text",
        "2. Wyzwanie miasta": "challenge.statement",
        "Przyczyny": "challenge.causes",
        "Podziękowania": "-",
    }


def test_what_is_chosen_is_added_to_what_is_written(client):
    our = team()
    diagnosis = our.single("diagnosis")
    our.save(our.anna, "diagnosis", diagnosis, diagnosis.version, text="<p>Już napisane.</p>")
    client.force_login(our.anna)
    preview = send(client, our, word(*PLAN)).headers["Location"]
    form = client.get(preview).context["form"]
    sent = {control.html_name: control.initial for _shown, control in form.rows}
    last = next(control.html_name for shown, control in form.rows if shown.heading == "Podziękowania")
    assert client.post(preview, {**sent, last: "delivery.text"}).status_code == 302
    assert our.single("diagnosis").text == (
        "<p>Już napisane.</p><p>Miasto się nagrzewa.</p><ul><li>beton</li></ul>"
        "<table><tbody><tr><td><p>Rok</p></td><td><p>Dni upalne</p></td></tr>"
        "<tr><td><p>2025</p></td><td><p>31</p></td></tr></tbody></table><h3>Ludność</h3><p>Mieszkańców ubywa.</p>"
    )
    assert our.single("challenge").statement == "Wyzwanie miasta\nUpał w śródmieściu."
    assert our.single("challenge").causes == ["brak drzew", "ciemne dachy"]
    assert our.single("delivery").text == "<h3>Podziękowania</h3><p>Dziękujemy.</p>"
    assert client.get(preview).status_code == 302, "the file is forgotten after the import"


def test_nothing_is_saved_when_one_chapter_does_not_fit(client):
    our = team()
    client.force_login(our.anna)
    preview = send(client, our, word((1, "Diagnoza"), "Upał.", (1, "Wyzwanie"), "słowo " * 200)).headers["Location"]
    answer = client.post(preview, {"0": "diagnosis.text", "1": "challenge.statement"})
    assert answer.status_code == 422
    assert (our.single("diagnosis").text, our.single("challenge").statement) == ("", "")


def test_nothing_chosen_is_said(client):
    our = team()
    client.force_login(our.anna)
    preview = send(client, our, word((1, "Diagnoza"), "Upał.")).headers["Location"]
    assert client.post(preview, {"0": "-"}).status_code == 422
    assert client.post(preview, {"0": "stakeholder.contact"}).status_code == 422


def test_pictures_are_left_out_and_counted():
    made = Docx()
    made.add_heading("Diagnoza", 1)
    made.add_paragraph("Zdjęcie:")
    made.add_picture(picture())
    buffer = io.BytesIO()
    made.save(buffer)
    read = read_docx(buffer.getvalue())
    assert (read.pictures, read.chapters[0].words) == (1, "Zdjęcie:")


def picture() -> io.BytesIO:
    """The smallest PNG."""
    return io.BytesIO(
        bytes.fromhex(
            "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
            "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
        )
    )


def test_hostile_words_are_words():
    read = read_docx(word((1, "<script>alert(1)</script>"), "<img src=x onerror=alert(1)>"))
    assert read.chapters[0].html == "<p>&lt;img src=x onerror=alert(1)&gt;</p>"


def test_sixty_pages_are_read():
    blocks = [(1, "Diagnoza"), *["Zdanie o mieście i jego mieszkańcach. " * 12] * 600]
    chapter = read_docx(word(*blocks)).chapters[0]
    assert len(chapter.words) > 200_000


BOMB = b"<?xml version='1.0'?>" + b" " * (13 * 1024 * 1024)
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
TEXT = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    "<w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>"
)
LONG = (TEXT % "słowa").encode() + b" " * (13 * 1024 * 1024)
SHORT_ENTITY = '<?xml version="1.0"%s?><!DOCTYPE x [<!ENTITY a "ha">]>' + TEXT % "&a;"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7",
        b"PK\x03\x04 nothing",
        packed(document=BOMB),
        packed(document=ENTITIES),
        packed(document=(SHORT_ENTITY % ' encoding="utf-16"').encode("utf-16")),
        elsewhere("word/media/picture.png", LONG),
        elsewhere("word/text.bin", (SHORT_ENTITY % "").encode()),
        encrypted(word("słowa")),
        packed(document=b"<w:document>"),
        word(),
        word(*[(1, f"Rozdział {number}") for number in range(200)], "słowo"),
    ],
    ids=[
        "empty",
        "pdf",
        "broken",
        "bomb",
        "entities",
        "entities in UTF-16",
        "bomb under another name",
        "entities under another name",
        "encrypted",
        "cut off",
        "no words",
        "too many headings",
    ],
)
def test_what_is_no_document_is_refused(content):
    with pytest.raises(InvalidInput):
        read_docx(content)


def test_a_refusal_is_a_sentence_at_the_field(client):
    our = team()
    client.force_login(our.anna)
    answer = send(client, our, b"to nie jest docx")
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]


def test_only_its_sender_opens_the_preview(client):
    our = team()
    client.force_login(our.anna)
    preview = send(client, our, word(*PLAN)).headers["Location"]
    client.force_login(our.bartek)
    assert client.get(preview).status_code == 302

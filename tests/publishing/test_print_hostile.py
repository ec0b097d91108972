"""What people write or upload to do harm, or by accident, gives a readable and accessible PDF or a plain refusal."""

import io
import re
import unicodedata

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from fontTools.ttLib import TTFont
from PIL import Image

from publishing.rendering.letters import RANGES, printable
from publishing.rendering.page import document_html
from tests.publishing import factories as make
from tests.publishing.extraction import loose, structure_of, text_of
from tests.publishing.test_pdf import failures, pdf_of, version_of

SVG_BOMB = b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/>' + b"<g>" * 5000


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def picture(size=(600, 400), kind="PNG"):
    body = io.BytesIO()
    Image.new("RGB", size, "#3f7d20").save(body, kind)
    return body.getvalue()


def annex(name, body, alternative="Mapa trzech wysp ciepła."):
    stored = default_storage.save(f"annexes/2026/11/{name}", ContentFile(body))
    row = {"title": "Mapa", "kind": "map", "file": stored, "alternative": alternative, "licence": "cc_by"}
    return make.content("mid", {"annex": [row]})


def described(body):
    return [node.alternative for top in structure_of(body) for node in top.walk() if node.tag == "Figure"]


@pytest.mark.parametrize(("name", "kind"), [("mapa.png", "PNG"), ("mapa.jpg", "JPEG"), ("mapa ą (1).webp", "WEBP")])
def test_pictures_among_the_annexes_are_printed_with_their_description(name, kind):
    pdf = pdf_of(annex(name, picture(kind=kind)))

    assert failures(pdf.body) == []
    assert described(pdf.body) == ["Mapa trzech wysp ciepła."]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("bomb.svg", SVG_BOMB),
        ("bomb.png", SVG_BOMB),
        ("broken.png", b"\x89PNG\r\n\x1a\n" + b"x" * 200),
        ("empty.jpg", b""),
        ("huge.png", picture((20_000, 700))),
        ("huge.jpg", picture((20_000, 2_000), "JPEG")),
    ],
)
def test_files_that_may_do_harm_are_named_and_not_printed(name, body):
    pdf = pdf_of(annex(name, body))

    assert failures(pdf.body) == []
    assert described(pdf.body) == []
    assert loose(name) in loose(text_of(pdf.body))


def test_a_picture_without_a_description_or_without_its_file_is_not_printed():
    lost = annex("lost.png", picture())
    default_storage.delete(lost["parts"]["annex"][0]["values"]["file"])
    outside = annex("x.png", picture())
    outside["parts"]["annex"][0]["values"]["file"] = "../../etc/passwd.png"

    for content in (annex("plain.png", picture(), alternative=" "), lost, outside):
        assert described(pdf_of(content).body) == []


@pytest.mark.parametrize(
    "words",
    [
        "</title></style><script>alert(1)</script>",
        '"><img src="file:///etc/passwd" onerror=x>',
        "} @import url(http://example.org/x.css); * { display: none",
        "{{ 7|add:7 }} {% load static %}",
        "a" * 200,
        "\u202eodwrócone\u202c zero\u200bszerokości",
        "ŁÓDŹ " * 40,
        "&lt;b&gt; &amp;amp; ]]>",
    ],
)
def test_any_title_is_printed_as_it_was_written(words):
    record = {**make.RECORD, "title": words, "responsible": words}
    content = make.content("mid", {"record": [record], "action": [{**make.action(0), "title": words}]}, title=words)

    pdf = pdf_of(content)

    assert failures(pdf.body) == []
    assert loose(words[:200]) in loose(text_of(pdf.body)) or "\u202e" in words


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("😀 Zielone 🌳 miasto", "[grinning face] Zielone [deciduous tree] miasto"),
        ("👩\u200d🌾\ufe0f x", "[woman]\u200d[ear of rice] x"),
        ("城市 मुंबई", "\ufffd\ufffd \ufffd\ufffd\ufffd"),
        ("\u202eabc\u202c\ufeff \ufffe\x0b\x1f\u3000y", "abc  y"),
        ("o\u0301 Ελλάδα Київ ½ €", "ó Ελλάδα Київ ½ €"),
    ],
)
def test_letters_that_the_font_lacks_are_named_or_marked(words, printed):
    content = make.content("mid", {"summary": [{"text": words}]}, title=f"Plan {words}")

    assert printable(words) == printed
    assert failures(pdf_of(content).body) == []


def test_the_letters_are_those_of_the_font(settings):
    known = {number for part in RANGES.split() for number in spread(part)}

    css = settings.BASE_DIR / "static/css"
    fonts = re.findall(r'url\("(.+?\.woff2)"\)', (css / "print-document.css").read_text())

    assert len(fonts) == 4
    for font in fonts:
        found = set(TTFont(css / font).getBestCmap())
        assert known - found == set()
        assert all(unicodedata.category(chr(number))[0] in "CZ" for number in found - known)


def spread(part):
    first, _dash, last = part.partition("-")
    return range(int(first, 16), int(last or first, 16) + 1)


def test_lists_within_lists_need_no_other_font():
    text = "<ul><li>raz<ul><li>dwa<ul><li>trzy</li></ul></li></ul></li></ul>"

    assert "◦" not in text_of(pdf_of(make.content("mid", {"diagnosis": [{"text": text}]})).body)


def test_a_wall_of_text_without_a_space_stays_on_the_paper():
    content = make.content("mid", {"diagnosis": [{"text": f"<p>{'x' * 5000}</p>"}], "risk": [{"text": "y" * 1000}]})

    assert failures(pdf_of(content).body) == []
    assert text_of(pdf_of(content).body).count("x") >= 5000


def test_rich_text_cannot_name_a_class_or_an_id_of_the_print():
    text = '<p class="cover" id="contents" style="position: fixed">x</p><svg><script>1</script></svg><iframe src="x">'

    html = document_html(version_of(make.content("mid", {"diagnosis": [{"text": text}]})), "pl")

    assert html.count('class="cover"') == 1
    assert html.count('id="contents"') == 1
    assert "<iframe" not in html
    assert "position: fixed" not in html

"""What is said about a PDF that not everybody can read."""

import pytest
from django.utils.translation import override
from weasyprint import HTML

from publishing.rendering.engine import make_pdf
from publishing.rendering.validity import faults

GOOD = '<html lang="pl"><title>Plan</title><h1>Plan</h1><p>Treść</p>'
PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def ua(html):
    return HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")


def test_a_good_file_has_no_faults():
    assert faults(make_pdf(GOOD, identifier="0" * 64).body) == []


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (GOOD + f'<img src="{PIXEL}">', "A picture has no alternative text ("),
        (GOOD + "<h3>Za głęboko</h3>", "A heading skips a level ("),
        ('<html lang="pl"><p>Bez tytułu</p>', "The document has no title ("),
    ],
)
def test_a_fault_is_a_sentence(html, words):
    with override("en"):
        found = faults(ua(html))

    assert [sentence[: len(words)] for sentence in found] == [words]
    assert found[0].endswith(").")


def test_an_untagged_file_says_so():
    assert any("PDF/UA" in sentence for sentence in faults(HTML(string=GOOD).write_pdf()))


@pytest.mark.parametrize("body", [b"", b"hello", b"%PDF-1.7\n"])
def test_rubbish_is_a_fault_and_no_crash(body):
    assert len(faults(body)) == 1


def test_a_very_long_document_can_be_judged():
    rows = "<tr><td>a</td><td>b</td></tr>" * 1200
    long = f"{GOOD}{'<h2>Rozdział</h2>' * 400}<table><tr><th>A</th><th>B</th></tr>{rows}</table>"

    assert faults(make_pdf(long, identifier="0" * 64).body) == []

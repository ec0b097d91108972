"""PDFs: valid PDF/UA-1, complete, safe, the same bytes every time."""

import datetime
import logging
import re
import zlib

import page
import pytest

from documents.models import Version
from documents.queries import content_hash
from publishing.exceptions import CannotRender
from publishing.rendering.engine import make_pdf
from publishing.rendering.fetching import BASE_URL, OwnFilesOnly, own_file
from publishing.rendering.limits import check_content, check_html
from publishing.rendering.page import document_html, rendering_key
from tests.publishing import factories as make


def version_of(content, number=1):
    created = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
    return Version(
        number=number, title=content["title"], content=content, content_hash=content_hash(content), created_at=created
    )


def pdf_of(content, language="pl", variant="standard"):
    return make_pdf(document_html(version_of(content), language, variant), identifier="0" * 64)


def failures(body):
    report = page.validate_pdf_bytes(body, profile="ua1")
    return [(failure.rule_id, failure.message) for failure in report.failures]


@pytest.mark.parametrize("content", [make.rich_initiative, make.empty_initiative, make.plan])
@pytest.mark.parametrize("language", ["pl", "en"])
def test_pdf_is_accessible(content, language):
    assert failures(pdf_of(content(), language).body) == []


@pytest.mark.timeout(300)
def test_200_actions_become_an_accessible_pdf():
    pdf = pdf_of(make.big_initiative(200))

    assert failures(pdf.body) == []
    assert pdf.pages > 100


def test_every_colour_and_shape_of_a_network_can_be_printed():
    for shape in ("circle", "square", "diamond", ""):
        facts = {**make.FACTS, "network": {**make.FACTS["network"], "shape": shape, "colour": "red; } * { color: x"}}
        html = document_html(version_of(make.empty_initiative(facts=facts)), "pl")
        assert "red;" not in html
    assert failures(pdf_of(make.empty_initiative(facts={})).body) == []


def test_rich_text_of_any_shape_stays_accessible():
    text = (
        "<h4>Mały</h4><h3>Duży</h3><p>Tekst <a href='https://example.org'><strong>link</strong> dalej</a></p>"
        "<ol><li><p>raz</p><ul><li>dwa</li></ul></li></ol><table><tr><td>bez nagłówka</td><td></td></tr></table>"
    )

    assert failures(pdf_of(make.content("mid", {"diagnosis": [{"text": text}]})).body) == []


def test_the_same_version_gives_the_same_bytes():
    content = make.rich_initiative()

    assert pdf_of(content).body == pdf_of(content).body


def test_sample_data_is_marked_on_the_cover_and_in_the_footer():
    sample = document_html(version_of(make.empty_initiative()), "en")
    real = document_html(version_of(make.empty_initiative(sample=False)), "en")

    assert sample.count("Sample data") == 2
    assert "Sample data" not in real


def test_progress_goes_from_the_first_page_to_the_last():
    seen = []

    pdf = make_pdf(
        document_html(version_of(make.rich_initiative()), "pl"),
        identifier="0",
        report=lambda page, pages: seen.append((page, pages)),
    )

    assert seen[0][0] == 1
    assert seen[-1] == (pdf.pages, pdf.pages)
    assert seen == sorted(seen, key=lambda step: step[0])


def test_key_depends_on_content_number_and_language():
    version = version_of(make.empty_initiative())
    keys = {
        rendering_key(version, "pl"),
        rendering_key(version, "en"),
        rendering_key(version_of(make.empty_initiative(), number=2), "pl"),
        rendering_key(version_of(make.rich_initiative()), "pl"),
    }

    assert len(keys) == 4
    assert rendering_key(version_of(make.empty_initiative()), "pl") == rendering_key(version, "pl")


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "https://example.org/x.png",
        "http://169.254.169.254/latest/meta-data/",
        "data:text/css,*{}",
        f"{BASE_URL}/static/../manage.py",
        f"{BASE_URL}/static/%2e%2e/manage.py",
        f"{BASE_URL}/media/../../etc/passwd.png",
        f"{BASE_URL}/media/annexes/a.svg",
        f"{BASE_URL}/media/annexes/missing.png",
        f"{BASE_URL}.example.org/static/css/print.css",
        f"{BASE_URL}/praca/",
    ],
)
def test_only_our_own_files_are_loaded(url, caplog):
    with caplog.at_level(logging.WARNING), pytest.raises(Exception):  # noqa: B017
        OwnFilesOnly().fetch(url)

    assert "refused to load" in caplog.text


def test_fonts_and_styles_are_ours():
    assert own_file(f"{BASE_URL}/static/css/print-document.css")[0] == "print-document.css"
    assert own_file(f"{BASE_URL}/static/vendor/fonts/IBMPlexSans-Regular.woff2")[1].startswith(b"wOF2")


def test_font_is_embedded():
    body = pdf_of(make.empty_initiative()).body
    streams = re.findall(rb"stream\n(.*?)\nendstream", body, re.DOTALL)

    assert any(b"IBM-Plex-Sans" in zlib.decompress(stream) for stream in streams)


def test_too_many_rows_are_refused():
    content = make.content("mid", {"milestone": [make.MILESTONES[0]] * 4001})  # and 9 parts that are always there

    with pytest.raises(CannotRender, match="4010"):
        check_content(content)


def test_text_nested_too_deep_is_refused():
    text = "<blockquote>" * 200 + "x" + "</blockquote>" * 200
    html = document_html(version_of(make.content("mid", {"diagnosis": [{"text": text}]})), "pl")

    with pytest.raises(CannotRender):
        check_html(html)


def test_a_page_too_long_is_refused():
    with pytest.raises(CannotRender):
        check_html("x" * 6_000_001)

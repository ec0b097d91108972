"""The fast parts change nothing that can be seen: the same bytes, the same pixels, on any document."""

import datetime
from itertools import zip_longest

import pypdfium2
import pytest

from documents.models import Version
from documents.queries import content_hash
from publishing.rendering import fast
from publishing.rendering.engine import make_pdf
from publishing.rendering.fast import bounded, drawing, lines, seams
from publishing.rendering.page import document_html
from tests.publishing import factories as make
from tests.publishing import hostile
from tests.publishing.hostile import WORDS


@pytest.fixture
def stock_and_fast():
    """A function that makes a PDF without, with (from empty caches) and with (from full ones) the fast parts."""

    def run(html):
        try:
            fast.switch(False)
            plain = make_pdf(html, identifier="0" * 64)
            assert fast.switch(True)
            fast.forget()
            return [plain, make_pdf(html, identifier="0" * 64), make_pdf(html, identifier="0" * 64)]
        finally:
            fast.switch(True)

    return run


def html_of(content, language="pl"):
    created = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
    version = Version(
        number=1, title=content["title"], content=content, content_hash=content_hash(content), created_at=created
    )
    return document_html(version, language)


def pixels(body, scale=1):
    """The pages as rows of bytes, drawn by another engine."""
    document = pypdfium2.PdfDocument(body)
    try:
        return [bytes(page.render(scale=scale).buffer) for page in document]
    finally:
        document.close()


@pytest.mark.parametrize("content", [make.rich_initiative, make.empty_initiative, make.plan])
@pytest.mark.parametrize("language", ["pl", "en"])
def test_documents_are_the_same_to_the_byte(stock_and_fast, content, language):
    plain, first, second = stock_and_fast(html_of(content(), language))

    assert plain.body == first.body == second.body
    assert plain.pages == second.pages


@pytest.mark.parametrize("name", hostile.PAGES)
def test_hostile_pages_are_the_same_to_the_byte(stock_and_fast, name):
    plain, first, second = stock_and_fast(hostile.PAGES[name])

    assert plain.body == first.body == second.body


def test_pixels_are_the_same(stock_and_fast):
    html = html_of(make.rich_initiative())

    plain, first, second = (pixels(pdf.body) for pdf in stock_and_fast(html))

    assert len(plain) > 20
    assert [number for number, pages in enumerate(zip_longest(plain, first, second), 1) if len(set(pages)) > 1] == []


@pytest.mark.timeout(300)
def test_a_long_document_is_the_same_to_the_byte(stock_and_fast):
    plain, first, second = stock_and_fast(html_of(make.big_initiative(40)))

    assert plain.body == first.body == second.body


def test_an_edited_document_is_the_same_as_without_memory_of_the_one_before():
    before, after = make.rich_initiative(), make.rich_initiative()
    values = after["parts"]["action"][5]["values"]
    values["description"] = f"<p>{WORDS * 3}</p>" + values["description"]
    make_pdf(html_of(before), identifier="0" * 64)

    with_memory = make_pdf(html_of(after), identifier="0" * 64)
    fast.switch(False)
    try:
        plain = make_pdf(html_of(after), identifier="0" * 64)
    finally:
        fast.switch(True)

    assert with_memory.body == plain.body


def test_another_weasyprint_leaves_them_off_and_is_told(monkeypatch, caplog):
    fast.switch(False)
    monkeypatch.setattr(seams, "EXPECTED", "of another release")

    assert fast.switch(True) is False
    assert "not those they were written for" in caplog.text

    monkeypatch.undo()
    assert fast.switch(True) is True


def test_switched_off_nothing_of_them_is_left():
    fast.switch(False)
    try:
        assert [seam.name for seam in fast.SEAMS if vars(seam.owner)[seam.name] is seam.replacement] == []
    finally:
        fast.switch(True)


def test_a_second_rendering_asks_for_hardly_any_line_anew():
    html = html_of(make.rich_initiative())
    make_pdf(html, identifier="0" * 64)
    before = lines.kept.misses, drawing.kept.misses

    make_pdf(html, identifier="0" * 64)

    assert (lines.kept.misses, drawing.kept.misses) == before


def test_a_cache_forgets_what_is_not_asked_for():
    cache = bounded.Bounded(limit=100)
    cache.put("often", 1, 10)
    for number in range(50):
        cache.put(number, number, 10)
        assert cache.get("often") == 1

    assert cache.get(0) is None
    assert len(cache) <= 20


def test_fonts_of_a_document_empty_the_caches():
    make_pdf(hostile.PAGES["justified"], identifier="0" * 64)
    assert len(lines.kept) > 0

    fast.forget()
    make_pdf(hostile.PAGES["own font"], identifier="0" * 64)
    first = lines.kept.misses
    make_pdf(hostile.PAGES["own font"], identifier="0" * 64)

    assert lines.kept.misses == first

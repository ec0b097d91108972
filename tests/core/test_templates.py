import re
from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from core.templatetags.portal import page_link, table_cells
from tests.core import gallery

VOID = {"meta", "link", "input", "br", "img", "hr", "rect", "path", "circle"}


class Balance(HTMLParser):
    """Collects tags that close what was not opened."""

    def __init__(self):
        super().__init__()
        self.open, self.wrong = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append((tag, self.getpos()))


@pytest.fixture
def pages(tmp_path):
    gallery.write(tmp_path)
    return {path.stem: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.html")}


def test_markup_of_every_component_is_balanced(pages):
    for name, html in pages.items():
        parser = Balance()
        parser.feed(html)
        assert (name, parser.wrong, parser.open) == (name, [], [])


def test_ids_are_unique(pages):
    for name, html in pages.items():
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert (name, sorted(one for one in set(ids) if ids.count(one) > 1)) == (name, [])


def test_nothing_is_inline(pages):
    for html in pages.values():
        assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", html)
        assert all("src=" in script for script in re.findall(r"<script[^>]*>", html))


def test_title_says_error_first(pages):
    with translation.override("pl"):
        assert re.search(r"<title>(Błąd|Error): Galeria", pages["errors"])
        assert "<title>Galeria" in pages["editor"]


def test_sample_strip_is_on_the_page(pages):
    assert all("portal-sample__text" in html for html in pages.values())


def test_page_link_keeps_filters():
    request = RequestFactory().get("/miasta/?network=zielona&page=2")
    assert page_link({"request": request}, 3) == "?network=zielona&page=3"


def test_table_cells_know_their_column():
    table = table_cells(["City", {"label": "Cost", "numeric": True}], [["Łódź", 5]])
    assert table["rows"] == [
        [
            {"label": "City", "numeric": False, "text": "Łódź"},
            {"label": "Cost", "numeric": True, "text": 5},
        ]
    ]


def test_server_error_page_needs_no_context():
    assert "Coś się zepsuło" in render_to_string("500.html")


def test_badge_of_unknown_network_says_so():
    with translation.override("en"):
        assert "Assignment unknown" in render_to_string("components/network_badge.html", {"network": None})

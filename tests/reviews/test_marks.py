"""Passages marked in what a page shows: whatever the tags and the overlaps, the words stay and the HTML stays whole."""

import html
import random
from html.parser import HTMLParser

import pytest

from core.richtext import plain
from core.text import typeset_html
from documents.queries.anchors import _visible
from reviews.rendering.marks import Mark, mark_html, mark_items

TEXT = (
    '<p>Miasto ma <strong>dużo betonu</strong> i "mało" drzew, w <em>centrum '
    '<a href="https://x.pl">oraz obok</a></em>.</p>'
    "<ul><li>Park &amp; rzeka</li><li>Plac</li></ul><table><tr><td>1</td><td>2 km</td></tr></table>"
)


class Balance(HTMLParser):
    """Whether every element is closed in its turn, and no link stands in another."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.faults: list[str] = []
        self.marked = ""

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag == "br":
            return
        if tag == "a" and "a" in self.stack:
            self.faults.append("link in link")
        if tag in ("p", "li", "td") and "mark" in self.stack:
            self.faults.append(f"{tag} in mark")
        self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.stack or self.stack.pop() != tag:
            self.faults.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if "mark" in self.stack:
            self.marked += data


def mark(words: str, text: str = TEXT, number: int = 1) -> Mark:
    start = _visible(text).index(words)
    return Mark(start, start + len(words), f"id{number}", number, f"Remark {number}")


def read(shown: str) -> Balance:
    parser = Balance()
    parser.feed(shown)
    parser.close()
    return parser


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("betonu", "betonu"),
        ("ma dużo betonu i", "ma dużo betonu i"),
        ('betonu i "mało" drzew', "betonu i „mało” drzew"),
        ("w centrum oraz obok.", "w centrum oraz obok."),
        ("oraz", "oraz"),
        ("Park & rzeka", "Park & rzeka"),
        ("drzew, w centrum oraz obok.\nPark", "drzew, w centrum oraz obok.Park"),
        ("1\n2 km", "12 km"),
    ],
)
def test_a_passage_is_marked_across_tags(words: str, marked: str) -> None:
    shown = mark_html(typeset_html(TEXT, "pl"), _visible(TEXT), [mark(words)])
    found = read(shown)
    assert found.faults == []
    assert found.marked.replace("\u00a0", " ") == marked
    assert shown.count('href="#uwaga-id1"') == 1
    assert shown.count('id="slowa-id1"') == 1


def test_overlapping_passages() -> None:
    marks = [mark("Miasto ma dużo betonu", number=1), mark("dużo betonu i", number=2), mark("Plac", number=3)]
    shown = mark_html(TEXT, _visible(TEXT), marks)
    assert read(shown).faults == []
    assert 'data-remarks="id1 id2"' in shown
    assert [shown.count(f'href="#uwaga-id{number}"') for number in (1, 2, 3)] == [1, 1, 1]


def test_any_marks_leave_the_words_and_the_html_whole() -> None:
    """Property: without the marks and the numbers the text is letter by letter what it was."""
    dice = random.Random(5)
    words = _visible(TEXT)
    for _step in range(300):
        marks = []
        for number in range(dice.randint(1, 5)):
            start = dice.randrange(len(words) - 1)
            marks.append(Mark(start, dice.randint(start + 1, len(words)), f"id{number}", number, f"<R{number}>"))
        shown = mark_html(TEXT, words, marks)
        assert read(shown).faults == []
        bare = shown
        for opening, closing in (('<a class="review-ref"', "</a>"), ("<span id=", "</span>")):
            while opening in bare:
                start = bare.index(opening)
                bare = bare[:start] + bare[bare.index(closing, start) + len(closing) :]
        while "<mark" in bare:
            start = bare.index("<mark")
            bare = bare[:start] + bare[bare.index(">", start) + 1 :]
        assert bare.replace("</mark>", "") == TEXT


def test_a_text_that_reads_otherwise_is_left_alone() -> None:
    assert mark_html(TEXT, "Something else", [Mark(0, 5, "id", 1, "R")]) == TEXT
    assert mark_html(TEXT, _visible(TEXT), [Mark(6, 7, "id", 1, "R")]) == TEXT


def test_entries_of_a_list() -> None:
    items = ["Park <b>", "Rzeka", "Plac"]
    shown = mark_items(items, "\n".join(items), [Mark(0, len("Park <b>\nRze"), "id", 7, "R")])
    assert [html.unescape(plain(item)) for item in shown] == ["Park <b>", "Rze7ka", "Plac"]
    assert all(read(item).faults == [] for item in shown)
    assert len(shown) == 3

"""Merging what two people made of one text: every word of both is there, or a person decides."""

import re
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.merging import Merged, merge_keys, merge_line, merge_lines, merge_plain, merge_rich
from core.merging.differing import Budget, hunks
from core.richtext import clean

CLASH = Merged(None, clashes=True)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        ("a b c", "x b c", "a b y", "x b y"),
        ("a b", "x b", "a y", "x y"),
        ("jeden\ndwa\ntrzy", "jeden!\ndwa\ntrzy", "jeden\ndwa!\ntrzy", "jeden!\ndwa!\ntrzy"),
        ("jeden\ndwa", "jeden", "jeden\ndwa\ntrzy", "jeden\ntrzy"),
        ("jeden", "zero\njeden", "jeden\ndwa", "zero\njeden\ndwa"),
        ("teh kot", "the kot", "the kot i pies", "the kot i pies"),
        ("kot", "kot i pies", "kot i pies i mysz", "kot i pies i mysz"),
        ("a b c d e", "a d e", "a b c d", "a d"),
        ("Jedno zdanie.", "Jedno zdanie. Moje.", "Jedno zdanie. Twoje.", "Jedno zdanie. Moje. Twoje."),
        ("", "Anna", "Bartek", "Anna\nBartek"),
        ("a\n\nb", "a\n\nx\n\nb", "a\n\nb\n\nc", "a\n\nx\n\nb\n\nc"),
        ("a", "a\nmoje", "a\ntwoje", "a\nmoje\ntwoje"),
    ],
)
def test_changes_that_do_not_meet_are_both_there(base, mine, theirs, merged):
    assert merge_plain(base, mine, theirs) == merge_plain(base, theirs, mine) == Merged(merged)


@pytest.mark.parametrize(
    ("base", "mine", "theirs"),
    [
        ("zielone ulice", "chłodne ulice", "piękne ulice"),
        ("a b c", "a c", "a x c"),
        ("a b c d", "x d", "a b y d"),
        ("a b", "a x b", "a y b"),
        ("jeden\ndwa", "jeden", "jeden\ndwa dni"),
        ("jeden dwa trzy cztery", "zupełnie inny tekst", "jeden dwa trzy i cztery"),
        # Each side takes one of two spaces: the words beside them would grow together.
        ("w5 w7 w2 w4 w3 w6 ", "w5 w8 w7 w2 w3 w6 ", "w10 w7 w2 w3 w9 w4 w6 "),
    ],
)
def test_the_same_words_changed_by_both_are_for_a_person_to_decide(base, mine, theirs):
    assert merge_plain(base, mine, theirs) == merge_plain(base, theirs, mine) == CLASH


def test_a_line_begun_by_both_is_a_clash_and_a_text_holds_both():
    assert merge_line("", "Anna", "Bartek") == CLASH
    assert merge_plain("", "Anna", "Bartek") == Merged("Anna\nBartek")


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        (["a", "b"], ["a", "b", "c"], ["d", "a", "b"], ["d", "a", "b", "c"]),
        (["a", "b"], ["a"], ["a", "b", "c"], ["a", "c"]),
        (["a"], ["a", "x"], ["a", "x"], ["a", "x"]),
        (["a"], ["a", "x"], ["a", "y"], ["a", "x", "y"]),
        (["jeden dwa trzy"], ["jeden! dwa trzy"], ["jeden dwa trzy!"], ["jeden! dwa trzy!"]),
    ],
)
def test_lists_are_merged_line_by_line(base, mine, theirs, merged):
    assert merge_lines(base, mine, theirs) == merge_lines(base, theirs, mine) == Merged(merged)


def test_names_are_not_merged_word_by_word():
    base, mine, theirs = ["Urząd Miasta"], ["Urząd Miejski"], ["Zarząd Miasta"]
    assert merge_lines(base, mine, theirs) == Merged(["Zarząd Miejski"])
    assert merge_lines(base, mine, theirs, by_words=False) == CLASH


def test_sets_never_clash():
    assert merge_keys(["a", "b"], ["b", "c"], ["a", "b", "d"]) == Merged(["b", "c", "d"])


P = "<p>Miasto ma problem.</p>"


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        (P, "<p>Miasto ma <strong>problem</strong>.</p>", "<p>Nasze Miasto ma problem.</p>",
         "<p>Nasze Miasto ma <strong>problem</strong>.</p>"),
        (f"{P}<p>Dwa.</p>", f"{P}<p>Dwa!</p>", "<p>Miasto ma plan.</p><p>Dwa.</p>",
         "<p>Miasto ma plan.</p><p>Dwa!</p>"),
        (P, f"{P}<p>Moje.</p>", f"{P}<p>Twoje.</p>", f"{P}<p>Moje.</p><p>Twoje.</p>"),
        ("", "<p>Moje.</p>", "<p>Twoje.</p>", "<p>Moje.</p><p>Twoje.</p>"),
        (P, "<h3>Miasto ma problem.</h3>", "<p>Miasto ma duży problem.</p>", "<h3>Miasto ma duży problem.</h3>"),
        ("<ul><li><p>a</p></li><li><p>b</p></li></ul>", "<ul><li><p>a</p></li><li><p>b</p></li><li><p>c</p></li></ul>",
         "<ul><li><p>a!</p></li><li><p>b</p></li></ul>",
         "<ul><li><p>a!</p></li><li><p>b</p></li><li><p>c</p></li></ul>"),
        ("<ul><li><p>a</p></li></ul>", "<ol><li><p>a</p></li></ol>",
         "<ul><li><p>a</p><ul><li><p>pod</p></li></ul></li></ul>",
         "<ol><li><p>a</p><ul><li><p>pod</p></li></ul></li></ol>"),
        ("<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>",
         "<table><tbody><tr><td>a1</td><td>b</td></tr></tbody></table>",
         "<table><tbody><tr><td>a</td><td>b1</td></tr><tr><td>c</td><td>d</td></tr></tbody></table>",
         "<table><tbody><tr><td>a1</td><td>b1</td></tr><tr><td>c</td><td>d</td></tr></tbody></table>"),
        ("<p>a &amp; b</p>", "<p>a &amp; b &lt;c&gt;</p>", "<p>z a &amp; b</p>", "<p>z a &amp; b &lt;c&gt;</p>"),
        ("<p>jeden<br>dwa</p>", "<p>jeden 1<br>dwa</p>", "<p>jeden<br>dwa 2</p>", "<p>jeden 1<br>dwa 2</p>"),
        ('<p><a href="https://a.pl" rel="noopener noreferrer">link</a> tekst</p>',
         '<p><a href="https://b.pl" rel="noopener noreferrer">link</a> tekst</p>',
         '<p><a href="https://a.pl" rel="noopener noreferrer">link</a> tekst dalej</p>',
         '<p><a href="https://b.pl" rel="noopener noreferrer">link</a> tekst dalej</p>'),
    ],
)  # fmt: skip
def test_rich_text_is_merged_by_block_and_word(base, mine, theirs, merged):
    assert merge_rich(base, mine, theirs) == merge_rich(base, theirs, mine) == Merged(merged)


@pytest.mark.parametrize(
    ("base", "mine", "theirs"),
    [
        (P, "", "<p>Miasto ma duży problem.</p>"),
        ("<p>a b c d e</p>", "<p>a <strong>b c d</strong> e</p>", "<p>a b <em>c d e</em></p>"),
        (P, "<ul><li><p>Miasto ma problem.</p></li></ul>", "<p>Miasto ma duży problem.</p>"),
        (P, "<h3>Miasto ma problem.</h3>", "<h4>Miasto ma problem.</h4>"),
        ("<table><tbody><tr><td>a</td></tr><tr><td>b</td></tr></tbody></table>",
         "<table><tbody><tr><td>a</td><td>x</td></tr><tr><td>b</td><td>y</td></tr></tbody></table>",
         "<table><tbody><tr><td>a</td></tr><tr><td>b</td></tr><tr><td>c</td></tr></tbody></table>"),
    ],
)  # fmt: skip
def test_rich_text_that_would_lose_or_break_something_is_a_clash(base, mine, theirs):
    assert merge_rich(base, mine, theirs) == merge_rich(base, theirs, mine) == CLASH


# -- properties

WORDS = st.lists(st.sampled_from(["las", "dom", "rzeka", "most", "plac"]), max_size=8)
TEXTS = st.lists(WORDS.map(" ".join), max_size=6).map("\n".join)


def edited(base: str, mark: str) -> Any:
    """What somebody may make of a text: words and lines put in (each with a mark of its own), taken out, moved."""

    @st.composite
    def edit(draw: Any) -> str:
        lines = base.split("\n")
        for number in range(draw(st.integers(0, 4))):
            place = draw(st.integers(0, len(lines) - 1))
            act = draw(st.sampled_from(["word", "word", "line", "drop", "replace", "move"]))
            words = lines[place].split(" ")
            at = draw(st.integers(0, len(words)))
            if act == "word":
                lines[place] = " ".join([*words[:at], f"{mark}{number}", *words[at:]])
            elif act == "replace":
                lines[place] = " ".join([*words[:at], f"{mark}{number}", *words[at + 1 :]])
            elif act == "line":
                lines.insert(place, f"{mark}{number}")
            elif act == "move":
                lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(place))
            elif len(lines) > 1:
                del lines[place]
        return "\n".join(lines)

    return edit()


def rich(text: str) -> str:
    """Lines as blocks: items where they begin with a mark, paragraphs with a bold word elsewhere."""
    blocks = []
    for line in text.split("\n"):
        words = line.split(" ")
        if len(words) > 4:
            blocks.append(f"<ul><li><p>{' '.join(words[:3])}</p></li><li><p>{' '.join(words[3:])}</p></li></ul>")
        elif len(words) == 3:
            blocks.append(f"<table><tbody><tr>{''.join(f'<td>{word}</td>' for word in words)}</tr></tbody></table>")
        elif words[0]:
            blocks.append(f"<p><strong>{words[0]}</strong> {' '.join(words[1:])}</p>")
    return clean("".join(blocks))


SIDES = TEXTS.flatmap(lambda base: st.tuples(st.just(base), edited(base, "m"), edited(base, "t")))


def words_of(text: str) -> set[str]:
    """The words between the tags, if there are any."""
    return set(re.findall(r"\w+", re.sub(r"<[^>]+>", " ", text)))


@given(SIDES)
@settings(max_examples=400, deadline=None)
def test_every_word_of_both_is_in_a_merged_text(sides):
    base, mine, theirs = sides
    merged = merge_plain(base, mine, theirs)
    assert merged == merge_plain(base, theirs, mine)
    if not merged.clashes:
        assert (words_of(mine) | words_of(theirs)) - words_of(base) <= words_of(merged.value)
        assert words_of(merged.value) <= words_of(mine) | words_of(theirs)


@given(SIDES)
@settings(max_examples=400, deadline=None)
def test_every_word_of_both_is_in_merged_rich_text_which_is_clean(sides):
    base, mine, theirs = (rich(text) for text in sides)
    merged = merge_rich(base, mine, theirs)
    assert merged == merge_rich(base, theirs, mine)
    if not merged.clashes:
        assert (words_of(mine) | words_of(theirs)) - words_of(base) <= words_of(merged.value)
        assert clean(merged.value) == merged.value


@given(SIDES)
@settings(max_examples=200, deadline=None)
def test_what_one_side_left_alone_is_the_others(sides):
    for merge, way in ((merge_plain, str), (merge_line, str), (merge_rich, rich), (merge_lines, str.splitlines)):
        base, mine, _theirs = (way(text) for text in sides)
        assert merge(base, base, mine) == merge(base, mine, base) == merge(base, mine, mine) == Merged(mine)


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_no_text_whatever_breaks_a_merge(base, mine, theirs):
    for merge, way in ((merge_plain, str), (merge_line, str), (merge_rich, clean), (merge_lines, str.splitlines)):
        merge(way(base), way(mine), way(theirs))


MARKUP = ["<p>", "</p>", "<ul>", "</ul>", "<li>", "</li>", "<strong>", "</strong>", "<table>", "<tr>", "<td>",
          "</table>", "<br>", "<h3>", "</h3>", "<blockquote>", "<a href='https://a.pl'>", "</a>", "x", "y ",
          "&amp;"]  # fmt: skip
PIECES = st.lists(st.sampled_from(MARKUP), max_size=14)
#: what the sanitiser leaves as it is: it needs several turns for broken nesting
HTML = PIECES.map(lambda pieces: clean(clean(clean("".join(pieces))))).filter(lambda html: clean(html) == html)


@given(HTML, HTML, HTML)
@settings(max_examples=400, deadline=None)
def test_no_markup_whatever_breaks_a_merge(base, mine, theirs):
    merged = merge_rich(base, mine, theirs)
    assert merged == merge_rich(base, theirs, mine)
    if not merged.clashes:
        assert clean(merged.value) == merged.value


@given(st.lists(st.integers(0, 3), max_size=12), st.lists(st.integers(0, 3), max_size=12))
@settings(deadline=None)
def test_differences_make_the_new_list_of_the_old_one(old, new):
    made, place = [], 0
    for hunk in hunks(old, new, Budget()):
        made += old[place : hunk.start] + new[hunk.new_start : hunk.new_end]
        place = hunk.end
    assert made + old[place:] == new


# -- cost


def seconds(merge: Any, *sides: str) -> float:
    """The processor's time of one merge."""
    started = time.process_time()
    merge(*sides)
    return time.process_time() - started


def numbered(count: int, line: str) -> list[str]:
    return [line.format(number=number) for number in range(count)]


@pytest.mark.parametrize(
    "sides",
    [
        [" ".join(numbered(100_000, word)) for word in ("a{number}", "b{number}", "c{number}")],
        ["a " * 500_000, "a " * 499_000 + "b", "b " + "a " * 498_000],
        ["\n".join(numbered(25_000, line)) for line in ("wiersz {number} x", "wiersz {number} y", "x wiersz {number}")],
        ["x" * 1_000_000, "x" * 999_999, "x" * 999_998 + "y"],
        ["\n" * 500_000, "\n" * 400_000 + "a", "b" + "\n" * 300_000],
        ["\n".join(numbered(20_000, line)) for line in ("{number} a b c d", "q {number} a b", "d c b a {number}")],
    ],
    ids=["all words differ", "one word a million times", "every line", "one word", "empty lines", "lines moved"],
)  # fmt: skip
def test_a_text_of_a_megabyte_does_not_stop_the_server(sides):
    assert seconds(merge_plain, *sides) < 5
    assert seconds(merge_rich, *(clean(f"<p>{side}</p>".replace("\n", "</p><p>")) for side in sides)) < 8


def test_deep_nesting_is_no_way_to_break_the_server():
    deep = [clean("<ul><li>" * 3000 + word + "</li></ul>" * 3000) for word in ("a", "b", "c")]
    assert merge_rich(*deep).clashes

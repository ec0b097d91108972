"""Rich texts for tests of comparing: random ones, random edits of them, and one side taken out of a comparison."""

from hypothesis import strategies as st
from lxml import etree
from lxml.html import HtmlElement, fragment_fromstring, tostring

from core.comparing.runs import Run, Status, tokens_in
from core.comparing.words import View, show_runs
from core.merging.nodes import Node, opening, read_blocks
from core.richtext import clean

WORDS = st.sampled_from(
    [
        "drzewo",
        "park",
        "woda",
        "ulica",
        "cień",
        "miasto",
        "i",
        "w",
        "na",
        "łąka",
        "2026",
        "10%",
        "a<b",
        "R&D",
        "„cytat”",
    ]
)


def plain_words_of(least: int = 1, most: int = 12) -> st.SearchStrategy[str]:
    return st.lists(WORDS, min_size=least, max_size=most).map(" ".join).map(_escape)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


MARKED = st.one_of(
    plain_words_of(),
    plain_words_of(1, 4).map(lambda words: f"<strong>{words}</strong>"),
    plain_words_of(1, 4).map(lambda words: f"<em>{words}</em>"),
    plain_words_of(1, 3).map(lambda words: f"<strong>raz <em>{words}</em></strong>"),
    plain_words_of(1, 3).map(lambda words: f'<a href="https://miasto.example/{len(words)}">{words}</a>'),
    st.just("<sup>1</sup>"),
    st.just("<br>"),
)
INLINE = st.lists(MARKED, min_size=1, max_size=5).map(" ".join)
CELL = st.one_of(st.just(""), plain_words_of(1, 3), INLINE.map(lambda words: f"<p>{words}</p>"))


@st.composite
def tables(draw: st.DrawFn) -> str:
    columns, rows = draw(st.integers(1, 4)), draw(st.integers(1, 5))
    head = draw(st.booleans())

    def row(tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{draw(CELL)}</{tag}>" for _one in range(columns)) + "</tr>"

    top = f"<thead>{row('th')}</thead>" if head else ""
    return f"<table>{top}<tbody>{''.join(row('td') for _one in range(rows))}</tbody></table>"


def lists(items: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda tag, found: f"<{tag}>{''.join(f'<li>{one}</li>' for one in found)}</{tag}>",
        st.sampled_from(["ul", "ol"]),
        st.lists(items, min_size=1, max_size=5),
    )


ITEMS = st.one_of(
    INLINE,
    INLINE.map(lambda words: f"<p>{words}</p>"),
    st.builds(lambda words, inner: f"{words}{inner}", plain_words_of(), lists(plain_words_of())),
)
BLOCKS = st.one_of(
    INLINE.map(lambda words: f"<p>{words}</p>"),
    INLINE.map(lambda words: f"<p>{words}</p>"),
    plain_words_of(1, 4).map(lambda words: f"<h3>{words}</h3>"),
    plain_words_of(1, 4).map(lambda words: f"<h4>{words}</h4>"),
    lists(ITEMS),
    tables(),
    INLINE.map(lambda words: f"<blockquote><p>{words}</p></blockquote>"),
    st.just("<p></p>"),
    plain_words_of(),
)
DOCUMENTS = st.lists(BLOCKS, max_size=8)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str]:
    """A text and what became of it: blocks moved, dropped, added, words changed."""
    old = draw(DOCUMENTS)
    new = list(old)
    for _edit in range(draw(st.integers(0, 4))):
        what = draw(st.sampled_from(["move", "drop", "add", "words", "tag"]))
        place = draw(st.integers(0, max(0, len(new) - 1)))
        if what == "add" or not new:
            new.insert(place, draw(BLOCKS))
        elif what == "drop":
            del new[place]
        elif what == "move":
            new.insert(draw(st.integers(0, len(new) - 1)), new.pop(place))
        elif what == "words":
            new[place] = new[place].replace(draw(WORDS.map(_escape)), draw(plain_words_of()), draw(st.integers(1, 3)))
        else:
            new[place] = new[place].replace("ul>", "ol>").replace("h3>", "p>").replace("<td>", "<th>", 1)
    return "".join(old), "".join(new)


def canonical(text: str) -> str:
    """Clean HTML spelt in one way: no space between blocks, marks in one order, neighbours that look alike joined,
    no marks around nothing, one space for many."""
    return "".join(_spelt(node) for node in read_blocks(clean(text)))


def _spelt(node: Node) -> str:
    if node.children:
        inside = "".join(_spelt(child) for child in node.children)
    else:
        tokens = [one._replace(text=" ") if one.text.isspace() else one for one in tokens_in(node)]
        inside = show_runs([Run(Status.SAME, tuple(tokens))], View.NEW)
    return f"{opening(node.tag, node.attributes)}{inside}</{node.tag}>" if node.tag else inside


def side(inline: str, which: str) -> str:
    """One text out of both in one: without what only the other has, and without what the page says of it."""
    if not inline:
        return ""
    root = fragment_fromstring(inline, create_parent="div")
    dropped, kept = ("del", "ins") if which == "new" else ("ins", "del")
    blocks = {"new": ("gone", "away", "filler"), "old": ("new", "here", "filler")}[which]
    for element in list(root.iter()):
        if element is root or not _is_in(element, root):
            continue
        if (
            element.tag == dropped
            or element.get("data-diff") in blocks
            or "diff-said" in (element.get("class") or "").split()
        ):
            element.drop_tree()
        elif element.tag == kept or (element.tag == "div" and element.get("data-diff")):
            element.drop_tag()
        else:
            _as_it_was(element, which)
    return (root.text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "".join(
        tostring(child, encoding="unicode") for child in root
    )


def _is_in(element: HtmlElement, root: HtmlElement) -> bool:
    return element.getroottree().getroot() is root or root in element.iterancestors()


def _as_it_was(element: HtmlElement, which: str) -> None:
    was = element.attrib.pop("data-was", None)
    element.attrib.pop("data-diff", None)
    if was is not None and which == "old":
        former = fragment_fromstring(
            f"<table><tr><{was}></{was.split()[0]}></tr></table>" if was[:2] in ("td", "th") else f"<{was}>"
        )
        found = next(one for one in former.iter() if one.tag == was.split()[0])
        element.tag = found.tag
        for name in list(element.attrib):
            del element.attrib[name]
        element.attrib.update(found.attrib)


def is_well_formed(text: str) -> bool:
    """Whether every element that is opened is closed, in order."""
    closed = text.replace("<br>", "<br/>").replace(" hidden>", ' hidden="">').replace("&nbsp;", " ")
    try:
        etree.fromstring(f"<div>{closed}</div>")
    except etree.XMLSyntaxError:
        return False
    return True

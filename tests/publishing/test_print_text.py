"""The words of a PDF, read in order by an independent reader, are the words of the Version: all and no others."""

import re

import html5lib
import pytest

from core.richtext import plain
from documents.enums import FieldKind
from documents.parts import document_kind
from documents.queries import public_content
from publishing.rendering.page import document_html
from tests.publishing import factories as make
from tests.publishing.extraction import loose, structure_of, text_of
from tests.publishing.test_pdf import pdf_of, version_of

WORDS = {
    FieldKind.RICH,
    FieldKind.TEXT,
    FieldKind.LINES,
    FieldKind.LINE,
    FieldKind.ORGANISATION,
    FieldKind.ORGANISATIONS,
}
#: what the style sheet hides, because the page says it elsewhere
HIDDEN = ("govuk-visually-hidden", "portal-only-narrow", "reading-month--empty", "reading-month--quiet")
MARKER = re.compile(r"^(•|◦|▪|\d+\.)\s*$")
DOCUMENTS = {
    "mid": make.rich_initiative,
    "empty": make.empty_initiative,
    "pu": make.plan,
    "long": lambda: make.big_initiative(40),
}


def written(element):
    """The words of an HTML element as a reader of the page meets them."""
    tag = element.tag.rsplit("}")[-1] if isinstance(element.tag, str) else "!"
    classes = (element.get("class") or "").split()
    if tag in ("!", "head", "svg", "nav") or any(name in HIDDEN for name in classes):
        return ""
    words = element.text or ""
    for child in element:
        words += written(child) + (child.tail or "")
    return words


def spoken(nodes):
    """The words of a PDF without drawings, list markers and the headings that a table repeats on its next page."""
    said, head = [], ""

    def say(node):
        nonlocal head
        if node.tag == "Figure" or (node.tag == "Lbl" and MARKER.match(node.text.strip())):
            return
        if node.tag == "THead":
            if node.text != head:
                said.append(node.text)
            head = node.text
            return
        for part in node.order:
            if isinstance(part, str):
                said.append(part)
            else:
                if part.tag in ("P", "H3", "H4", "Caption"):
                    head = ""
                say(part)

    for node in nodes:
        say(node)
    return "".join(said)


def without_contents(nodes):
    """The contents add page numbers: they stand on the pages between the one about the document and chapter 1."""
    first = next(node.page for top in nodes for node in top.walk() if node.tag == "H2" and node.text.startswith("1."))
    return [node for node in nodes if not 2 <= node.page < first]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_words_of_the_pdf_are_the_words_of_the_page_in_its_order(name):
    content = DOCUMENTS[name]()
    page = html5lib.parse(document_html(version_of(content), "pl"), treebuilder="etree")

    found = loose(spoken(without_contents(structure_of(pdf_of(content).body))))

    assert found == loose(written(page))


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("variant", ["standard", "grey"])
def test_every_text_of_the_version_is_in_the_pdf(name, variant):
    content = DOCUMENTS[name]()
    said = loose(text_of(pdf_of(content, variant=variant).body))

    missing = [words for words in texts_of(public_content(content)) if loose(words) not in said]

    assert missing == []


def texts_of(content):
    """Every text that somebody wrote, block by block."""
    for kind in document_kind(content["kind"]).part_kinds.values():
        for row in content["parts"][kind.key]:
            for bound in kind.bound:
                value = row["values"].get(bound.name)
                if value and bound.kind in WORDS:
                    for one in value if isinstance(value, list) else [value]:
                        yield from plain(one).split("\n") if bound.kind == FieldKind.RICH else one.split("\n")


def test_internal_texts_are_not_in_the_pdf():
    assert "tajny-kontakt" not in text_of(pdf_of(make.rich_initiative()).body)

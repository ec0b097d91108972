"""Elements of a DOCX text as words, and as clean HTML by the same converter that whole documents come in with."""

import io
import re
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from itertools import islice
from typing import Any

import mammoth
from lxml import etree
from lxml import html as lxml_html

from core.richtext import clean
from reviews.exchange.opening import RELATIONS, Opened, damaged, w

HYPERLINK = "/hyperlink"
STYLES = """
p[style-name='List Bullet'] => ul > li:fresh
p[style-name='List Bullet 2'] => ul|ol > li > ul > li:fresh
p[style-name='List Bullet 3'] => ul|ol > li > ul|ol > li > ul > li:fresh
p[style-name='List Number'] => ol > li:fresh
p[style-name='List Number 2'] => ul|ol > li > ol > li:fresh
p[style-name='List Number 3'] => ul|ol > li > ul|ol > li > ol > li:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
"""
TYPES = b"""<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/></Types>"""
ROOT = f"""<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{RELATIONS}"><Relationship Id="rId1"
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
Target="word/document.xml"/></Relationships>""".encode()
#: stands between two fields; people do not type it
CUT = "\ue000"
LEVELS = {"h1": "h3", "h2": "h3", "h3": "h3", "h4": "h3", "h5": "h4", "h6": "h4"}
#: what Word and LibreOffice write in a place of a letter
SIGNS = {w("tab"): " ", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
IGNORED = tuple(w(name) for name in ("drawing", "pict", "object", "footnoteReference", "endnoteReference"))


def text_of(elements: Sequence[Any]) -> str:
    """The words of paragraphs, one paragraph in a line."""
    lines = []
    for element in elements:
        for paragraph in element.iter(w("p")):
            lines.append("".join(_letter(one) for one in paragraph.iter(w("t"), *SIGNS)))
    return "\n".join(lines)


def _letter(element: Any) -> str:
    if element.tag == w("t"):
        return element.text or ""
    # A tab in the properties of a paragraph is a stop, not a sign.
    return SIGNS[element.tag] if element.getparent().tag == w("r") else ""


def html_of(opened: Opened, groups: Sequence[Sequence[Any]]) -> list[str]:
    """Clean HTML of groups of paragraphs and tables, in their order; the file is converted once."""
    body = etree.Element(w("body"), nsmap=opened.document.nsmap)
    for group in groups:
        for element in group:
            body.append(_bare(element))
        cut = etree.SubElement(etree.SubElement(etree.SubElement(body, w("p")), w("r")), w("t"))
        cut.text = CUT
    try:
        html = mammoth.convert_to_html(
            io.BytesIO(_packed(opened, body)),
            convert_image=lambda _image: [],
            style_map=STYLES,
            include_embedded_style_map=False,
            ignore_empty_paragraphs=True,
        ).value
    except Exception as error:  # the parser's own errors have no common type
        raise damaged() from error
    parts = html.split(f"<p>{CUT}</p>")
    if len(parts) != len(groups) + 1:
        raise damaged()
    return [_tidy(part) for part in parts[:-1]]


def _bare(element: Any) -> Any:
    """A copy without pictures and notes, and without the sign that parts the fields."""
    copy = deepcopy(element)
    for one in list(copy.iter(*IGNORED)):
        one.getparent().remove(one)
    for text in copy.iter(w("t")):
        text.text = INVISIBLE.sub("", (text.text or "").replace(CUT, ""))
    return copy


def _packed(opened: Opened, body: Any) -> bytes:
    """A file of these blocks alone: with styles and numbers of lists, and with links that lead to the web."""
    document = etree.Element(w("document"), nsmap=opened.document.nsmap)
    document.append(body)
    links = [one for one in opened.relations if one.get("Type", "").endswith(HYPERLINK)]
    relations = etree.Element(f"{{{RELATIONS}}}Relationships", nsmap={None: RELATIONS})
    relations.extend(deepcopy(one) for one in links)
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT,
        "word/document.xml": etree.tostring(document),
    }
    for kind in ("styles", "numbering"):
        for found in islice(opened.related(f"/{kind}"), 1):
            parts[f"word/{kind}.xml"] = etree.tostring(found)
            etree.SubElement(
                relations,
                f"{{{RELATIONS}}}Relationship",
                Id=f"pim{kind}",
                Type=f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}",
                Target=f"{kind}.xml",
            )
    parts["word/_rels/document.xml.rels"] = etree.tostring(relations)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, words in parts.items():
            packed.writestr(name, words)
    return buffer.getvalue()


def _tidy(html: str) -> str:
    """The HTML as the portal's own editor writes it: two levels of headings, words and no paragraph in a cell."""
    if not html.strip():
        return ""
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    for element in list(root.iter()):
        if element.tag in LEVELS:
            element.tag = LEVELS[element.tag]
        elif element.tag == "a" and element.get("href", "#").startswith("#"):
            element.drop_tag()
        elif element.tag in ("td", "th", "li"):
            _loosen(element)
        if element.tag == "th":
            for strong in list(element.iter("strong")):
                strong.drop_tag()
    _join_alike(root)
    inside = (root.text or "") + "".join(lxml_html.tostring(child, encoding="unicode") for child in root)
    return clean(inside)


def _loosen(cell: Any) -> None:
    """The only paragraph of a cell or an item gives way to its words; beside a nested list it stays loose as well."""
    paragraphs = [child for child in cell if child.tag == "p"]
    others = [child for child in cell if child.tag not in ("p", "ul", "ol")]
    if len(paragraphs) == 1 and not others and cell[0] is paragraphs[0]:
        paragraphs[0].drop_tag()


def _join_alike(root: Any) -> None:
    """Runs that follow one another with the same mark are one: Word cuts them as it likes."""
    for mark in ("strong", "em", "sub", "sup"):
        for element in list(root.iter(mark)):
            following = element.getnext()
            while following is not None and following.tag == mark and not element.tail:
                _append(element, following)
                following = element.getnext()


def _append(element: Any, other: Any) -> None:
    words = other.text or ""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words
    element.tail = other.tail
    element.extend(list(other))
    other.getparent().remove(other)

"""Reading a PDF as a screen reader does: its words in the order of the structure tree, with tags and languages.

pdfium is an independent reader: nothing here knows WeasyPrint.
"""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

#: hyphens and every kind of space: lines break at them (pdfium writes 2 for a hyphen at the end of a line)
LOOSE = re.compile("[\\s\x02\u00a0\u00ad\u200b\u2010\u2011-]+")
QUOTES = str.maketrans({"„": '"', "”": '"', "“": '"'})


@dataclass
class Node:
    """One element of the structure tree on one page; `words` are its own, not those of its kids."""

    tag: str
    page: int
    language: str = ""
    alternative: str = ""
    words: str = ""
    kids: list["Node"] = field(default_factory=list)
    #: the same words and kids, in the order in which they are read
    order: list["str | Node"] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        yield self
        for kid in self.kids:
            yield from kid.walk()

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.order)


def structure_of(body: bytes) -> list[Node]:
    """The top elements of every page, in order."""
    document = pdfium.PdfDocument(body)
    try:
        return [node for number in range(len(document)) for node in _page(document, number)]
    finally:
        document.close()


def text_of(body: bytes) -> str:
    """All that is read out, in order."""
    return "".join(node.text for node in structure_of(body))


def loose(words: str) -> str:
    """Words without what typography and line breaks may change."""
    return LOOSE.sub("", words.translate(QUOTES))


def _page(document: pdfium.PdfDocument, number: int) -> list[Node]:
    page = document[number]
    texts = _marked_texts(page)
    tree = raw.FPDF_StructTree_GetForPage(page)
    try:
        count = raw.FPDF_StructTree_CountChildren(tree)
        return [_node(raw.FPDF_StructTree_GetChildAtIndex(tree, at), number, texts) for at in range(count)]
    finally:
        raw.FPDF_StructTree_Close(tree)
        page.close()


def _marked_texts(page: pdfium.PdfPage) -> dict[int, str]:
    """The words of a page by the number of their marked content; artifacts have none."""
    texts: dict[int, str] = {}
    text_page = page.get_textpage()
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=8):
        number = raw.FPDFPageObj_GetMarkedContentID(thing)
        if number >= 0:
            size = raw.FPDFTextObj_GetText(thing, text_page, None, 0)
            buffer = ctypes.create_string_buffer(size * 2)
            raw.FPDFTextObj_GetText(thing, text_page, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
            texts[number] = texts.get(number, "") + buffer.raw.decode("utf-16-le").rstrip("\x00")
    text_page.close()
    return texts


def _node(element: object, page: int, texts: dict[int, str]) -> Node:
    node = Node(
        tag=_string(raw.FPDF_StructElement_GetType, element),
        page=page,
        language=_string(raw.FPDF_StructElement_GetLang, element),
        alternative=_string(raw.FPDF_StructElement_GetAltText, element),
    )
    for at in range(max(0, raw.FPDF_StructElement_CountChildren(element))):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, at)
        if child:
            kid = _node(child, page, texts)
            node.kids.append(kid)
            node.order.append(kid)
            continue
        number = raw.FPDF_StructElement_GetChildMarkedContentID(element, at)
        if number in texts:
            node.words += texts[number]
            node.order.append(texts[number])
    return node


def _string(read: object, element: object) -> str:
    size = read(element, None, 0)  # type: ignore[operator]
    buffer = ctypes.create_string_buffer(size)
    read(element, buffer, size)  # type: ignore[operator]
    return buffer.raw.decode("utf-16-le").rstrip("\x00")

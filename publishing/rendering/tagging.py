"""Corrections of what WeasyPrint 70 tags, so that the file is PDF/UA-1. `install()` is safe to call twice.

Running headers and footers become artifacts, so that a screen reader does not read them on every page. WeasyPrint
tags the text of page margin boxes as content and leaves its structure elements outside the tree; here a margin box is
painted inside one artifact with tagging off (https://github.com/Kozea/WeasyPrint/issues/2482).

A group of `dt` and `dd` in a `div` becomes one list item with its label: WeasyPrint puts a Div into the list, which
PDF/UA forbids.

What stands in a list item as a block of its own (a paragraph, as the editor writes it) goes into an LBody.

A link with markup inside is one link: WeasyPrint makes a second annotation for the inner element.

Words in another language carry that language: WeasyPrint marks only the whole document.

A header cell says whether it heads its row or its column, and its name is its own: a table over several pages is
several tables in WeasyPrint's tree, whose header cells share their names.
"""

from collections.abc import Iterator
from typing import Any

import pydyf
import weasyprint.pdf
from weasyprint import draw
from weasyprint.document import Document
from weasyprint.formatting_structure.boxes import MarginBox
from weasyprint.pdf import tags

_draw_stacking_context = draw.draw_stacking_context
_build_box_tree = tags._build_box_tree
_add_tags = tags.add_tags


def install() -> None:
    draw.draw_stacking_context = _draw
    tags._build_box_tree = _build
    weasyprint.pdf.add_tags = _add


def keep_whole_links(document: Document) -> None:
    """Drop the annotations of elements inside a link; the link's own annotation covers them."""
    for page in document.pages:
        page.links = [link for link in page.links if link[3].element_tag == "a"]


def _draw(stream: Any, context: Any) -> None:
    kept = stream._tags
    if kept is None or not isinstance(context.box, MarginBox):
        _draw_stacking_context(stream, context)
        return
    pydyf.Stream.begin_marked_content(stream, "Artifact", pydyf.Dictionary({"Type": "/Pagination"}))
    stream._tags = None
    try:
        _draw_stacking_context(stream, context)
    finally:
        stream._tags = kept
        pydyf.Stream.end_marked_content(stream)


def _build(box: Any, parent: Any, pdf: Any, page_number: int, *others: Any) -> Iterator[Any]:
    if isinstance(box, MarginBox):
        return
    if parent["S"] == "/L" and box.element is not None and box.element_tag == "div":
        yield _list_item(box, parent, pdf, page_number, *others)
        return
    language = _language(box)
    for element in _build_box_tree(box, parent, pdf, page_number, *others):
        if language:
            element["Lang"] = pydyf.String(language)
        if element["S"] == "/TH":
            element["A"]["Scope"] = "/Row" if box.element.get("scope") == "row" else "/Column"
        if parent["S"] == "/LI" and element["S"] not in ("/Lbl", "/LBody"):
            body = _element("/LBody", parent, pdf, page_number)
            body["K"].append(element.reference)
            element["P"] = body.reference
            yield body
        else:
            yield element


def _add(pdf: Any, *others: Any) -> None:
    _add_tags(pdf, *others)
    _name_header_cells(pdf)


def _name_header_cells(pdf: Any) -> None:
    """Give each header cell a name of its own and list them in the tree's index. Cells refer to the same strings."""
    elements = [thing for thing in pdf.objects if isinstance(thing, pydyf.Dictionary)]
    names = pydyf.Array()
    for number, cell in enumerate(thing for thing in elements if thing.get("S") == "/TH" and "ID" in thing):
        cell["ID"].string = f"th-{number:06d}"
        names.extend((cell["ID"], cell.reference))
    if names:
        index = pydyf.Dictionary({"Names": names})
        pdf.add_object(index)
        root = next(thing for thing in elements if thing.get("Type") == "/StructTreeRoot")
        root["IDTree"] = index.reference


def _language(box: Any) -> str:
    """The `lang` of the box's own element; that of the root is the document's."""
    if box.element is None or box.element_tag in ("html", "body"):
        return ""
    return box.element.get("lang") or ""


def _element(tag: str, parent: Any, pdf: Any, page_number: int) -> Any:
    """A new structure element below `parent`; the caller puts it among the parent's kids."""
    element = pydyf.Dictionary(
        {
            "Type": "/StructElem",
            "S": tag,
            "K": pydyf.Array([]),
            "Pg": pdf.page_references[page_number],
            "P": parent.reference,
        }
    )
    pdf.add_object(element)
    return element


def _list_item(box: Any, parent: Any, pdf: Any, page_number: int, *others: Any) -> Any:
    """One LI for a group: its `dt` is the Lbl, its `dd` the LBody."""
    item = _element("/LI", parent, pdf, page_number)
    for child in box.children:
        for element in _build_box_tree(child, item, pdf, page_number, *others):
            if element["S"] == "/LBody" and child.element_tag == "dt":
                element["S"] = "/Lbl"
            item["K"].append(element.reference)
    return item

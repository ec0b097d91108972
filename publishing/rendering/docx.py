"""A reading as a DOCX document: headings, tables with headers, lists, rich text; the same words as the page."""

import io
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from docx import Document as Docx
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from lxml import html as lxml_html

from documents.rendering import FieldReading, Panel, PartReading, Reading, RowReading

FONT = "Calibri"
#: characters that XML cannot carry
ILLEGAL = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]")
#: marks inside a line: tag -> property of the run's font
MARKS = {"strong": "bold", "em": "italic", "sub": "subscript", "sup": "superscript"}
LISTS = {"ul": "List Bullet", "ol": "List Number"}
#: what stands inside an item or a cell as a block of its own
BLOCKS = frozenset({"p", "ul", "ol", "table", "blockquote", "h3", "h4", "h5", "h6"})
#: Word's template has three levels of each list
DEEPEST = 3


class Marks:
    """Told where things stand while a document is written. This one only listens; the review marks fields with it."""

    def title(self, paragraph: Any) -> None:
        """The paragraph with the document's title."""

    def section(self, key: str, paragraph: Any) -> None:
        """The heading of a section."""

    def row(self, kind: str, row: RowReading, paragraph: Any) -> None:
        """The heading of a row: its code and title."""

    def field(self, kind: str, row: RowReading, field: FieldReading, label: Any, content: list[Any]) -> None:
        """A field: the paragraph of its label (None where it has none) and the elements that hold its words."""

    def finish(self, made: Any) -> None:
        """The document is complete and not yet packed."""


def docx_of(reading: Reading, *, subtitle: str = "", marks: Marks | None = None) -> bytes:
    """The whole document. `subtitle` stands below the title: the city and the edition."""
    made, marks = Docx(), marks or Marks()
    _prepare(made, reading)
    marks.title(made.add_paragraph(_legal(reading.title), style="Title"))
    if subtitle:
        made.add_paragraph(subtitle, style="Subtitle")
    if reading.is_sample:
        made.add_paragraph(_("Sample data"), style="Intense Quote")
    _contents(made)
    for section in reading.sections:
        marks.section(section.key, made.add_heading(f"{section.number}. {section.title}", level=1))
        if section.is_blank:
            made.add_paragraph(_("This part has not been written yet."))
        for part in section.parts:
            _part(made, part, marks)
        for panel in section.panels:
            _panel(made, panel)
    marks.finish(made)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _prepare(made: Any, reading: Reading) -> None:
    """Title, language and fonts. The language is what Word's spelling and a screen reader go by."""
    made.core_properties.title = _legal(reading.title)[:255]
    made.core_properties.language = {"pl": "pl-PL", "en": "en-GB"}.get(reading.language, reading.language)
    made.core_properties.author = str(reading.facts.get("city", {}).get("name", ""))
    made.core_properties.comments = ""
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), made.core_properties.language)
    normal.element.get_or_add_rPr().append(language)
    for level in range(1, 6):
        font = made.styles[f"Heading {level}"].font
        font.name, font.color.rgb = FONT, RGBColor(0x12, 0x35, 0x5B)


def _contents(made: Any) -> None:
    """A table of contents that Word fills in when the document is opened or printed."""
    paragraph = made.add_paragraph()
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), 'TOC \\o "1-2" \\h \\z \\u')
    text = OxmlElement("w:r")
    words = OxmlElement("w:t")
    words.text = _("Right-click and choose “Update field” to see the table of contents.")
    text.append(words)
    field.append(text)
    paragraph._p.append(field)
    paragraph.add_run().add_break(WD_BREAK.PAGE)


def _part(made: Any, part: PartReading, marks: Marks) -> None:
    if part.is_blank:
        return
    if part.has_heading:
        made.add_heading(capfirst(part.plural), level=2)
    for row in part.rows:
        _row(made, part.key, row, part.many, 3 if part.has_heading else 2, marks)


def _panel(made: Any, panel: Panel) -> None:
    """What a panel says in words. What it only draws is left to the page and the PDF."""
    if not panel.tables:
        return
    made.add_heading(panel.title, level=2)
    for plain in panel.tables:
        table = made.add_table(rows=0, cols=len(plain.head), style="Table Grid")
        for index, words in enumerate((plain.head, *plain.rows)):
            for column, (cell, text) in enumerate(zip(table.add_row().cells, words, strict=True)):
                cell.paragraphs[0].add_run(_legal(text)).bold = index == 0 or column == 0
        _repeat_as_header(table.rows[0])
        made.add_paragraph()


def _row(made: Any, kind: str, row: RowReading, has_heading: bool, level: int, marks: Marks) -> None:
    if has_heading:
        heading = " ".join(text for text in (row.code, row.title) if text) or "–"
        marks.row(kind, row, made.add_heading(_legal(heading), level=min(level, 4)))
    if row.short:
        _pairs(made, kind, row, marks)
    for field in row.long:
        label = None
        if has_heading or not field.is_main:
            label = made.add_paragraph()
            label.add_run(field.label).bold = True
        before = len(made.element.body)
        write_long(made, field)
        # The last element of the body describes its pages.
        marks.field(kind, row, field, label, list(made.element.body)[before - 1 : -1])
    for key, children in row.children.items():
        for child in children:
            _row(made, key, child, True, level + 1, marks)


def _pairs(made: Any, kind: str, row: RowReading, marks: Marks) -> None:
    """Short fields as a table of two columns, its first column the headers of the rows."""
    table = made.add_table(rows=0, cols=2, style="Table Grid")
    for field in row.short:
        cells = table.add_row().cells
        cells[0].paragraphs[0].add_run(field.label).bold = True
        cells[1].text = _legal(field.text or "; ".join(item.text for item in field.items))
        marks.field(kind, row, field, cells[0].paragraphs[0], [cells[1].paragraphs[0]._p])
    made.add_paragraph()


def write_long(made: Any, field: FieldReading) -> None:
    """The words of a field as blocks at the end of the document."""
    if not field.html:
        for item in field.items:
            made.add_paragraph(_legal(item.text), style="List Bullet")
        return
    for node in lxml_html.fragments_fromstring(_legal(str(field.html))):
        if isinstance(node, str):
            made.add_paragraph(node)
        else:
            _block(made, node)


def _block(place: Any, node: Any, style: str | None = None) -> None:
    """One block of rich text into a document or a cell."""
    if node.tag in LISTS:
        _list(place, node, 1)
    elif node.tag == "table":
        _table(place, node)
    elif node.tag == "blockquote":
        for child in node:
            _block(place, child, "Quote")
    elif node.tag in ("h3", "h4", "h5", "h6"):
        # Headings inside a text lie below those of rows.
        _inline(place.add_paragraph(style="Heading 5" if node.tag == "h6" else "Heading 4"), node, {})
    else:
        _inline(place.add_paragraph(style=style), node, {})


def _list(place: Any, node: Any, depth: int) -> None:
    level = min(depth, DEEPEST)
    style = LISTS[node.tag] + (f" {level}" if level > 1 else "")
    for item in node.iterchildren("li"):
        for block in _with_loose_words(item):
            if block.tag in LISTS:
                _list(place, block, depth + 1)
            else:
                _block(place, block, style)


def _with_loose_words(node: Any) -> list[Any]:
    """The blocks of an item or a cell; words that stand beside them are paragraphs of their own."""
    blocks: list[Any] = []
    loose: Any = None
    parts = [node.text, *(part for child in node for part in (child, child.tail))]
    for part in parts:
        if part is None or (isinstance(part, str) and loose is None and not part.strip()):
            continue
        if not isinstance(part, str) and part.tag in BLOCKS:
            blocks.append(part)
            loose = None
            continue
        if loose is None:
            loose = lxml_html.Element("p")
            blocks.append(loose)
        _add(loose, part)
    return blocks


def _add(paragraph: Any, part: Any) -> None:
    """Add words or a copy of an inline element at the end of a paragraph."""
    if not isinstance(part, str):
        copied = deepcopy(part)
        copied.tail = None
        paragraph.append(copied)
    elif len(paragraph):
        paragraph[-1].tail = (paragraph[-1].tail or "") + part
    else:
        paragraph.text = (paragraph.text or "") + part


def _table(place: Any, node: Any) -> None:
    rows = [list(row.iterchildren("td", "th")) for row in node.iter("tr")]
    width = max((sum(_span(cell) for cell in row) for row in rows), default=0)
    if not width:
        return
    table = place.add_table(rows=len(rows), cols=width)
    table.style = "Table Grid"
    for index, row in enumerate(rows):
        column = 0
        for cell in row:
            target = table.cell(index, column)
            last = min(column + _span(cell), width) - 1
            if last > column:
                target = target.merge(table.cell(index, last))
            _cell(target, cell)
            column = last + 1
        if row and all(cell.tag == "th" for cell in row):
            _repeat_as_header(table.rows[index])


def _span(cell: Any) -> int:
    text = cell.get("colspan", "1")
    return int(text) if text.isdigit() else 1


def _cell(target: Any, cell: Any) -> None:
    for index, block in enumerate(_with_loose_words(cell)):
        if block.tag == "p":
            paragraph = target.paragraphs[0] if index == 0 else target.add_paragraph()
            _inline(paragraph, block, {"bold": cell.tag == "th"})
        else:
            _block(target, block)


def _repeat_as_header(row: Any) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _inline(paragraph: Any, node: Any, marks: dict[str, Any]) -> None:
    """The words of a node with their marks; links stay links."""
    for text, found, href in _runs(node, marks, ""):
        if text == "\n":
            paragraph.add_run().add_break()
            continue
        run = paragraph.add_run(text)
        for name, is_on in found.items():
            setattr(run.font, name, is_on or None)
        if href:
            _link(paragraph, run, href)


def _runs(node: Any, marks: dict[str, Any], href: str) -> Iterator[tuple[str, dict[str, Any], str]]:
    if node.tag == "br":
        yield "\n", {}, ""
    found = {**marks, **({MARKS[node.tag]: True} if node.tag in MARKS else {})}
    address = node.get("href", "") if node.tag == "a" else href
    if node.text:
        yield node.text, found, address
    for child in node:
        yield from _runs(child, found, address)
        if child.tail:
            yield child.tail, found, address


def _link(paragraph: Any, run: Any, href: str) -> None:
    relation = paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    run.font.underline = True
    run.font.color.rgb = RGBColor(0x00, 0x52, 0xA5)
    run._r.addprevious(link)
    link.append(run._r)


def _legal(text: str) -> str:
    return ILLEGAL.sub("", text)

"""The content of a printed page as a Typst source: the same words, tables and pictures, in Typst's own plain style.

Only for comparison: what a compiler made for typesetting needs for the same content on about as many pages.
"""

from pathlib import Path
from xml.etree.ElementTree import Element, tostring

import tinyhtml5
from fontTools.ttLib import TTFont

SVG = "{http://www.w3.org/2000/svg}"
PREAMBLE = """#set document(title: "MID")
#set page(paper: "a4", margin: (x: 20mm, top: 24mm, bottom: 22mm), header: [MID], footer: context align(right)[
  #counter(page).display("1 / 1", both: true)])
#set text(font: "IBM Plex Sans", size: 9.5pt, lang: "pl", hyphenate: true)
#set par(leading: .75em)
#set table(stroke: .4pt + gray, inset: 5pt)
#outline()
#pagebreak()
"""
SKIPPED = frozenset({"head", "style", "script", "title"})
BREAKING = frozenset({"p", "div", "section", "article", "dd", "figure", "figcaption", "blockquote", "header", "main"})
HEADINGS = {f"h{level}": level for level in range(1, 7)}


def write(html: str, folder: Path, fonts: list[Path]) -> Path:
    """Write `page.typ`, its pictures and its fonts (Typst reads no WOFF2) into the folder; returns the source."""
    for font in fonts:
        face = TTFont(font)
        face.flavor = None
        face.save(folder / f"{font.stem}.ttf")
    pictures: list[str] = []
    body = _inside(tinyhtml5.parse(html, namespace_html_elements=False), pictures)
    for number, picture in enumerate(pictures):
        (folder / f"{number}.svg").write_text(picture)
    source = folder / "page.typ"
    source.write_text(PREAMBLE + body)
    return source


def _text(words: str | None) -> str:
    """A string of Typst, in which nothing has to be escaped but quotes and backslashes."""
    plain = " ".join((words or "").split())
    if not plain:
        return " " if words else ""
    quoted = plain.replace("\\", "\\\\").replace('"', '\\"')
    before, after = " " * words[:1].isspace(), " " * words[-1:].isspace()
    return f'{before}#"{quoted}";{after}'


def _inside(element: Element, pictures: list[str]) -> str:
    parts = [_text(element.text)]
    for child in element:
        if isinstance(child.tag, str):
            parts.append(_element(child, pictures))
        parts.append(_text(child.tail))
    return "".join(parts)


def _element(element: Element, pictures: list[str]) -> str:
    tag = element.tag
    if tag in SKIPPED:
        return ""
    if tag == f"{SVG}svg":
        pictures.append(_picture(element))
        return f'\n#image("{len(pictures) - 1}.svg", width: 100%)\n'
    if tag == "table":
        return _table(element, pictures)
    if tag in ("ul", "ol"):
        items = "".join(f"[{_inside(item, pictures)}]" for item in element if item.tag == "li")
        return f"\n#{'list' if tag == 'ul' else 'enum'}{items}\n" if items else ""
    inside = _inside(element, pictures)
    if tag in HEADINGS:
        return f"\n#heading(level: {HEADINGS[tag]})[{inside}]\n"
    if tag in ("strong", "b", "dt"):
        return f"*#[{inside}]*" if inside.strip() else ""
    if tag in ("em", "i"):
        return f"#emph[{inside}]"
    return f"\n\n{inside}\n\n" if tag in BREAKING else inside


def _picture(element: Element) -> str:
    """The drawing as a file of its own; the parser keeps declarations of namespaces as attributes."""
    for part in element.iter():
        for name in [name for name in part.attrib if name.startswith("{http://www.w3.org/2000/xmlns/}")]:
            del part.attrib[name]
    return tostring(element, encoding="unicode")


def _table(table: Element, pictures: list[str]) -> str:
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    columns = max((len(row) for row in rows), default=1)
    cells = [f"[{_inside(cell, pictures)}]" for row in rows for cell in row]
    filled = "".join(f"{cell}," for cell in cells)
    return f"\n#table(columns: ({'1fr,' * columns}), {filled})\n"

"""WeasyPrint with less work: the same pages, the same bytes, in about half of the processor time.

WeasyPrint 70 spends most of its time on setting up text, not on setting it. The modules here keep what it makes again
and again, at the places where it asks for it:

- `parsing`: expressions of the HTML reader
- `layouts`: Pango contexts and font descriptions for each style
- `lines`: broken lines and widths of words, for this document and the next
- `drawing`: glyphs of each line as they are drawn
- `styles`: computed styles, for this document and the next
- `pages`: styles of pages and of their margin boxes
- `sizes`: margins, paddings and borders of boxes, by style
- `boxes`: the most frequent question about a box
- `writing`: bytes of the file
- `letting_go`: what a rendering leaves behind
- `stack`: room for Python's stack

`switch(True)` puts them in place when the installed WeasyPrint is the one they were written for (`seams.signature`),
and otherwise says in the log why it does not. They serve one thread at a time, as Pango's font map does; `engine` holds
a lock. All caches are bounded (`bounded`) and forget everything when a document brings fonts of its own.
"""

import logging

from weasyprint import CSS
from weasyprint.text.ffi import pango
from weasyprint.text.fonts import FontConfiguration

from publishing.rendering.fast import (
    boxes,
    drawing,
    layouts,
    letting_go,
    lines,
    numbers,
    pages,
    parsing,
    seams,
    sizes,
    styles,
    writing,
)
from publishing.rendering.fast.letting_go import rendering

__all__ = ["bind", "forget", "obstacle", "rendering", "switch"]
logger = logging.getLogger(__name__)

#: Pango before 1.48.2 answers with another font size (WeasyPrint works around it).
PANGO = 14802
_add_font_face = FontConfiguration.add_font_face


def _add_font_and_forget(self: FontConfiguration, *arguments: object) -> None:
    _add_font_face(self, *arguments)
    forget()


SEAMS = [
    *parsing.SEAMS,
    *styles.SEAMS,
    *pages.SEAMS,
    *sizes.SEAMS,
    *boxes.SEAMS,
    *layouts.SEAMS,
    *lines.SEAMS,
    *drawing.SEAMS,
    *writing.SEAMS,
    *letting_go.SEAMS,
    seams.Seam(FontConfiguration, "add_font_face", _add_font_and_forget),
]


def obstacle() -> str:
    """Why the fast parts cannot be used here; empty when they can."""
    if pango.pango_version() < PANGO:
        return "Pango is older than 1.48.2"
    if seams.signature() != seams.EXPECTED:
        return f"the sources of {', '.join(seams.PACKAGES)} are not those they were written for ({seams.signature()})"
    return ""


def switch(on: bool) -> bool:
    """Put the fast parts in place or take them away. Returns whether they are in place afterwards."""
    if on and not seams.is_taken():
        reason = obstacle()
        if reason:
            logger.warning("PDFs are made without the fast parts: %s", reason)
        else:
            seams.take(SEAMS)
    elif not on:
        seams.give_back()
    return seams.is_taken()


def bind(fonts: FontConfiguration, sheet: CSS, text: str) -> None:
    """Say with which fonts and which style sheet the caches work; others go WeasyPrint's own way."""
    numbers.bind(fonts)
    styles.bind(fonts, sheet, text)


def forget() -> None:
    """Empty all caches."""
    for part in (numbers, layouts, lines, drawing, styles):
        part.forget()

"""Lines that were broken once, for this document and the next.

What `split_first_line` answers depends on the text, the style and the width alone. The same words are measured for the
columns of a table, then set in its cells, and set again when a page is laid out anew or a document is rendered after an
edit. Answers are kept without anything of Pango in them.
"""

import hashlib
from typing import Any

from weasyprint.text import line_break
from weasyprint.text.line_break import Layout

from publishing.rendering.fast.bounded import Bounded
from publishing.rendering.fast.numbers import UNKNOWN, number
from publishing.rendering.fast.seams import everywhere

#: Bytes of one generation; two are kept.
LIMIT = 24_000_000
#: What an entry weighs besides its text: key, tuple and the state of a layout.
ENTRY = 900
#: Longer texts are filed under their digest.
LONG = 80

_split, _strut, _can_break = line_break.split_first_line, line_break.strut, line_break.can_break_text
kept = Bounded(LIMIT)
_breaks = Bounded(LIMIT // 12)


def forget() -> None:
    kept.clear()
    _breaks.clear()


def short(text: str) -> str | bytes:
    """The text itself, or 16 bytes that stand for it."""
    if len(text) <= LONG:
        return text
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=16).digest()


def split_first_line(
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> tuple[Any, ...]:
    """As WeasyPrint's; the layout in the answer is a new one each time, ready to be drawn."""
    known = number(style)
    if known == UNKNOWN:
        return _split(text, style, context, max_width, justification_spacing, is_line_start, minimum)
    key = (known, short(text), max_width, justification_spacing, is_line_start, minimum)
    found = kept.get(key)
    if found is None:
        layout, *measures = _split(text, style, context, max_width, justification_spacing, is_line_start, minimum)
        kept.put(key, (layout.__dict__.copy(), measures), ENTRY + len(layout.text))
        return layout, *measures
    state, measures = found
    layout = Layout.__new__(Layout)
    layout.__dict__.update(state)
    return layout, *measures


def strut(style: Any) -> tuple[float, float]:
    """As WeasyPrint's, kept on the style."""
    try:
        return style._fast_strut
    except AttributeError:
        style._fast_strut = found = _strut(style)
        return found


def can_break_text(text: str, lang: str | None) -> bool:
    """As WeasyPrint's."""
    key = short(text), lang
    found = _breaks.get(key)
    if found is None:
        found = _can_break(text, lang)
        _breaks.put(key, found, 300)
    return found


SEAMS = [
    *everywhere(_split, split_first_line),
    *everywhere(_strut, strut),
    *everywhere(_can_break, can_break_text),
]

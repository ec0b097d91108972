"""Text drawn from what was kept of its shape, instead of shaped once more.

WeasyPrint shapes every line a second time to draw it. Here the glyphs of a line, as Pango placed them, are kept under
its text and style, with the operator that shows them; a line drawn again asks Pango nothing. Lines with something odd
(glyphs that no font has, raised or coloured glyphs, ellipses, decorations) are drawn by WeasyPrint itself.
"""

from dataclasses import dataclass, field
from typing import Any

from weasyprint.draw import text as draw_text
from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.fonts import get_pango_font_key
from weasyprint.text.line_break import Layout

from publishing.rendering.fast.bounded import Bounded
from publishing.rendering.fast.numbers import UNKNOWN, number
from publishing.rendering.fast.seams import Seam, everywhere

LIMIT = 24_000_000
ENTRY = 700
#: Bytes that one glyph of a kept line takes.
GLYPH = 90

_draw_first_line, _reactivate = draw_text.draw_first_line, Layout.reactivate
kept = Bounded(LIMIT)
UNUSUAL: tuple[Any, ...] = ()


@dataclass(slots=True)
class Face:
    """A font of Pango at one size. `keeper` is a layout that uses it, so that the pointer stays good."""

    pointer: Any
    keeper: Any
    key: int
    size: float
    widths: dict[int, int] = field(default_factory=dict)

    def width(self, glyph: int) -> int:
        """Thousandths of the size, as WeasyPrint rounds them."""
        found = self.widths.get(glyph)
        if found is None:
            ink, logical = ffi.new("PangoRectangle *"), ffi.new("PangoRectangle *")
            pango.pango_font_get_glyph_extents(self.pointer, glyph, ink, logical)
            found = self.widths[glyph] = round(logical.width * 1000 * FROM_UNITS / self.size)
        return found


@dataclass(slots=True)
class Piece:
    """Glyphs of one line in one font. `runs` hold (glyph or None for an empty one, advance, offset) for each run."""

    face: Face
    runs: list[list[tuple[int | None, int, int]]]
    #: glyph, the characters it stands for, its width
    glyphs: dict[int, tuple[str, int]]
    shown: bytes = b""


_faces: dict[int, Face] = {}


def forget() -> None:
    kept.clear()
    _faces.clear()


def reactivate(self: Layout, style: Any) -> None:
    """Wait with Pango until somebody needs it; decorated text needs its measures at once."""
    if number(style) == UNKNOWN or style["text_decoration_line"] != "none":
        _reactivate(self, style)


def draw_first_line(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> list[Any]:
    """As WeasyPrint's."""
    layout = textbox.pango_layout
    if "layout" in layout.__dict__:
        return _draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)
    style = textbox.style
    if not textbox.text.strip() or style["font_size"] < 1e-6:
        return []
    if text_overflow != "ellipsis" and block_ellipsis == "none":
        key = number(style), layout.text, layout.justification_spacing
        pieces = kept.get(key)
        if pieces is None:
            pieces = _shape(layout, style)
            kept.put(key, pieces, _weight(layout.text, pieces))
        if pieces and _are_plain(pieces, stream):
            stream.set_text_matrix(*matrix.values)
            for piece in pieces:
                _show(piece, stream)
            return []
    if "layout" not in layout.__dict__:
        _reactivate(layout, style)
    return _draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)


def _weight(text: str, pieces: tuple[Piece, ...]) -> int:
    return ENTRY + 4 * len(text) + sum(GLYPH * len(run) for piece in pieces for run in piece.runs)


def _are_plain(pieces: tuple[Piece, ...], stream: Any) -> bool:
    """No font of bitmaps or colours. Effects: the fonts are in the file."""
    for piece in pieces:
        font = _font(piece.face, stream)
        if font.bitmap or font.svg or font.png or font.colr:
            return False
    return True


def _font(face: Face, stream: Any) -> Any:
    font = stream._fonts.get(face.key)
    return font if font is not None else stream.add_font(face.pointer)[0]


def _shape(layout: Layout, style: Any) -> tuple[Piece, ...]:
    """Ask Pango where each glyph stands; UNUSUAL where WeasyPrint must draw. Effects: the layout is set up."""
    _reactivate(layout, style)
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    first_line, _rest = layout.get_first_line()
    utf8 = layout.text.encode()
    pieces: list[Piece] = []
    run = first_line.runs[0]
    while run != ffi.NULL:
        item = run.data
        run = run.next
        face = _face(item.item.analysis.font, layout)
        if not pieces or pieces[-1].face is not face:
            pieces.append(Piece(face, [], {}))
        if not _add_run(pieces[-1], item, utf8):
            return UNUSUAL
    for piece in pieces:
        piece.shown = _string(piece, {glyph: width for glyph, (_text, width) in piece.glyphs.items()})
    return tuple(pieces)


def _face(pointer: Any, layout: Layout) -> Face:
    address = int(ffi.cast("uintptr_t", pointer))
    face = _faces.get(address)
    if face is None:
        key, _description, size = get_pango_font_key(pointer)
        face = _faces[address] = Face(pointer, layout.layout, key, size)
    return face


def _add_run(piece: Piece, item: Any, utf8: bytes) -> bool:
    """Read one run of Pango into the piece. False when a glyph is missing from the font or raised."""
    glyphs, clusters, count = item.glyphs.glyphs, item.glyphs.log_clusters, item.glyphs.num_glyphs
    offset, length, is_rtl = item.item.offset, item.item.length, item.item.analysis.level % 2
    read: list[tuple[int | None, int, int]] = []
    for place in range(count):
        info = glyphs[place]
        glyph, advance, shift = info.glyph, info.geometry.width, info.geometry.x_offset
        if glyph == pango.PANGO_GLYPH_EMPTY:
            read.append((None, advance, 0))
            continue
        if glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG or info.geometry.y_offset:
            return False
        if glyph not in piece.glyphs:
            if is_rtl:
                end = length if place == 0 else clusters[place - 1]
            else:
                end = length if place == count - 1 else clusters[place + 1]
            text = utf8[offset + clusters[place] : offset + end].decode()
            piece.glyphs[glyph] = text, piece.face.width(glyph)
        read.append((glyph, advance, shift))
    piece.runs.append(read)
    return True


def _string(piece: Piece, widths: dict[int, int]) -> bytes:
    """The operator that shows the piece, for a font with these widths; the same characters as WeasyPrint writes."""
    size, string = piece.face.size, ""
    for run in piece.runs:
        string += "<"
        for glyph, advance, shift in run:
            if glyph is None:
                string += f">{-advance / size}<"
                continue
            offset = shift / size
            if offset:
                string += f">{-offset}<"
            string += f"{glyph:04x}"
            kerning = widths[glyph] + offset - advance * 1000 * FROM_UNITS / size
            if kerning:
                string += f">{int(kerning)}<"
        string = string[:-1] if string[-1] == "<" else f"{string}>"
    return b"[" + string.encode("ascii") + b"] TJ"


def _show(piece: Piece, stream: Any) -> None:
    font = _font(piece.face, stream)
    stream.set_font_size(font.hash, piece.face.size)
    is_same = True
    for glyph, (text, width) in piece.glyphs.items():
        if glyph not in font.to_unicode:
            font.to_unicode[glyph] = text
        if font.widths.setdefault(glyph, width) != width:
            is_same = False
    stream.stream.append(piece.shown if is_same else _string(piece, font.widths))


SEAMS = [Seam(Layout, "reactivate", reactivate), *everywhere(_draw_first_line, draw_first_line)]

"""Pango layouts set up from parts kept for each style, instead of from nothing for every word.

A Pango context and a font description depend on the style alone; WeasyPrint makes both anew for each piece of text.
"""

from typing import Any

from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features, get_font_description
from weasyprint.text.line_break import Layout

from publishing.rendering.fast.numbers import UNKNOWN, number
from publishing.rendering.fast.seams import Seam

#: number of a style: (Pango context, font description, language); as many as there are numbers
_parts: dict[int, tuple[Any, Any, Any]] = {}
_setup = Layout.setup


def forget() -> None:
    _parts.clear()


def setup(self: Layout, style: Any) -> None:
    """As `Layout.setup`; decorated text and text with font features go the long way."""
    known = number(style)
    if known == UNKNOWN or style["text_decoration_line"] != "none" or _has_features(style):
        _setup(self, style)
        return
    parts = _parts.get(known)
    if parts is None:
        parts = _parts[known] = _make(style)
    context, description, self.language = parts
    self.style, self.first_line_direction = style, 0
    self.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(self.layout, False)
    pango.pango_layout_set_font_description(self.layout, description)
    self.ascent = self.underline_position = self.strikethrough_position = None


def deactivate(self: Layout) -> None:
    """Drop what belongs to Pango, if it was ever made."""
    for name in ("layout", "language", "style"):
        self.__dict__.pop(name, None)


def _has_features(style: Any) -> bool:
    return bool(
        font_features(
            style["font_kerning"],
            style["font_variant_ligatures"],
            style["font_variant_position"],
            style["font_variant_caps"],
            style["font_variant_numeric"],
            style["font_variant_alternates"],
            style["font_variant_east_asian"],
            style["font_feature_settings"],
        )
    )


def _make(style: Any) -> tuple[Any, Any, Any]:
    context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    named = style["font_language_override"]
    tag = LST_TO_ISO.get(named.lower(), named) if named != "normal" else style["lang"]
    if tag:
        pointer, _kept = unicode_to_char_p(tag)
        language = pango.pango_language_from_string(pointer)
        pango.pango_context_set_language(context, language)
    else:
        language = pango.pango_language_get_default()
    return context, get_font_description(style), language


SEAMS = [Seam(Layout, "setup", setup), Seam(Layout, "deactivate", deactivate)]

"""A number for everything in a style that shapes text: two styles with the same number set the same line alike."""

import itertools
from typing import Any

from weasyprint.css.properties import Dimension
from weasyprint.text.fonts import FontConfiguration

#: Every property that `Layout` and `split_first_line` read, in WeasyPrint 70.
PROPERTIES = (
    "font_family",
    "font_style",
    "font_stretch",
    "font_weight",
    "font_size",
    "font_kerning",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_caps",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
    "font_variation_settings",
    "font_language_override",
    "lang",
    "direction",
    "letter_spacing",
    "word_spacing",
    "white_space",
    "tab_size",
    "overflow_wrap",
    "word_break",
    "hyphens",
    "hyphenate_character",
    "hyphenate_limit_chars",
    "hyphenate_limit_zone",
    "text_decoration_line",
)
#: More would mean that documents bring styles of their own without end; then the text is set without the caches.
MAX_NUMBERS = 5000
UNKNOWN = -1

_numbers: dict[tuple[Any, ...], int] = {}
_next = itertools.count()
_fonts: list[FontConfiguration] = []


def bind(fonts: FontConfiguration) -> None:
    """Say which fonts the numbers belong to; styles with others get none."""
    _fonts[:] = [fonts]


def forget() -> None:
    """Start anew, as after new fonts. No number is given twice: what is kept under an old one is never found."""
    _numbers.clear()


def number(style: Any) -> int:
    """The number, or UNKNOWN. Kept on the style, which no longer changes once text is set in it."""
    try:
        return style._fast_number
    except AttributeError:
        style._fast_number = found = _find(style)
        return found


def _find(style: Any) -> int:
    if not _fonts or style.font_config is not _fonts[0]:
        return UNKNOWN
    key = tuple(_frozen(style[name]) for name in PROPERTIES)
    try:
        found = _numbers.get(key)
    except TypeError:
        return UNKNOWN
    if found is None:
        if len(_numbers) >= MAX_NUMBERS or not isinstance(style["hyphenate_limit_zone"], Dimension):
            return UNKNOWN
        found = _numbers[key] = next(_next)
    return found


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return frozenset(value) if isinstance(value, set) else value

"""Drawings on paper: what they say to those who cannot see them, and the same drawings for a printer without colour."""

import re

from core.charts.bars import COLOURS, OTHER_COLOUR

SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
TITLE_AND_DESCRIPTION = re.compile(r"(<title id=[^>]*>)([^<]*)(</title><desc id=[^>]*>)([^<]*)(</desc>)")
ELEMENT = re.compile(r"<(\w+)\b[^>]*>")
COLOUR = re.compile(r'\b(fill|stroke)="(#[0-9a-fA-F]{3,6})"')
NO_FILL = 'fill="none"'
#: Areas keep this share of their darkness; words and small marks keep all of theirs.
INK = 0.6
#: Sources of funding lie beside one another: greys that differ, the darkest ones far apart in the row of colours.
SOURCES = dict(zip((*COLOURS, OTHER_COLOUR), (0.42, 0.82, 0.6, 0.93, 0.5, 0.74, 0.67, 0.88, 1.0), strict=True))
PAPER = 0.97
EDGE, LINE = "#4d4d4d", "#262626"


def described(html: str) -> str:
    """Alternative texts of drawings with their description: WeasyPrint takes the title alone."""
    return TITLE_AND_DESCRIPTION.sub(_both, html)


def _both(match: re.Match[str]) -> str:
    opening, title, middle, description, end = match.groups()
    if not description or description == title:
        return match[0]
    words = title if title.endswith((".", "!", "?")) else f"{title}."
    return f"{opening}{words} {description}{middle}{description}{end}"


def in_grey(html: str) -> str:
    """The same page with every drawing in light greys, its areas outlined so that neighbours stay apart."""
    return SVG.sub(lambda drawing: ELEMENT.sub(_grey_element, drawing[0]), html)


def _grey_element(match: re.Match[str]) -> str:
    name, markup = match[1], match[0]
    is_line = name == "line" or NO_FILL in markup
    is_area = name == "rect"

    def replaced(colour: re.Match[str]) -> str:
        lightness = _lightness(colour[2])
        if colour[1] == "stroke" and lightness > PAPER and (is_area or is_line):
            return f'stroke="{EDGE if is_area else LINE}"'
        if colour[1] == "fill" and is_area:
            lightness = SOURCES.get(colour[2], 1 - INK * (1 - lightness))
        return f'{colour[1]}="{_grey(lightness)}"'

    return COLOUR.sub(replaced, markup)


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` as WCAG counts it: 0 is black, 1 is white."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _lightness(colour: str) -> float:
    """How light a colour looks, 0 to 1, as a grey of the same weight."""
    red, green, blue = _parts(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue


def _parts(colour: str) -> list[float]:
    digits = colour[1:]
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]


def _grey(lightness: float) -> str:
    return f"#{round(lightness * 255):02x}" + f"{round(lightness * 255):02x}" * 2

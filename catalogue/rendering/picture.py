"""The picture that other sites show beside a link: the title on the network's colour, as PNG of 1200 by 630 points."""

import io
import re
from functools import cache

from django.contrib.staticfiles import finders
from PIL import Image, ImageDraw, ImageFont

SIZE = (1200, 630)
MARGIN = 80
COLOUR = re.compile(r"^#[0-9a-fA-F]{6}$")
DEFAULT = "#12355b"
WHITE = "#ffffff"
#: sizes of the title, tried from the largest; the smallest is cut
TITLE_SIZES = (72, 60, 50, 42)
MOST_LINES = 5


def picture(*, title: str, above: str, below: str, colour: str = DEFAULT) -> bytes:
    """A PNG. `above` and `below` are one line each; a colour that is not #rrggbb is not used."""
    ground = colour if COLOUR.match(colour) else DEFAULT
    image = Image.new("RGB", SIZE, ground)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, SIZE[1] - 110, SIZE[0], SIZE[1]), fill=WHITE)
    small = _font("IBMPlexSans-Regular", 34)
    width = SIZE[0] - 2 * MARGIN
    draw.text((MARGIN, 70), _cut(above, small, width), font=small, fill=WHITE)
    font, lines = _fit(title, width)
    step = round(font.size * 1.22)
    top = 150 + max(0, (MOST_LINES * 60 - len(lines) * step) // 2)
    for number, line in enumerate(lines):
        draw.text((MARGIN, top + number * step), line, font=font, fill=WHITE)
    draw.text((MARGIN, SIZE[1] - 78), _cut(below, small, width), font=small, fill=ground)
    buffer = io.BytesIO()
    image.quantize(64).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(finders.find(f"vendor/fonts/{name}.woff2")), size)


def _fit(title: str, width: int) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest size in which the title takes few enough lines; in the smallest the rest is cut."""
    for size in TITLE_SIZES:
        font = _font("IBMPlexSans-SemiBold", size)
        lines = _wrap(title, font, width)
        if len(lines) * size * 1.22 <= MOST_LINES * 66:
            return font, lines
    kept = lines[:MOST_LINES]
    return font, [*kept[:-1], _cut(f"{kept[-1]} …", font, width)]


def _wrap(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return [_cut(line, font, width) for line in lines if line]


def _cut(text: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    """The text, or its beginning with an ellipsis where it is wider than `width`."""
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(f"{text}…") > width:
        text = text[:-1]
    return f"{text.rstrip()}…"

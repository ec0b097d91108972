"""SVG by string: elements with escaped attributes and texts, text measuring, and boxes that must not overlap."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

FONT = "IBM Plex Sans, Segoe UI, Arial, sans-serif"
INK, MUTED, LINE, SURFACE, RED = "#1b1b1b", "#505a64", "#cfd6de", "#f4f6f9", "#a7162d"

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Widths of IBM Plex Sans SemiBold as a share of the size, from the font itself; any other character counts as 0.62.
WIDTHS = {
    letter: width
    for width, letters in (
        (0.26, " '"),
        (0.31, "ijlł.,!:;[]"),
        (0.37, "()f·t|"),
        (0.42, "rI-/"),
        (0.51, "szśźżcvyćL„”"),
        (0.55, "gxJŁaekoąęó"),
        (0.59, "hnuńFT–bdpqEZĘŹŻ0123456789+"),
        (0.66, "SŚCPVYĆBRX"),
        (0.71, "ADKUĄGHNOQŃÓ&"),
        (0.83, "wM—"),
        (0.92, "m…@W%"),
    )
    for letter in letters
}


def clean(content: object) -> str:
    """Text that may stand in XML: escaped, without characters that XML forbids, on one line."""
    return str(escape(" ".join(NOT_XML.sub("", str(content)).split())))


def _attribute(value: object) -> str:
    return f"{round(value, 1):g}" if isinstance(value, float) else clean(value)


def tag(name: str, *children: str, **attributes: object) -> str:
    """One element. Children are markup; attribute names take `_` for `-`, and None leaves an attribute out."""
    pairs = "".join(
        f' {key.strip("_").replace("_", "-")}="{_attribute(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{pairs}>{''.join(children)}</{name}>" if children else f"<{name}{pairs}/>"


def text(
    x: float,
    y: float,
    content: str,
    *,
    size: float = 13,
    fill: str = INK,
    anchor: str | None = None,
    weight: int | None = None,
    halo: str | None = None,
    **more: object,
) -> str:
    """Text with its baseline at `y`. `halo` draws it on a border of that colour; the copy is hidden from readers."""
    same = {"x": float(x), "y": float(y), "font_size": size, "text_anchor": anchor, "font_weight": weight, **more}
    words = tag("text", clean(content), fill=fill, **same)
    if not halo:
        return words
    outline = {"fill": halo, "stroke": halo, "stroke_width": 3, "stroke_linejoin": "round", "aria_hidden": "true"}
    return tag("text", clean(content), **same, **outline) + words


def document(
    *, id: str, title: str, description: str, width: float, height: float, body: str, interactive: bool = False
) -> SafeString:
    """The whole picture. A picture with links is a group, because readers skip what lies inside an image."""
    title_id, description_id = f"{id}-title", f"{id}-desc"
    markup = tag(
        "svg",
        tag("title", clean(title), id=title_id),
        tag("desc", clean(description), id=description_id),
        body,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:g} {height:g}",
        width=float(width),
        height=float(height),
        role="group" if interactive else "img",
        aria_labelledby=title_id,
        aria_describedby=description_id,
        font_family=FONT,
    )
    return mark_safe(markup)  # noqa: S308


def text_width(content: str, size: float = 13) -> float:
    """Width in the picture's units."""
    return size * sum(WIDTHS.get(letter, 0.62) for letter in content)


def fit(content: str, width: float, size: float = 13) -> str:
    """The text, cut with an ellipsis where it is wider than `width`."""
    # No letter is narrower than a quarter of the size, so what lies beyond this can never show.
    most = int(4 * width / size) + 2
    content = " ".join(content[: 4 * most].split())
    content = content[: most + 1]
    if text_width(content, size) <= width:
        return content
    while content and text_width(f"{content}…", size) > width:
        content = content[:-1]
    return f"{content.rstrip()}…"


def wrap(content: str, width: float, size: float = 13, lines: int = 2) -> list[str]:
    """The text in at most `lines` lines; the last one is cut."""
    words: list[str] = content.split()
    done: list[str] = []
    while words and len(done) < lines - 1:
        line = words.pop(0)
        while words and text_width(f"{line} {words[0]}", size) <= width:
            line += f" {words.pop(0)}"
        done.append(fit(line, width, size))
    return [*done, fit(" ".join(words), width, size)] if words else done or [""]


def one_or_two_lines(name: str) -> list[list[str]]:
    """The name on one line, and on two of about the same length when it has more than one word."""
    words = name.split()
    if len(words) < 2:
        return [[name]]
    cut = min(range(1, len(words)), key=lambda at: abs(len(" ".join(words[:at])) - len(" ".join(words[at:]))))
    return [[name], [" ".join(words[:cut]), " ".join(words[cut:])]]


@dataclass(frozen=True)
class Box:
    """A rectangle that a label or a point takes up."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: "Box") -> bool:
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def holds(self, other: "Box") -> bool:
        return (
            other.x >= self.x
            and other.x + other.width <= self.x + self.width
            and other.y >= self.y
            and other.y + other.height <= self.y + self.height
        )


@dataclass
class Crowd:
    """The boxes already taken, kept in squares so that a question costs only its neighbourhood."""

    side: float = 48
    squares: dict[tuple[int, int], list[Box]] = field(default_factory=lambda: defaultdict(list))

    def _keys(self, box: Box) -> list[tuple[int, int]]:
        columns = range(int(box.x // self.side), int((box.x + box.width) // self.side) + 1)
        rows = range(int(box.y // self.side), int((box.y + box.height) // self.side) + 1)
        return [(column, row) for column in columns for row in rows]

    def add(self, box: Box) -> None:
        for key in self._keys(box):
            self.squares[key].append(box)

    def is_free(self, box: Box) -> bool:
        return not any(box.meets(other) for key in self._keys(box) for other in self.squares.get(key, ()))

"""Small marks shared by the pictures: the shapes of networks, a milestone, a legend."""

from core.charts.svg import INK, MUTED, fit, tag, text, text_width

SHAPES = ("circle", "square", "diamond", "triangle")


def shape(kind: str, x: float, y: float, radius: float, fill: str, **more: object) -> str:
    """A circle, square, diamond or triangle of about the same weight around (x, y); anything else is an open circle."""
    if kind == "square":
        half = radius * 0.89
        return tag("rect", x=x - half, y=y - half, width=float(half * 2), height=float(half * 2), fill=fill, **more)
    if kind == "diamond":
        r = radius * 1.2
        return tag(
            "path", d=f"M{x:.1f} {y - r:.1f}l{r:.1f} {r:.1f} -{r:.1f} {r:.1f} -{r:.1f} -{r:.1f}z", fill=fill, **more
        )
    if kind == "triangle":
        r = radius * 1.15
        return tag("path", d=f"M{x:.1f} {y - r:.1f}l{r:.1f} {r * 1.8:.1f}h{-2 * r:.1f}z", fill=fill, **more)
    if kind == "circle":
        return tag("circle", cx=float(x), cy=float(y), r=float(radius), fill=fill, **more)
    return tag(
        "circle",
        cx=float(x),
        cy=float(y),
        r=radius - 1.0,
        **{"fill": "#fff", **more, "stroke": fill, "stroke_width": 2},
    )


def legend(entries: list[tuple[str, str]], x: float, y: float, width: float) -> tuple[str, float]:
    """Marks with their words in a row that wraps at `width`: (markup, height). A mark is drawn around (0, 0)."""
    if not entries:
        return "", 0
    parts, at, row = [], 0.0, 0
    for mark, label in entries:
        words = fit(label, width - 46)
        wide = text_width(words, 13) + 46
        if at and at + wide > width:
            at, row = 0.0, row + 1
        parts.append(tag("g", mark, transform=f"translate({x + at + 11:.1f} {y + row * 22 + 10:.1f})"))
        parts.append(text(x + at + 27, y + row * 22 + 14.5, words, fill=MUTED if not mark else INK))
        at += wide
    return "".join(parts), (row + 1) * 22.0

"""Margins, paddings, borders and sizes of a box, looked up by style where nothing in them is a percentage.

Layout asks for the fifteen used values of every box on every try; for most styles they are the same each time.
"""

from types import SimpleNamespace
from typing import Any

from weasyprint.css.properties import Dimension
from weasyprint.layout import percent

from publishing.rendering.fast.seams import everywhere

NAMES = (
    *(f"{box}_{side}" for box in ("margin", "padding") for side in ("top", "right", "bottom", "left")),
    *(f"{bound}{axis}" for bound in ("", "min_", "max_") for axis in ("width", "height")),
)

_resolve = percent.resolve_percentages


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """As WeasyPrint's. Kept on the style, which no longer changes once boxes are laid out."""
    style = box.style
    try:
        used = style._fast_sizes
    except AttributeError:
        used = style._fast_sizes = _find(style)
    if used is None:
        _resolve(box, containing_block)
    else:
        box.__dict__.update(used)


def _find(style: Any) -> dict[str, Any] | None:
    """The used values; None when they depend on the containing block or on the table around."""
    if style["border_collapse"] == "collapse" or not all(_is_fixed(style[name]) for name in NAMES):
        return None
    stand_in = SimpleNamespace(style=style)
    _resolve(stand_in, (0, 0))
    used = dict(vars(stand_in))
    del used["style"]
    return used


def _is_fixed(value: Any) -> bool:
    return value == "auto" or (type(value) is Dimension and value.unit == "px")


SEAMS = everywhere(_resolve, resolve_percentages)

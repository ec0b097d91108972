"""Styles of pages and of their margin boxes, computed once for each kind of page instead of once for each page."""

from typing import Any

from weasyprint.layout import page

from publishing.rendering.fast.seams import Seam
from publishing.rendering.fast.styles import Thin

_set = page.set_page_type_computed_styles


def set_page_type_computed_styles(page_type: Any, html: Any, style_for: Any) -> None:
    """As WeasyPrint's. Layout writes counters into these styles, so that every page has thin copies of its own."""
    root = style_for.__dict__.get("_fast_root")
    if root is None or not root.is_kept:
        _set(page_type, html, style_for)
        return
    rules = tuple(
        (id(declarations), tuple(specificity), pseudo)
        for sheet, _origin, _its_specificity in style_for._sheets
        for _rule, selectors, declarations in sheet.page_rules
        for specificity, pseudo, selector in selectors
        if style_for._page_type_match(selector, page_type)
    )
    computed = style_for.get_computed_styles()
    kept = root.pages.get(rules)
    if kept is None:
        _set(page_type, html, style_for)
        pseudos = [pseudo for element, pseudo in style_for.get_cascaded_styles() if element == page_type]
        kept = root.pages[rules] = {name: computed[page_type, name] for name in {None, *pseudos}}
    for pseudo, style in kept.items():
        computed[page_type, pseudo] = Thin(style)


SEAMS = [Seam(page, "set_page_type_computed_styles", set_page_type_computed_styles)]

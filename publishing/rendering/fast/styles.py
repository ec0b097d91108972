"""Computed styles kept from one document to the next.

Documents of one kind have the same style sheets, the same parts and the same classes. WeasyPrint computes the styles of
every element with an `id`, and of everything inside it, anew. Here elements with the same parent style and the same
matching rules belong to one family with one style, computed once in the life of a worker; what differs by element (its
anchor) stands in a thin copy. Kept are only families that nothing but well-known style sheets has shaped: the user
agent's, the one given to `bind`, and inline sheets without at-rules. A document with any other sheet goes WeasyPrint's
own way.
"""

import re
from dataclasses import dataclass, field
from math import inf
from typing import Any

import tinycss2
import weasyprint.css
from weasyprint import CSS
from weasyprint.css import ComputedStyle, InitialStyle, StyleFor, declaration_precedence
from weasyprint.css.tokens import get_length
from weasyprint.css.validation import preprocess_declarations
from weasyprint.html import UA_STYLESHEET
from weasyprint.logger import PROGRESS_LOGGER

from publishing.rendering.fast.seams import Seam

SVG = "{http://www.w3.org/2000/svg}svg"
#: Units that depend on the size of the page: such a style is right for one document only.
BY_PAGE = re.compile(r"\d\s*p?(?:vw|vh|vi|vb|vmin|vmax)\b", re.IGNORECASE)
#: A MID has about 500 families of 10 kB.
MAX_FAMILIES = 3000
MAX_SHEETS = 50
MAX_INLINE = 20_000

_init = StyleFor.__init__


@dataclass(eq=False, slots=True)
class Family:
    """The style of elements that look alike, and those of their pseudo-elements. Kept ones serve other documents.

    The family of the root also has the styles of pages, which inherit from it (`pages`).
    """

    style: ComputedStyle
    pseudo: dict[str, ComputedStyle]
    is_kept: bool
    pages: dict[Any, dict[str | None, ComputedStyle]] = field(default_factory=dict)


@dataclass(slots=True)
class Shelf:
    """The families of documents with the same style sheets. The sheets are held, for their identity is in the key."""

    sheets: tuple[Any, ...]
    families: dict[Any, Family] = field(default_factory=dict)


class Thin(ComputedStyle):
    """The style of one element of a family: its own anchor, everything else from the family."""

    def __init__(self, base: ComputedStyle) -> None:
        self.__dict__.update(base.__dict__)
        # WeasyPrint changes the style of anonymous boxes in place.
        self.__dict__.pop("anonymous_style", None)
        self.update(base)
        self._base = base

    def __missing__(self, key: str) -> Any:
        self[key] = value = self._base[key]
        return value


_inline: dict[tuple[Any, ...], CSS] = {}
_bound: list[tuple[Any, CSS]] = []
_shelves: dict[tuple[Any, ...], Shelf] = {}


def bind(fonts: Any, sheet: CSS, text: str) -> None:
    """Say which sheet most documents have. Effects: forgets everything. `text` is its source."""
    forget()
    _bound[:] = [] if BY_PAGE.search(text) else [(fonts, sheet)]


def forget() -> None:
    _inline.clear()
    _shelves.clear()


def count() -> int:
    """How many families are kept."""
    return sum(len(shelf.families) for shelf in _shelves.values())


def make_sheet(*arguments: Any, **named: Any) -> CSS:
    """As `CSS(...)`, for the sheets of a document; the same inline sheet is parsed once."""
    text = named.get("string")
    if arguments or text is None or "@" in text or len(text) > MAX_INLINE or BY_PAGE.search(text) or not _bound:
        return CSS(*arguments, **named)
    key = text, named.get("base_url"), named.get("media_type")
    sheet = _inline.get(key)
    if sheet is None:
        if len(_inline) >= MAX_SHEETS:
            forget()
        sheet = _inline[key] = CSS(**{**named, "page_rules": [], "layers": []})
    return sheet


def init(
    self: StyleFor, html: Any, sheets: list[Any], presentational_hints: bool, font_config: Any, target_collector: Any
) -> None:
    """As `StyleFor.__init__`."""
    shelf = None if presentational_hints else _shelf(sheets, font_config, html.base_url)
    if shelf is None:
        _init(self, html, sheets, presentational_hints, font_config, target_collector)
        return
    self._cascaded_styles, self._computed_styles = {}, {}
    self.initial_page_sizes = {"box": None, "area": None}
    self._sheets, self.font_config = sheets, font_config
    PROGRESS_LOGGER.info("Step 3 - Applying CSS")
    _Assignment(self, shelf, html, target_collector).run()


def _shelf(sheets: list[Any], fonts: Any, base_url: str | None) -> Shelf | None:
    """The shelf of these sheets; None when one of them is not known."""
    if not _bound or fonts is not _bound[0][0]:
        return None
    known = {id(UA_STYLESHEET), id(_bound[0][1]), *map(id, _inline.values())}
    if any(id(sheet) not in known for sheet, _origin, _specificity in sheets):
        return None
    key = base_url, tuple((id(sheet), origin, specificity) for sheet, origin, specificity in sheets)
    if count() >= MAX_FAMILIES and key not in _shelves:
        _shelves.clear()
    return _shelves.setdefault(key, Shelf(tuple(sheet for sheet, _origin, _specificity in sheets)))


class _Assignment:
    """One document's elements get their styles, in the order of the tree."""

    def __init__(self, style_for: StyleFor, shelf: Shelf, html: Any, targets: Any) -> None:
        self.style_for, self.shelf, self.html, self.targets = style_for, shelf, html, targets
        self.computed = style_for._computed_styles
        self.only_here: dict[Any, Family] = {}
        self.family_of: dict[Any, Family] = {}
        self.anchored: set[Family] = set()
        self.root: ComputedStyle | None = None

    def run(self) -> None:
        if len(self.shelf.families) >= MAX_FAMILIES:
            self.shelf.families.clear()
        for wrapper in self.html.wrapper_element.iter_subtree():
            parent = self.family_of[wrapper.parent.etree_element] if wrapper.parent else None
            family = self._family(wrapper, parent)
            self.family_of[wrapper.etree_element] = family
            self._assign(wrapper.etree_element, family, parent)

    def _family(self, wrapper: Any, parent: Family | None) -> Family:
        element = wrapper.etree_element
        matches = [sheet.matcher.match(wrapper) for sheet, _origin, _specificity in self.style_for._sheets]
        hints = _hints(element)
        key = (
            None if parent is None else id(parent),
            tuple(hints),
            tuple(tuple((id(what[0]), rank, pseudo) for rank, _at, pseudo, what in found) for found in matches),
        )
        is_kept = (parent is None or parent.is_kept) and _is_lasting(element)
        families = self.shelf.families if is_kept else self.only_here
        family = families.get(key)
        if family is None:
            family = families[key] = self._make(matches, hints, parent, is_kept)
        return family

    def _make(self, matches: list[Any], hints: list[Any], parent: Family | None, is_kept: bool) -> Family:
        cascaded: dict[str | None, dict[str, Any]] = {None: {}}
        for source, is_block in hints:
            _add_declarations(cascaded[None], source, is_block, self.html.base_url)
        for (sheet, origin, its_specificity), found in zip(self.style_for._sheets, matches, strict=True):
            for rank, _at, pseudo, (declarations, layer) in found:
                order = inf if layer is None else sheet.layers.index(layer)
                style = cascaded.setdefault(pseudo, {})
                for name, values, importance in declarations:
                    _put(
                        style,
                        name,
                        values,
                        (declaration_precedence(origin, importance), order, its_specificity or rank),
                    )
        main = self._computed(cascaded.pop(None), None, None if parent is None else parent.style)
        return Family(main, {name: self._computed(own, name, main) for name, own in cascaded.items() if name}, is_kept)

    def _computed(self, cascaded: dict[str, Any], pseudo: str | None, parent: ComputedStyle | None) -> ComputedStyle:
        root = InitialStyle(self.style_for.font_config) if parent is None else self.root
        sizes = self.style_for.initial_page_sizes
        style = ComputedStyle(parent, cascaded, pseudo, root, self.html.base_url, self.style_for.font_config, sizes)
        if parent is None:
            self.root = style
        return style

    def _assign(self, element: Any, family: Family, parent: Family | None) -> None:
        style = family.style
        if parent is None:
            self.root, self.style_for._fast_root = style, family
        anchor = _own_anchor(element, style, self.html.base_url)
        # Layout changes the overflow of the first two, so that each document has its own.
        if anchor is not None or parent is None or element.tag == "body":
            style = Thin(style)
            if anchor is not None:
                style["anchor"] = anchor
        self.computed[element, None] = style
        for pseudo, its_style in family.pseudo.items():
            self.computed[element, pseudo] = its_style
        if self.targets and (anchor is not None or family not in self.anchored):
            self.anchored.add(family)
            for one in (style, *family.pseudo.values()):
                if one["anchor"]:
                    self.targets.collect_anchor(one["anchor"])


def _hints(element: Any) -> list[tuple[str, bool]]:
    """Declarations from attributes other than anchors: (source, whether it is a block)."""
    found: list[tuple[str, bool]] = []
    if style := element.get("style"):
        found.append((style, True))
    if lang := element.get("lang"):
        found.append((f'-weasy-lang:"{lang}"', False))
    if element.tag == SVG:
        for name in ("width", "height"):
            value = element.get(name)
            if value and get_length(tinycss2.parse_one_component_value(value), percentage=True):
                found.append((f"{name}:{value}", False))
    return found


def _is_lasting(element: Any) -> bool:
    """Whether the attributes give a style that other documents will have too."""
    if element.tag == SVG and BY_PAGE.search(f"{element.get('width')} {element.get('height')}"):
        return False
    return not element.get("style")


def _put(style: dict[str, Any], name: str, values: Any, weight: tuple[Any, ...]) -> None:
    old = style.get(name, (None, None))[1]
    if old is None or old <= weight:
        style[name] = values, weight


def _add_declarations(style: dict[str, Any], source: str, is_block: bool, base_url: str | None) -> None:
    """As WeasyPrint does with attributes: a `style` weighs more than the others."""
    if is_block:
        declarations, specificity = tinycss2.parse_blocks_contents(source), (1, 0, 0)
    else:
        declarations, specificity = [tinycss2.parse_one_declaration(source)], (0, 0, 0)
    for name, values, importance in preprocess_declarations(base_url, declarations):
        _put(style, name, values, (declaration_precedence("author", importance), inf, specificity))


def _own_anchor(element: Any, style: ComputedStyle, base_url: str | None) -> Any:
    """The anchor that the element's own attributes give it; None when it has none or a sheet's weighs more."""
    names = [element.get("id"), element.get("name") if element.tag == "a" else None]
    cascaded: dict[str, Any] = {}
    for name in filter(None, names):
        _add_declarations(cascaded, f'-weasy-anchor:"{name}"', False, base_url)
    if "anchor" not in cascaded:
        return None
    _values, weight = cascaded["anchor"]
    of_sheet = style.cascaded.get("anchor")
    if of_sheet is not None and weight <= of_sheet[1]:
        return None
    own = ComputedStyle(style.parent_style, cascaded, None, style.root_style, base_url, style.font_config, {})
    return own["anchor"]


SEAMS = [Seam(StyleFor, "__init__", init), Seam(weasyprint.css, "CSS", make_sheet)]

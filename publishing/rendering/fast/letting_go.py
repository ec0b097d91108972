"""What one rendering leaves behind falls apart by itself, instead of waiting for the collector to find its circles.

The tree of the HTML reader points up and down; the context of a layout points to itself by way of its images and of the
functions that fill in page numbers, and holds every box. Both are cut when they are no longer needed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import tinyhtml5
from tinyhtml5.parser import HTMLParser
from weasyprint.document import Document

from publishing.rendering.fast.seams import Seam, everywhere

_parse, _build = tinyhtml5.parse, Document._build_layout_context.__func__
_contexts: list[Any] = []
_is_rendering = False


def parse(document: Any, namespace_html_elements: bool = True, **named: Any) -> Any:
    """As `tinyhtml5.parse`; only the tree of ElementTree stays."""
    parser = HTMLParser(namespace_html_elements)
    root = parser.parse(document, **named)
    waiting = [parser.tree.document]
    while waiting:
        node = waiting.pop()
        waiting.extend(node._children)
        node.parent, node._children = None, []
    parser.__dict__.clear()
    return root


def build_layout_context(cls: type[Document], *arguments: Any) -> Any:
    """As WeasyPrint's; inside `rendering` it is remembered."""
    context = _build(cls, *arguments)
    if _is_rendering:
        _contexts.append(context)
    return context


@contextmanager
def rendering() -> Iterator[None]:
    """A rendering from its HTML to its file. At the end its document can no longer be drawn."""
    global _is_rendering
    _is_rendering = True
    try:
        yield
    finally:
        _is_rendering = False
        while _contexts:
            context = _contexts.pop()
            context.target_collector.__dict__.clear()
            context.__dict__.clear()


SEAMS = [
    *everywhere(_parse, parse),
    Seam(tinyhtml5, "parse", parse),
    Seam(Document, "_build_layout_context", classmethod(build_layout_context)),
]

"""Rich text: what is allowed, and the sanitiser that enforces it on the server (nh3)."""

import html
import re

import nh3

TEXT = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "h3", "h4", "blockquote", "sub", "sup"}
TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
TAGS = TEXT | TABLE
ATTRIBUTES = {
    "a": {"href"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
}
SCHEMES = {"http", "https", "mailto"}

_cleaner = nh3.Cleaner(
    tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer", strip_comments=True
)


def clean(value: str) -> str:
    """Return `value` (HTML) with only the allowed tags, attributes and link schemes; plain text stays text."""
    cleaned = _cleaner.clean(value or "")
    return "" if not plain(cleaned).strip() else cleaned.strip()


def plain(value: str) -> str:
    """Return the words of an HTML text, blocks separated by newlines."""
    broken = re.sub(r"</(p|li|tr|h3|h4|blockquote)>|<br ?/?>", "\n", value or "")
    return html.unescape(nh3.clean(broken, tags=set())).strip()

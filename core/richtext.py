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
#: a table wider or longer than this is no text; a cell over a million columns would keep the PDF's maker busy for hours
SPANS = {"colspan", "rowspan"}
MOST_SPANNED = 50

TAG = re.compile(r"<[a-zA-Z/!]")
BLOCK = re.compile(r"<(p|ul|ol|h[1-6]|blockquote|table|div)\b", re.IGNORECASE)
#: markup may be this many times longer than the words
MARKUP_FACTOR = 8
#: the time that reading nested elements takes grows with the square of their number: these take half a second
MOST_ELEMENTS = 10_000
#: elements inside one another; nine levels of a list are eighteen
DEEPEST = 60
OPENING = re.compile(r"<[a-zA-Z]")
ELEMENT = re.compile(r"<(/?)(?!br\b)[a-zA-Z]")


def _attribute(element: str, name: str, value: str) -> str | None:
    """The value of an attribute, or None to drop it."""
    if name not in SPANS:
        return value
    fits = value.isascii() and value.isdigit() and len(value) <= 3 and 1 < int(value) <= MOST_SPANNED
    return value if fits else None


_cleaner = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    attribute_filter=_attribute,
    url_schemes=SCHEMES,
    link_rel="noopener noreferrer",
    strip_comments=True,
)


def clean(value: str) -> str:
    """Return `value` (HTML) with only the allowed tags, attributes and link schemes; plain text stays text."""
    cleaned = _cleaner.clean(value or "")
    return "" if not plain(cleaned).strip() else cleaned.strip()


def plain(value: str) -> str:
    """Return the words of an HTML text, blocks separated by newlines."""
    broken = re.sub(r"</(p|li|tr|h3|h4|blockquote)>|<br ?/?>", "\n", value or "")
    return html.unescape(nh3.clean(broken, tags=set())).strip()


def from_plain(text: str) -> str:
    """HTML that says what a plain text says: blank lines part paragraphs, other ends of lines stay."""
    blocks = [html.escape(block.strip(), quote=False) for block in re.split(r"\n\s*\n", text) if block.strip()]
    return "".join(f"<p>{block}</p>".replace("\n", "<br>") for block in blocks)


def to_html(text: str) -> str:
    """What was typed or sent, as clean HTML: plain paragraphs, separated by empty lines, become `<p>`."""
    text = text.replace("\r\n", "\n").replace("\x00", "")
    if BLOCK.search(text):
        return clean(text)
    words = text if TAG.search(text) else html.escape(text, quote=False)
    blocks = (block.strip() for block in re.split(r"\n\s*\n", words))
    return clean("".join(f"<p>{block.replace(chr(10), '<br>')}</p>" for block in blocks if block))


def is_too_rich(text: str) -> bool:
    """Whether a text, not cleaned yet, has more elements than may be read. To be asked before `to_html`."""
    return len(OPENING.findall(text)) > MOST_ELEMENTS


def is_too_deep(cleaned: str) -> bool:
    """Whether the elements of clean HTML stand deeper inside one another than can be drawn."""
    depth = 0
    for end in ELEMENT.findall(cleaned):
        depth += -1 if end else 1
        if depth > DEEPEST:
            return True
    return False

"""The words of a field in a file as the value that the field would have; the same words are no change."""

import re
from datetime import date
from decimal import InvalidOperation
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from lxml import html as lxml_html

from core.forms.fields import parse_number
from core.merging import merge_lines, merge_plain, merge_rich
from core.richtext import clean, plain
from core.text import parse_month
from documents.enums import FieldKind
from documents.exchange import BadCell, typed
from documents.parts import BoundField

#: signs that programs set in each other's place while people type
ALIKE = str.maketrans(
    {"„": '"', "”": '"', "“": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "\u00a0": " ", "\u202f": " "}
)
#: how clean HTML writes a no-break space
NBSP = "&nbsp;"
SPACES = re.compile(r"\s+")
EDGES = re.compile(r"\s*(</?(?:p|ul|ol|li|table|thead|tbody|tr|td|th|h3|h4|blockquote|br)\b[^>]*>)\s*")
MARKS = re.compile(r"</(strong|em|sub|sup)>(\s*)<\1>|<(strong|em|sub|sup|p)>(\s*)</\3>")
RELATION = re.compile(r' rel="[^"]*"')
CURRENCY = re.compile(r"(?:zł|PLN)", re.IGNORECASE)
LISTS = frozenset({FieldKind.LINES, FieldKind.ORGANISATIONS})
NUMBERS = frozenset({FieldKind.INTEGER, FieldKind.NUMBER, FieldKind.MONEY, FieldKind.YEAR})
LINES = frozenset({FieldKind.LINE, FieldKind.ORGANISATION, FieldKind.ADDRESS})
WORDS = LISTS | LINES | {FieldKind.RICH, FieldKind.TEXT}


def canonical(html: str) -> str:
    """HTML without what a word processor changes by itself: spaces, kinds of quotation marks, cut marks of looks."""
    text = RELATION.sub("", clean(html).replace(NBSP, " ").translate(ALIKE))
    before = None
    while before != text:
        before = text
        text = EDGES.sub(r"\1", MARKS.sub(r"\2\4", SPACES.sub(" ", text)))
    return text.replace("<br></", "</").strip()


def is_same(one: str, other: str) -> bool:
    return one == other or canonical(one) == canonical(other)


def text_value(bound: BoundField, stored: Any, usual: str, edited: str) -> Any:
    """The stored value of a field of words, with what was changed in the file and nothing else.

    `usual` is how the portal writes the stored value into the file. What differs between the two comes from writing
    and is not taken over.
    """
    if bound.kind == FieldKind.RICH:
        before, after = _even(usual), _even(edited)
        merged = merge_rich(before, after, clean(stored or ""))
        return clean(after) if merged.clashes else merged.value
    if bound.kind == FieldKind.TEXT:
        merged = merge_plain(paragraphs_of(usual), paragraphs_of(edited), stored or "")
        return paragraphs_of(edited) if merged.clashes else merged.value
    if bound.kind in LISTS:
        merged = merge_lines(lines_of(usual), lines_of(edited), stored or [], by_words=bound.kind == FieldKind.LINES)
        return lines_of(edited) if merged.clashes else merged.value
    return SPACES.sub(" ", plain(edited)).strip()


def is_words(bound: BoundField) -> bool:
    return bound.kind in WORDS


def form_data(bound: BoundField, text: str, names: dict[str, str]) -> QueryDict:
    """A short value as the form of the field would send it. `names` are the rows that it may refer to, by their ids.

    Raises ValueError with a sentence.
    """
    text = SPACES.sub(" ", text.replace("\u00a0", " ")).strip()
    data = QueryDict(mutable=True)
    for control, value in _typed(bound, text, names):
        data.appendlist(control, value)
    return data


def _typed(bound: BoundField, text: str, names: dict[str, str]) -> list[tuple[str, str]]:
    if bound.kind in NUMBERS and text:
        try:
            return typed(bound, str(parse_number(CURRENCY.sub("", text))), names)
        except InvalidOperation:
            raise BadCell(_("“%(text)s” is not a number.") % {"text": text}) from None
    if bound.kind in (FieldKind.MONTH, FieldKind.DATE) and text:
        found = _date(text, has_day=bound.kind == FieldKind.DATE)
        return typed(bound, found if found is not None else text, names)
    return typed(bound, text, names)


def _date(text: str, *, has_day: bool) -> date | None:
    """`styczeń 2027` or `3 maja 2027`, as files show them; None for anything else."""
    words = text.rstrip(".").removesuffix(" r").split()
    if len(words) != (3 if has_day else 2) or not words[-1].isdecimal() or len(words[-1]) != 4:
        return None
    month, day = parse_month(words[-2]), words[0] if has_day else "1"
    try:
        return date(int(words[-1]), month or 0, int(day))
    except ValueError:
        return None


def paragraphs_of(html: str) -> str:
    """Plain text: paragraphs with a blank line between them."""
    if not html:
        return ""
    found = []
    for block in _root(html):
        for line in block.iter("br"):
            line.tail = "\n" + (line.tail or "")
        items = list(block.iter("li", "tr")) if block.tag in ("ul", "ol", "table") else []
        lines = ["– " + " ".join(item.text_content().split()) for item in items] or [block.text_content()]
        found.append("\n".join(" ".join(part.split(" ")).strip() for part in "\n".join(lines).split("\n")))
    return "\n\n".join(part for part in found if part)


def lines_of(html: str) -> list[str]:
    """One line for each item, paragraph or row."""
    if not html:
        return []
    found = []
    for element in _root(html).iter("li", "p", "h3", "h4", "tr"):
        if element.tag == "p" and any(up.tag in ("li", "tr") for up in element.iterancestors()):
            continue
        words = "".join(part for part in _own_words(element) if part is not None)
        line = SPACES.sub(" ", words).strip()
        if line:
            found.append(line)
    return found


def _own_words(element: Any) -> list[str]:
    """The words of an item without those of the items inside it."""
    found = [element.text or ""]
    for child in element:
        if child.tag not in ("ul", "ol"):
            found += _own_words(child)
        found.append(child.tail or "")
    return found


def _root(html: str) -> Any:
    return lxml_html.fragment_fromstring(html, create_parent="div")


def _even(html: str) -> str:
    """No-break spaces come from printing and from programs; those that are stored stay, as nobody changed them."""
    return clean(html.replace(NBSP, " ").replace("\u00a0", " "))

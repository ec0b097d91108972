"""How remarks name themselves in a file, so that they are known again: "[#12] must be changed · open"."""

import re
from typing import Any

from django.utils.translation import pgettext
from lxml import html as lxml_html

from reviews.enums import Audience, RemarkKind
from reviews.models import Thread

#: notes of each side are numbered apart
SIGNS = {Audience.ALL: "", Audience.REVIEWERS: "R", Audience.TEAM: "T"}
NUMBER = re.compile(r"^\s*\[#([RT]?)(\d{1,9})\]([^\n]*)")
SIGNATURE = re.compile(r"\[#([RT]?)(\d{1,9})\]\s*$")
#: how a kind is written before a colon, in capitals or not
KINDS = {
    RemarkKind.MUST: ("must", "musi", "trzeba", "konieczne"),
    RemarkKind.SHOULD: ("should", "powinno", "powinna", "powinien", "warto"),
    RemarkKind.CONSIDER: ("consider", "rozważ", "rozważyć", "do rozważenia"),
    RemarkKind.PRAISE: ("praise", "pochwała", "dobrze", "brawo"),
}
KIND = re.compile(
    r"^\s*(" + "|".join(re.escape(word) for words in KINDS.values() for word in words) + r")\s*:\s*", re.IGNORECASE
)


def first_line(thread: Thread) -> str:
    """Number, kind, state and, for a private note, who reads it."""
    told = [str(thread.get_kind_display()), str(thread.get_state_display())]
    if thread.audience != Audience.ALL:
        told.append(str(thread.get_audience_display()))
    return f"{sign(thread)} {' · '.join(told)}"


def reply_line(thread: Thread) -> str:
    return f"{sign(thread)} {pgettext('comment in a file', 'reply')}"


def answer_line(thread: Thread) -> str:
    return f"{sign(thread)} {pgettext('comment in a file', 'answer of the authors')}"


def signature(author: str, thread: Thread) -> str:
    """Who a tracked change of a suggestion is by, as word processors show and keep it: "Anna Nowak [#12]"."""
    return f"{author} {sign(thread)}".strip()


def signed(author: str) -> tuple[str, int] | None:
    """The audience and number of the suggestion that a tracked change says it is of."""
    found = SIGNATURE.search(author)
    return (_audience(found[1]), int(found[2])) if found else None


def sign(thread: Thread) -> str:
    return f"[#{SIGNS[Audience(thread.audience)]}{thread.number}]"


def named(text: str) -> tuple[tuple[str, int] | None, str]:
    """The audience and number that a comment begins with, and the text below that line."""
    found = NUMBER.match(text)
    if not found:
        return None, text
    return (_audience(found[1]), int(found[2])), text[found.end() :].strip()


def _audience(letter: str) -> str:
    return next(audience.value for audience, mark in SIGNS.items() if mark == letter)


def with_kind(text: str) -> tuple[RemarkKind, str]:
    """The kind that a new comment begins with ("MUST: ..."), and the rest of it. Without one it is "should"."""
    found = KIND.match(text)
    if not found:
        return RemarkKind.SHOULD, text
    word = found[1].lower()
    kind = next(kind for kind, words in KINDS.items() if word in words)
    return kind, text[found.end() :]


def words_of(html: str) -> str:
    """A comment as plain text: links say where they lead, items have dots."""
    root = lxml_html.fragment_fromstring(html or "", create_parent="div")
    for link in root.iter("a"):
        address = link.get("href", "")
        if address and address not in link.text_content():
            link.tail = f" ({address}){link.tail or ''}"
    for element in root.iter("li", "p", "br", "tr", "h3", "h4", "td", "th"):
        _part(element)
    text = root.text_content().replace("\u00a0", " ")
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _part(element: Any) -> None:
    """Ends of lines where the page shows blocks."""
    if element.tag in ("td", "th"):
        element.tail = " " + (element.tail or "")
        return
    if element.tag == "li":
        element.text = "• " + (element.text or "")
    element.tail = "\n" + (element.tail or "")


def folded(text: str) -> str:
    """For telling whether two comments say the same."""
    return " ".join(text.replace("•", " ").split()).casefold()

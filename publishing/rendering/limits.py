"""What is refused before rendering: documents that would take the machine's time and memory."""

from html.parser import HTMLParser
from typing import Any

from django.utils.translation import gettext as _

from publishing.exceptions import CannotRender

MAX_ROWS = 4000
MAX_CHARACTERS = 6_000_000
MAX_DEPTH = 60
#: Characters without a space between; the time to break them into lines grows with the square of their number.
MAX_WORD = 10_000
#: A word may change its looks inside; time grows with the square of the pieces, so that each counts for ten letters.
PIECE = 10
INLINE = frozenset({"a", "abbr", "b", "code", "em", "i", "mark", "s", "small", "span", "strong", "sub", "sup", "u"})
#: elements that have no end tag
VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "wbr"})


def check_content(content: dict[str, Any]) -> None:
    """Raise CannotRender for a snapshot with too many rows."""
    count = sum(len(rows) for rows in content["parts"].values())
    if count > MAX_ROWS:
        raise CannotRender(
            _("The document has %(count)d rows; a PDF may have at most %(limit)d.")
            % {"count": count, "limit": MAX_ROWS}
        )


def check_html(html: str) -> None:
    """Raise CannotRender for a page that is too long, nested too deep or has endless words."""
    if len(html) > MAX_CHARACTERS:
        raise CannotRender(_("The document is too long for one PDF."))
    measure = _Depth()
    measure.feed(html)
    if measure.deepest > MAX_DEPTH:
        raise CannotRender(_("The text is nested too deep: lists or quotations inside one another. Simplify it."))
    if measure.longest > MAX_WORD:
        raise CannotRender(
            _("The text has more than %(limit)d characters without a space. Divide them.") % {"limit": MAX_WORD}
        )


class _Depth(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.depth = self.deepest = self.longest = 0
        #: of the word that has not ended yet: it goes on after the tag of an inline element
        self.unfinished = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._pass(tag)
        if tag not in VOID:
            self.depth += 1
            self.deepest = max(self.deepest, self.depth)

    def handle_endtag(self, tag: str) -> None:
        self._pass(tag)
        if tag not in VOID:
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        words = data.split()
        if not words or data[0].isspace():
            self.unfinished = 0
        for number, word in enumerate(words):
            self.unfinished = len(word) if number else self.unfinished + max(len(word), PIECE if self.unfinished else 0)
            self.longest = max(self.longest, self.unfinished)
        if data[-1].isspace():
            self.unfinished = 0

    def _pass(self, tag: str) -> None:
        if tag not in INLINE:
            self.unfinished = 0

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that closes itself adds no depth."""

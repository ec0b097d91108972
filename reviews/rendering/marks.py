"""Passages of remarks marked in a text that is shown: across tags and blocks, overlapping, each with a link."""

import html as markup
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from core.anchoring.finding import ALIKE

TOKEN = re.compile(r"<[^>]*>|&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);|[^<&]|&|<", re.DOTALL)
#: parts the entries of a list while they are marked together; no cleaned text has such a tag
CUT = "<!>"


@dataclass(frozen=True)
class Mark:
    """One passage: its places in the field's plain text (`anchor_text`), and the remark that it belongs to."""

    start: int
    end: int
    remark_id: str
    number: int
    name: str
    is_changed: bool = False


@dataclass(frozen=True)
class _Span:
    """A mark counted in the letters of the text, spaces left out."""

    first: int
    last: int
    mark: Mark


def mark_html(shown: str, plain: str, marks: Sequence[Mark]) -> SafeString:
    """The shown HTML of a text with its passages marked. Unchanged when it does not read as `plain` does.

    The letters of both are counted without spaces, as typesetting changes those alone (and the shape of quotation
    marks); so places in the plain text are places in the HTML.
    """
    letters = [place for place, letter in enumerate(plain.translate(ALIKE)) if not letter.isspace()]
    spans = [
        span
        for mark in sorted(marks, key=lambda one: (one.start, one.number))
        if (span := _Span(bisect_left(letters, mark.start), bisect_left(letters, mark.end), mark)).last > span.first
    ]
    tokens = TOKEN.findall(shown)
    if not spans or sum(_is_letter(token) for token in tokens) != len(letters):
        return mark_safe(shown)  # noqa: S308 - safe as it was given
    return mark_safe("".join(_Marking(spans).run(tokens)))  # noqa: S308 - marks hold numbers and escaped names


def mark_items(shown: Sequence[str], plain: str, marks: Sequence[Mark]) -> list[SafeString]:
    """The same for the entries of a list, given as plain texts; a passage may go through several."""
    whole = mark_html(CUT.join(markup.escape(item) for item in shown), plain, marks)
    return [mark_safe(part) for part in whole.split(CUT)]  # noqa: S308 - escaped and marked above


def _is_letter(token: str) -> bool:
    """Whether a token is a letter that is counted, not a tag or a space."""
    if token[0] == "<" and len(token) > 1:
        return False
    return not markup.unescape(token).translate(ALIKE).isspace()


class _Marking:
    """One walk through the tokens of a text. A `<mark>` never crosses a tag: it ends before it and begins anew."""

    def __init__(self, spans: list[_Span]) -> None:
        self.spans = spans
        self.place = 0
        self.open: tuple[str, ...] = ()
        self.named: set[str] = set()
        self.links: list[_Span] = []
        self.in_link = 0

    def run(self, tokens: list[str]) -> Iterator[str]:
        for token in tokens:
            if token[0] == "<" and len(token) > 1:
                yield from self._tag(token)
            else:
                yield from self._text(token)
        yield self._close()
        yield from self._links()

    def _tag(self, token: str) -> Iterator[str]:
        yield self._close()
        if token.startswith("</a"):
            self.in_link -= 1
            yield token
            yield from self._links()
            return
        if token.startswith("<a"):
            self.in_link += 1
        yield token

    def _text(self, token: str) -> Iterator[str]:
        is_letter = _is_letter(token)
        # A space belongs to a passage when letters of it stand on both sides.
        here = [span for span in self.spans if span.first < self.place + is_letter and self.place < span.last]
        ids = tuple(span.mark.remark_id for span in here)
        if ids != self.open:
            yield self._close()
            yield self._begin(here)
        yield token
        if is_letter:
            self.place += 1
            ended = [span for span in here if span.last == self.place]
            if ended:
                yield self._close()
                self.links += ended
                yield from self._links()

    def _begin(self, here: list[_Span]) -> str:
        if not here:
            return ""
        self.open = tuple(span.mark.remark_id for span in here)
        fresh = [key for key in self.open if key not in self.named]
        self.named.update(fresh)
        names = "".join(f'<span id="slowa-{key}"></span>' for key in fresh)
        changed = " review-mark--changed" if all(span.mark.is_changed for span in here) else ""
        deep = " review-mark--deep" if len(here) > 1 else ""
        return f'{names}<mark class="review-mark{changed}{deep}" data-remarks="{" ".join(self.open)}">'

    def _close(self) -> str:
        was, self.open = self.open, ()
        return "</mark>" if was else ""

    def _links(self) -> Iterator[str]:
        """The numbers of the remarks whose passages have ended; no link stands inside another."""
        if self.in_link:
            return
        for span in self.links:
            name = markup.escape(span.mark.name)
            label = _("%(name)s on the words before") % {"name": name}
            yield (
                f'<a class="review-ref" href="#uwaga-{span.mark.remark_id}" aria-label="{label}">{span.mark.number}</a>'
            )
        self.links = []

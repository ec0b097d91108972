"""The words of one block as HTML, with <ins> and <del> around those that came and went."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from django.utils.translation import get_language, pgettext

from core.comparing.runs import Run, Status, Token, name_of


class View(StrEnum):
    """Which text is shown: both in one, or each by itself."""

    BOTH = "both"
    OLD = "old"
    NEW = "new"


#: an element on the way from the block to a word, and the number of the run for which it was opened (0: for its words)
Step = tuple[str, int]
FORMATTED = '<span class="diff-format">'
FORMER = '<del class="diff-format" hidden>'
FORMATTED_NOW = '<ins class="diff-format">'


def said(text: str, *, visible: bool = False) -> str:
    """Words of the page among those of the text: heard, and read too where they are `visible`."""
    seen = "" if visible else " govuk-visually-hidden"
    return (
        f'<span class="diff-said{seen}" lang="{(get_language() or "pl")[:2]}">{html.escape(text, quote=False)}</span>'
    )


@dataclass(frozen=True)
class _Signs:
    """What is said around words, in one language."""

    added: str
    removed: str
    end: str


@lru_cache(maxsize=4)
def _signs_in(language: str) -> _Signs:
    added, removed = pgettext("before words that came", "added:"), pgettext("before words that went", "removed:")
    end = pgettext("after words that went or came", "[end]")
    return _Signs(said(f"{added} "), said(f"{removed} "), said(f" {end} "))


def show_runs(runs: Sequence[Run], view: View) -> str:
    """The runs as HTML."""
    written, signs = _Written(), _signs_in(get_language() or "")
    for number, run in enumerate(runs, start=1):
        match run.status:
            case Status.SAME:
                written.add(run.was if view == View.OLD else run.tokens, "", 0)
            case Status.GONE if view != View.NEW:
                written.add(run.tokens, "<del>", number, before=signs.removed, after=signs.end)
            case Status.NEW if view != View.OLD:
                written.add(run.tokens, "<ins>", number, before=signs.added, after=signs.end)
            case Status.FORMAT if view == View.BOTH:
                written.add(run.was, FORMER, -number)
                written.add(run.tokens, FORMATTED_NOW, number, before=said(f"{_told(run)} "), after=_addresses(run))
            case Status.FORMAT:
                tokens = run.was if view == View.OLD else run.tokens
                written.add(tokens, FORMATTED, number, before=said(f"{_told(run)} "))
    return written.html()


class _Written:
    """HTML in the making: the elements that are open, and what was written."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.open: list[Step] = []

    def add(self, tokens: Sequence[Token], around: str, number: int, before: str = "", after: str = "") -> None:
        """Write a run. What `around` opens stands inside the marks that all its words have, and outside the others.

        A link with nothing but hidden words would be a link without a name: those hide the link as well.
        """
        if not around and not self.open and not any(token.marks for token in tokens):
            self.pieces += [token.text for token in tokens]
            return
        shared = _shared(tokens) if around not in ("", FORMER) else 0
        for marks, same in groupby(tokens, key=_marks_of):
            path = [(mark, 0) for mark in marks]
            if around:
                path.insert(shared, (around, number))
            fresh = around and (around, number) not in self.open
            self._go(path[: shared + 1] if fresh else path)
            if fresh:
                self.pieces.append(before)
                self._go(path)
            self.pieces += [token.text for token in same]
        if after and tokens:
            self._go(self.open[: shared + 1])
            self.pieces.append(after)

    def html(self) -> str:
        self._go([])
        return "".join(self.pieces)

    def _go(self, path: Sequence[Step]) -> None:
        kept = 0
        while kept < min(len(path), len(self.open)) and path[kept] == self.open[kept]:
            kept += 1
        for mark, _number in reversed(self.open[kept:]):
            self.pieces.append(f"</{name_of(mark)}>")
        self.pieces += [mark for mark, _number in path[kept:]]
        self.open = list(path)


def _marks_of(token: Token) -> tuple[str, ...]:
    return token.marks


def _shared(tokens: Sequence[Token]) -> int:
    """How many marks all the words begin with."""
    different = {token.marks for token in tokens}
    if len(different) == 1:
        return len(different.pop())
    shared = 0
    for level in zip(*different, strict=False):
        if len(set(level)) > 1:
            break
        shared += 1
    return shared


def _told(run: Run) -> str:
    """What happened to the format of a run, by the marks of its first word that has others now."""
    was, now = next(
        (one.marks, other.marks) for one, other in zip(run.was, run.tokens, strict=True) if one.marks != other.marks
    )
    names = {
        "a": pgettext("format of words", "link"),
        "strong": pgettext("format of words", "bold"),
        "em": pgettext("format of words", "italics"),
        "sub": pgettext("format of words", "subscript"),
        "sup": pgettext("format of words", "superscript"),
    }
    gone, came = ({name_of(mark) for mark in marks if mark not in others} for marks, others in ((was, now), (now, was)))
    changed = [names[name] for name in names if name in gone & came]
    signs = [f"+ {names[name]}" for name in names if name in came - gone]
    signs += [f"− {names[name]}" for name in names if name in gone - came]
    return pgettext("before words", "format changed (%s):") % ", ".join([*changed, *signs])


def _addresses(run: Run) -> str:
    """Where a link led before, when it leads elsewhere now: this cannot be seen otherwise."""
    before = {address for token in run.was if (address := _address(token))}
    now = {address for token in run.tokens if (address := _address(token))}
    if not before or not now or before == now:
        return ""
    told = pgettext("of a link", "the link led to %(before)s, now to %(now)s")
    return said(f" ({told % {'before': ', '.join(sorted(before)), 'now': ', '.join(sorted(now))}})", visible=True)


def _address(token: Token) -> str:
    link = next((mark for mark in token.marks if name_of(mark) == "a"), "")
    return html.unescape(link.split('href="', 1)[1].split('"', 1)[0]) if 'href="' in link else ""

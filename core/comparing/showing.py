"""Pairs of blocks as HTML: both texts in one, or each by itself.

`data-diff` tells what became of a block: "new", "gone", "here" and "away" (moved), "format" (another element or other
attributes; `data-was` has the former ones), "filler" (a cell that neither text has). <ins> and <del> stand inside the
blocks. Without what is new, gone or said (`class="diff-said"`) the HTML is that of the one text or of the other.
"""

import html
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.comparing.pairs import Move, Pair
from core.comparing.words import View, said, show_runs
from core.merging.nodes import Node, opening

#: blocks without a word that can be seen to have come or gone
LINES = {"p", "h3", "h4", "li"}


def show(pairs: Sequence[Pair], view: View) -> str:
    """The pairs as HTML."""
    return _Shown(view).pairs(pairs)


class _Shown:
    """One pass over the pairs. What is to be said of a block waits in `lead` for its first words."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.lead = ""

    def pairs(self, pairs: Sequence[Pair]) -> str:
        return "".join(map(self.pair, pairs))

    def pair(self, pair: Pair) -> str:
        if pair.filler:
            return '<td data-diff="filler"></td>' if self.view == View.BOTH else ""
        if pair.old is not None and pair.new is not None:
            return self._both(pair, pair.old, pair.new)
        if pair.new is not None:
            return "" if self.view == View.OLD else self._single(pair, pair.new, "new")
        if pair.old is not None:
            return "" if self.view == View.NEW else self._single(pair, pair.old, "gone")
        return ""

    def _both(self, pair: Pair, old: Node, new: Node) -> str:
        node = old if self.view == View.OLD else new
        if pair.is_same and not self.lead:
            return node.html
        extra = ""
        if pair.has_other_tag:
            extra = ' data-diff="format"'
            self.lead += said(pgettext("before a block of text", "format changed:") + " ")
            if self.view == View.BOTH:
                extra += f' data-was="{html.escape(opening(old.tag, old.attributes)[1:-1])}"'
        return _element(node, extra, self._inside(pair, node))

    def _inside(self, pair: Pair, node: Node) -> str:
        """What stands in a block of both texts."""
        if pair.children:
            return self.pairs(pair.children)
        if pair.runs:
            return self._take_lead() + show_runs(pair.runs, self.view)
        return self._words(node, "")

    def _single(self, pair: Pair, node: Node, kind: str) -> str:
        """A block that only one text has here."""
        mark = {"new": "ins", "gone": "del"}[kind]
        if pair.move is None:
            told = pgettext("before a block of text", "added:") if kind == "new" else _removed()
            self.lead += said(f"{told} ")
        else:
            kind, mark = ("here" if kind == "new" else "away"), ""
            self.lead += said(_told(pair.move, kind) + " ", visible=True)
        inside = self._inside(pair.edited, node) if pair.edited is not None else self._alone(pair, node, mark)
        self.lead = ""
        return _element(node, f' data-diff="{kind}"', inside)

    def _alone(self, pair: Pair, node: Node, mark: str) -> str:
        """What stands in a block that only one text has. Rows in it may have come from elsewhere."""
        if not pair.children:
            return self._words(node, mark)
        shown = []
        for child in pair.children:
            inner = child.new if child.new is not None else child.old
            if inner is None or child.move is not None:
                shown.append(self.pair(child))
            else:
                shown.append(_element(inner, "", self._alone(child, inner, mark)))
        return "".join(shown)

    def _words(self, node: Node, mark: str) -> str:
        """What stands in a block: every leaf of it inside `mark`."""
        if node.children:
            return "".join(_element(child, "", self._words(child, mark)) for child in node.children)
        lead = self._take_lead()
        if not node.pieces:
            return lead + said("¶", visible=True) if lead and node.tag in LINES else lead
        words = "".join(node.pieces)
        return f"<{mark}>{lead}{words}</{mark}>" if mark else lead + words

    def _take_lead(self) -> str:
        lead, self.lead = self.lead, ""
        return lead


def _element(node: Node, extra: str, inside: str) -> str:
    return f"{opening(node.tag, node.attributes)[:-1]}{extra}>{inside}</{node.tag}>" if node.tag else inside


def _removed() -> str:
    return pgettext("before a block of text", "removed:")


def _told(move: Move, kind: str) -> str:
    values = {"number": move.number, "words": move.after}
    if kind == "here":
        return (
            _("Moved here (%(number)d); it stood after “%(words)s…”.")
            if move.after
            else _("Moved here (%(number)d); it stood first.")
        ) % values
    return (
        _("Moved away (%(number)d); it stands after “%(words)s…” now.")
        if move.after
        else _("Moved away (%(number)d); it stands first now.")
    ) % values

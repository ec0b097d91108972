"""Comparing two rich texts, plain texts or lists."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from lxml.etree import ParserError

from core.comparing.moves import find_moves
from core.comparing.pairing import pair_blocks
from core.comparing.pairs import Pair, has_any
from core.comparing.runs import Status
from core.comparing.showing import show
from core.comparing.words import View, said
from core.merging.differing import Budget
from core.merging.nodes import Node, read_blocks
from core.richtext import clean, from_plain

#: longer texts, and those of more elements, are not compared by words
MOST_CHARACTERS = 2_000_000
MOST_TAGS = 60_000
WORDS = frozenset({Status.GONE, Status.NEW})
ANY = WORDS | {Status.FORMAT}
#: the only paragraph of an item or cell, or the one before its nested list
WRAPPED = re.compile(
    r"(<(?:li|td|th)(?: [^>]*)?>)<p>((?:(?!</?(?:p|li|td|th|ul|ol)\b).)*)</p>(?=</(?:li|td|th)>|<[uo]l>)", re.S
)


@dataclass(frozen=True)
class Block:
    """One block of both texts, safe HTML: "same", "new", "gone", "moved", "changed" or only its "format" changed."""

    kind: str
    inline: str
    old: str
    new: str


@dataclass(frozen=True)
class Comparison:
    """Two texts compared. `is_whole`: too long or too different to tell word by word, so each is shown as a whole."""

    blocks: tuple[Block, ...]
    is_whole: bool = False

    @property
    def inline(self) -> SafeString:
        """Both texts in one, with <ins> and <del>."""
        return _safe(block.inline for block in self.blocks)

    @property
    def old(self) -> SafeString:
        return _safe(block.old for block in self.blocks)

    @property
    def new(self) -> SafeString:
        return _safe(block.new for block in self.blocks)

    @property
    def is_same(self) -> bool:
        return all(block.kind == "same" for block in self.blocks)

    @property
    def is_only_format(self) -> bool:
        """Whether all the words are the same and in their places."""
        return not self.is_same and all(block.kind in ("same", "format") for block in self.blocks)


def compare_rich(old_html: str, new_html: str, budget: Budget | None = None) -> Comparison:
    """Compare HTML of the allowed tags (`core.richtext`); anything else is cleaned away first. Never raises."""
    old, new = clean(old_html), clean(new_html)
    if max(len(old), len(new)) > MOST_CHARACTERS or max(old.count("<"), new.count("<")) > MOST_TAGS:
        return _whole(old, new)
    budget = budget or Budget()
    try:
        pairs = pair_blocks(_read(old), _read(new), budget)
        find_moves(pairs, budget)
        return Comparison(tuple(_block(pair) for pair in pairs))
    except (ValueError, ParserError, RecursionError):
        return _whole(old, new)


def bare(text: str) -> str:
    """Editors and files put the words of an item or cell into a paragraph or leave them bare: both read the same,
    so what compares two versions takes it away. `text` is clean HTML."""
    return WRAPPED.sub(r"\1\2", text)


def compare_plain(old: str, new: str, budget: Budget | None = None) -> Comparison:
    """Compare plain texts of many lines: a blank line parts paragraphs."""
    return compare_rich(from_plain(old), from_plain(new), budget)


def compare_line(old: str, new: str, budget: Budget | None = None) -> Comparison:
    """Compare plain texts of one line; the HTML has no block around it."""
    return compare_rich(escape(old, quote=False), escape(new, quote=False), budget)


def compare_value(old: str, new: str) -> Comparison:
    """Compare values that change as wholes: an amount, a date, a choice. The HTML has no block around it."""
    before, after = (Node("", pieces=(escape(text, quote=False),)) if text else None for text in (old, new))
    pairs = [Pair(before, after)] if old == new else [Pair(before, None), Pair(None, after)]
    pairs = [pair for pair in pairs if pair.old is not None or pair.new is not None]
    return Comparison(tuple(_block(pair) for pair in pairs))


def compare_lines(old: Sequence[str], new: Sequence[str], budget: Budget | None = None) -> Comparison:
    """Compare lists of lines."""
    return compare_rich(_list(old), _list(new), budget)


def _list(lines: Sequence[str]) -> str:
    items = "".join(f"<li>{escape(line, quote=False)}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else ""


def _read(text: str) -> tuple[Node, ...]:
    """The blocks of a text. Raises ValueError for HTML that does not come out as it went in."""
    blocks = read_blocks(text)
    found = "".join(block.html for block in blocks)
    if found != text and _letters(clean(found)) != _letters(text):
        raise ValueError
    return blocks


def _letters(text: str) -> str:
    return "".join(text.split())


def _block(pair: Pair) -> Block:
    kind, both = _kind(pair), show([pair], View.BOTH)
    if kind == "same":
        return Block(kind, both, both, both)
    if pair.old is None and pair.edited is None:
        return Block(kind, both, "", both)
    if pair.new is None:
        return Block(kind, both, both, "")
    return Block(kind, both, show([pair], View.OLD), show([pair], View.NEW))


def _kind(pair: Pair) -> str:
    if pair.is_same:
        return "same"
    if pair.move is not None:
        return "moved"
    if pair.old is None or pair.new is None:
        return "new" if pair.old is None else "gone"
    if has_any([pair], WORDS):
        return "changed"
    return "format" if has_any([pair], ANY) else "same"


def _whole(old: str, new: str) -> Comparison:
    """Each text as one block, with a word on why."""
    note = said(_("Too much to compare word by word."), visible=True)
    blocks = []
    for text, kind, told in (
        (old, "gone", pgettext("before a block of text", "removed:")),
        (new, "new", pgettext("before a block of text", "added:")),
    ):
        if text and old != new:
            shown = f'<div data-diff="{kind}"><p class="diff-said">{note} {said(told)}</p>{text}</div>'
            blocks.append(Block(kind, shown, shown if kind == "gone" else "", shown if kind == "new" else ""))
    if old == new and old:
        blocks.append(Block("same", old, old, new))
    return Comparison(tuple(blocks), is_whole=old != new)


def _safe(pieces: object) -> SafeString:
    return mark_safe("".join(pieces))  # type: ignore[arg-type]  # noqa: S308 - clean HTML and our own marks

"""The words of two blocks: which of them went, came, stayed, or only look otherwise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from core.merging.differing import Budget, Hunk, hunks
from core.merging.nodes import LINE_END, TOKEN, Node, is_tag

#: the order in which marks on the same words are nested
ORDER = ("a", "strong", "em", "sub", "sup")


class Status(StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"
    #: the same words in another format
    FORMAT = "format"


class Token(NamedTuple):
    """A word, a space, a sign or a line break, escaped; `marks` are the opening tags of what it stands in."""

    text: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Run:
    """Tokens of one status. `tokens` are as they are now (as they were, where they are gone), `was` as they were."""

    status: Status
    tokens: tuple[Token, ...]
    was: tuple[Token, ...] = ()


def tokens_in(node: Node) -> list[Token]:
    """The tokens of a leaf."""
    found: list[Token] = []
    marks: list[str] = []
    for piece in node.pieces:
        if not is_tag(piece):
            now = _ordered(marks)
            found += [Token(word, now) for word in TOKEN.findall(piece)]
        elif piece == LINE_END:
            found.append(Token(piece, _ordered(marks)))
        elif piece.startswith("</"):
            marks.pop()
        else:
            marks.append(piece)
    return found


def runs_between(old: Sequence[Token], new: Sequence[Token], budget: Budget) -> list[Run]:
    """Both blocks as one text."""
    found = hunks([_key(token) for token in old], [_key(token) for token in new], budget)
    runs: list[Run] = []
    place = other = 0
    for hunk in [*phrases([_key(token) for token in old], found), Hunk(len(old), len(old), len(new), len(new))]:
        runs += _kept(old[place : hunk.start], new[other : hunk.new_start])
        if hunk.end > hunk.start:
            runs.append(Run(Status.GONE, tuple(old[hunk.start : hunk.end])))
        if hunk.new_end > hunk.new_start:
            runs.append(Run(Status.NEW, tuple(new[hunk.new_start : hunk.new_end])))
        place, other = hunk.end, hunk.new_end
    return runs


def phrases(old: Sequence[str], found: Sequence[Hunk]) -> list[Hunk]:
    """The differences, with those that have hardly a word between them joined: a phrase written anew reads as one."""
    joined: list[Hunk] = []
    for hunk in found:
        if joined and _is_slight(old, joined[-1], hunk):
            last = joined.pop()
            hunk = Hunk(last.start, hunk.end, last.new_start, hunk.new_end)
        joined.append(hunk)
    return joined


def _is_slight(old: Sequence[str], one: Hunk, other: Hunk) -> bool:
    between = [token for token in old[one.end : other.start] if not token.isspace()]
    changed = min(_size(one), _size(other))
    return not between or (len(between) <= 2 and changed >= 5 * len(between) and LINE_END not in between)


def _size(hunk: Hunk) -> int:
    return max(hunk.end - hunk.start, hunk.new_end - hunk.new_start)


def _kept(old: Sequence[Token], new: Sequence[Token]) -> Iterator[Run]:
    """The same words on both sides, parted where only one side has another format."""
    start = 0
    for place in range(1, len(new) + 1):
        if place == len(new) or _differ(old, new, place) != _differ(old, new, start):
            status = Status.FORMAT if _differ(old, new, start) else Status.SAME
            yield Run(status, tuple(new[start:place]), tuple(old[start:place]))
            start = place


def _differ(old: Sequence[Token], new: Sequence[Token], place: int) -> bool:
    return old[place].marks != new[place].marks


def _key(token: Token) -> str:
    """Spaces of any kind and length are the same."""
    return " " if token.text.isspace() else token.text


def _ordered(marks: list[str]) -> tuple[str, ...]:
    return tuple(sorted(marks, key=_rank))


def _rank(mark: str) -> int:
    return ORDER.index(name_of(mark))


def name_of(mark: str) -> str:
    """The element of an opening tag."""
    return mark[1:-1].split(" ", 1)[0]

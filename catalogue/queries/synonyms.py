"""Names of the same thing in the programme: whoever asks with one of them finds them all.

The groups are rows that coordinators change (`SynonymGroup`). They are used when asking: a change needs no new index.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from catalogue.models import SynonymGroup
from core.models import PolishOrder
from core.words import fold, is_common, lexemes, phrase, tokens

#: one word of a name: the folded forms in which it is known
Forms = frozenset[str]


@dataclass(frozen=True)
class Name:
    """One name of a group, word by word; `short` says which words are abbreviations."""

    words: tuple[Forms, ...]
    short: tuple[bool, ...]

    def length_at(self, typed: list[tuple[str, Forms]], start: int) -> int:
        """How many typed words from `start` are this name; 0 when it does not stand there."""
        span = typed[start : start + len(self.words)]
        if len(span) < len(self.words):
            return 0
        for known, is_short, (folded, forms) in zip(self.words, self.short, span, strict=True):
            if not (folded in known if is_short else known & forms):
                return 0
        return len(self.words)


@dataclass(frozen=True)
class Group:
    """Names of one thing, and the tsquery that finds any of them."""

    names: tuple[Name, ...]
    query: str


def synonym_groups() -> tuple[Group, ...]:
    """All groups, taken apart. One query; the work is kept until somebody changes a name."""
    rows = SynonymGroup.objects.order_by("pk").values_list("names", flat=True)
    return _taken_apart(tuple(tuple(names) for names in rows))


def synonym_rows() -> list[SynonymGroup]:
    """The groups as coordinators see them, by their first name."""
    return list(SynonymGroup.objects.order_by(PolishOrder("names__0"), "pk"))


def group_with(name: str, *, except_for: int | None = None) -> SynonymGroup | None:
    """The group that has this name already, however it is written; None when it is free."""
    sought = fold(" ".join(name.split()))
    others = SynonymGroup.objects.exclude(pk=except_for or 0)
    return next((group for group in others if sought in map(fold, group.names)), None)


def synonyms_at(groups: Iterable[Group], typed: list[tuple[str, Forms]], start: int) -> tuple[int, Group | None]:
    """The longest known name that begins at `start`: (number of words, its group), or (0, None)."""
    best, found = 0, None
    for group in groups:
        length = max(name.length_at(typed, start) for name in group.names)
        if length > best:
            best, found = length, group
    return best, found


@lru_cache(maxsize=4)
def _taken_apart(rows: tuple[tuple[str, ...], ...]) -> tuple[Group, ...]:
    groups = []
    for row in rows:
        names = tuple(name for name in map(_name, row) if name.words)
        query = " | ".join(phrase(text, _forms) for text in row if _name(text).words)
        if names:
            groups.append(Group(names, f"({query})"))
    return tuple(groups)


def _name(text: str) -> Name:
    words = [token.word for token in tokens(text) if not is_common(token.word)]
    return Name(tuple(_forms(word) for word in words), tuple(word.isupper() for word in words))


def _forms(word: str) -> Forms:
    """An abbreviation stands for itself alone: MAP is no form of “mapa”, nor PU of “pusty”."""
    return frozenset({fold(word)}) if word.isupper() else lexemes(word)

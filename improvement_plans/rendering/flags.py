"""Reports of cities arranged for the editors of a plan: those that speak of the same thing stand together."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.words import is_common, lexemes, tokens
from documents.parts import document_kind
from improvement_plans.models import Barrier, BarrierFlag

#: words that two texts must share, and which part of the shorter one, to speak of the same thing
SHARED, SHARE = 3, 0.2
#: words that a barrier must share with reports to be proposed, those of its title counted `TITLE` times
SHARED_WITH_BARRIER = 4
#: how much more a word of a barrier's title tells than one of its description
TITLE = 3
_TAG = re.compile(r"<[^>]+>")
_Words = list[frozenset[str]]


@dataclass(frozen=True)
class FlagGroup:
    """Reports that use the same words, the parts of MIDs they come from, and the barrier that they may belong to."""

    flags: tuple[BarrierFlag, ...]
    sections: str
    likely: Barrier | None = None

    @property
    def query(self) -> str:
        """The reports, and the barrier, as the page of merging takes them."""
        chosen = [f"zgloszenie={flag.pk}" for flag in self.flags]
        return "&".join([*chosen, *([f"bariera={self.likely.pk}"] if self.likely else [])])


def group_flags(flags: Sequence[BarrierFlag], barriers: Iterable[Barrier]) -> list[FlagGroup]:
    """Groups by shared dictionary words, the largest first; a report like no other is a group of its own.

    Groups of one size stand in the order of the reports.
    """
    words = [_words(f"{flag.quote} {flag.note}") for flag in flags]
    known = [(barrier, _words(barrier.title) * TITLE + _words(barrier.description)) for barrier in barriers]
    owner = list(range(len(flags)))
    for later in range(len(flags)):
        for earlier in range(later):
            if owner[earlier] != owner[later] and _are_alike(words[earlier], words[later]):
                was, becomes = max(owner[earlier], owner[later]), min(owner[earlier], owner[later])
                owner = [becomes if one == was else one for one in owner]
    members: dict[int, list[int]] = {}
    for place, root in enumerate(owner):
        members.setdefault(root, []).append(place)
    groups = [_group([flags[place] for place in places], [words[place] for place in places], known)
              for places in members.values()]  # fmt: skip
    return sorted(groups, key=lambda group: -len(group.flags))


def _group(flags: list[BarrierFlag], words: list[_Words], known: list[tuple[Barrier, _Words]]) -> FlagGroup:
    titles = {section.key: str(section.title) for section in document_kind("mid").sections}
    sections = ", ".join(dict.fromkeys(titles.get(flag.section, flag.section) for flag in flags))
    said = [word for one in words for word in one]
    ranked = [(_shared(of_barrier, said), barrier) for barrier, of_barrier in known]
    best = max(ranked, key=lambda pair: pair[0], default=(0, None))
    return FlagGroup(tuple(flags), sections, best[1] if best[0] >= SHARED_WITH_BARRIER else None)


def _are_alike(one: _Words, other: _Words) -> bool:
    shorter, longer = sorted((one, other), key=len)
    shared = _shared(shorter, longer)
    return shared >= SHARED and shared >= SHARE * len(shorter)


def _shared(one: _Words, other: _Words) -> int:
    """How many words of `one` stand in `other` in some form."""
    theirs = frozenset().union(*other) if other else frozenset()
    return sum(1 for forms in one if forms & theirs)


def _words(text: str) -> _Words:
    """The words of a text that tell it apart from others, each once, as their dictionary forms."""
    found = (token.word for token in tokens(_TAG.sub(" ", text)) if not is_common(token.word))
    return list(dict.fromkeys(lexemes(word) for word in found if len(word) > 2))

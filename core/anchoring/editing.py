"""What an edit did to a text: which stretches of it stayed, and where they stand now."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from core.anchoring.finding import Letters
from core.anchoring.sliding import slide
from core.anchoring.tokens import Token, are_forms, tokens_in
from core.merging.differing import Budget, Hunk, hunks

#: words of one difference among which forms of the same word are looked for
MOST_IN_A_DIFFERENCE = 60
#: the group of stretches that kept their order; each text that was moved is a group of its own
IN_PLACE = 0


@dataclass(frozen=True, slots=True)
class Run:
    """`old[start:end]` stands at `new[new_start:new_end]` now: the same words or, if `is_form`, a form of one word."""

    start: int
    end: int
    new_start: int
    new_end: int
    group: int = IN_PLACE
    is_form: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text: its words, and where it stands (without the end of the line)."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class Edit:
    """An edit of a text, compared once for all its passages: line by line, then word by word."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.letters = Letters(old), Letters(new)
        self._budget = Budget()

    @cached_property
    def runs(self) -> list[Run]:
        """What stayed, in the order of the old text."""
        return sorted(self._runs(), key=lambda run: run.start)

    @cached_property
    def kept_in_new(self) -> list[tuple[int, int]]:
        """The stretches of the new text that came from the old one, in order."""
        return sorted((run.new_start, run.new_end) for run in self.runs)

    def runs_in(self, start: int, end: int) -> list[Run]:
        """What stayed of a stretch of the old text, cut to it."""
        first = max(bisect_right(self.runs, start, key=lambda run: run.start) - 1, 0)
        found = []
        for run in self.runs[first:]:
            if run.start >= end:
                break
            if run.end > start:
                found.append(_cut(run, start, end))
        return found

    def is_new(self, start: int, end: int) -> bool:
        """Whether more than half of a stretch of the new text was not in the old one."""
        first = max(bisect_right(self.kept_in_new, (start, start)) - 1, 0)
        kept = 0
        for run_start, run_end in self.kept_in_new[first:]:
            if run_start >= end:
                break
            kept += max(min(run_end, end) - max(run_start, start), 0)
        return 2 * kept < end - start

    def _runs(self) -> Iterator[Run]:
        old, new = _lines(self.old), _lines(self.new)
        found = hunks([line.text for line in old], [line.text for line in new], self._budget)
        yield from _equal_lines(old, new, found)
        moved = _moved(old, new, found)
        for group, (first, count, other) in enumerate(moved, start=1):
            yield Run(old[first].start, old[first + count - 1].end, new[other].start, new[other + count - 1].end, group)
        gone = {place for first, count, _other in moved for place in range(first, first + count)}
        come = {place for _first, count, other in moved for place in range(other, other + count)}
        for hunk in found:
            rest = [line for place, line in enumerate(old[hunk.start : hunk.end], hunk.start) if place not in gone]
            fresh = [
                line
                for place, line in enumerate(new[hunk.new_start : hunk.new_end], hunk.new_start)
                if place not in come
            ]
            yield from self._words(rest, fresh)

    def _words(self, old: Sequence[Line], new: Sequence[Line]) -> Iterator[Run]:
        """What stayed within lines that were changed, joined or parted."""
        ours = [token for line in old for token in tokens_in(self.old, line.start, line.end)]
        others = [token for line in new for token in tokens_in(self.new, line.start, line.end)]
        if ours and others:
            yield from compare(self.old, self.new, ours, others, self._budget)


def compare(old: str, new: str, ours: list[Token], others: list[Token], budget: Budget) -> Iterator[Run]:
    """What stayed of words in a row, with forms of the same word in between."""
    found = hunks([token.key for token in ours], [token.key for token in others], budget)
    found = slide(old, new, ours, others, found)
    place = other = 0
    for hunk in [*found, Hunk(len(ours), len(ours), len(others), len(others))]:
        yield from _join(ours[place : hunk.start], others[other : hunk.new_start])
        yield from _forms(ours[hunk.start : hunk.end], others[hunk.new_start : hunk.new_end])
        place, other = hunk.end, hunk.new_end


def _join(ours: Sequence[Token], others: Sequence[Token]) -> Iterator[Run]:
    """Equal words in a row as stretches; one ends where the spaces between two words became more or fewer."""
    first = 0
    for place in range(1, len(ours) + 1):
        if place == len(ours) or ours[place].start - ours[place - 1].end != others[place].start - others[place - 1].end:
            yield Run(ours[first].start, ours[place - 1].end, others[first].start, others[place - 1].end)
            first = place


def _forms(ours: Sequence[Token], others: Sequence[Token]) -> Iterator[Run]:
    """Words that were put into another form, in order."""
    if not ours or not others or max(len(ours), len(others)) > MOST_IN_A_DIFFERENCE:
        return
    best = [[0] * (len(others) + 1) for _row in range(len(ours) + 1)]
    alike = [[are_forms(one.key, other.key) for other in others] for one in ours]
    for place in range(len(ours) - 1, -1, -1):
        for other in range(len(others) - 1, -1, -1):
            best[place][other] = max(
                best[place + 1][other], best[place][other + 1], best[place + 1][other + 1] + alike[place][other]
            )
    place = other = 0
    while place < len(ours) and other < len(others):
        if alike[place][other] and best[place][other] == best[place + 1][other + 1] + 1:
            one, fresh = ours[place], others[other]
            yield Run(one.start, one.end, fresh.start, fresh.end, is_form=True)
            place, other = place + 1, other + 1
        elif best[place][other] == best[place + 1][other]:
            place += 1
        else:
            other += 1


def _cut(run: Run, start: int, end: int) -> Run:
    if run.is_form or (run.start >= start and run.end <= end):
        return run
    cut_start, cut_end = max(start, run.start), min(end, run.end)
    shift = run.new_start - run.start
    return Run(cut_start, cut_end, cut_start + shift, cut_end + shift, run.group)


def _lines(text: str) -> list[Line]:
    found, start = [], 0
    for line in text.split("\n"):
        found.append(Line(line, start))
        start += len(line) + 1
    return found


def _equal_lines(old: Sequence[Line], new: Sequence[Line], found: Sequence[Hunk]) -> Iterator[Run]:
    place = other = 0
    for hunk in [*found, Hunk(len(old), len(old), len(new), len(new))]:
        if hunk.start > place and old[hunk.start - 1].end > old[place].start:
            yield Run(old[place].start, old[hunk.start - 1].end, new[other].start, new[hunk.new_start - 1].end)
        place, other = hunk.end, hunk.new_end


def _moved(old: Sequence[Line], new: Sequence[Line], found: Sequence[Hunk]) -> list[tuple[int, int, int]]:
    """Lines that are gone here and stand there: (first old line, how many, first new line); only one of a kind."""
    gone = [place for hunk in found for place in range(hunk.start, hunk.end) if old[place].text.strip()]
    come = [place for hunk in found for place in range(hunk.new_start, hunk.new_end) if new[place].text.strip()]
    often = Counter(old[place].text for place in gone), Counter(new[place].text for place in come)
    where = {new[place].text: place for place in come if often[1][new[place].text] == 1}
    moved: list[tuple[int, int, int]] = []
    for place in gone:
        other = where.get(old[place].text) if often[0][old[place].text] == 1 else None
        if other is None:
            continue
        first, count, second = moved[-1] if moved else (-1, 0, -1)
        if moved and (first + count, second + count) == (place, other):
            moved[-1] = (first, count + 1, second)
        else:
            moved.append((place, 1, other))
    return moved

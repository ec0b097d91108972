"""How much of a passage stayed in an edit, and where words like it came to stand."""

from collections.abc import Sequence

from core.anchoring.editing import Edit, Run, compare
from core.anchoring.finding import Place
from core.anchoring.sentences import trimmed
from core.anchoring.tokens import Token, tokens_in, weight, weight_of
from core.merging.differing import Budget

#: share of what a passage says that must still be there
LEAST_KEPT = 0.4
#: share that must be there where only likeness led to it
LEAST_ALIKE = 0.55
#: a passage that says as much is recognised by itself, a shorter one also needs its sentence or its neighbours
SPEAKS_FOR_ITSELF = 30.0
STANDS_ALONE = 20.0
#: a form of a word counts for as much of the word
FORM = 0.8
#: letters of a neighbour by which a short passage is recognised
NEIGHBOUR = 10
#: steps of comparing one passage
BUDGET = 100_000
#: stretches of an edit that are looked through for a passage that was moved and changed at once
MOST_STRETCHES = 200


def weight_kept(runs: Sequence[Run], tokens: Sequence[Token]) -> float:
    """What the words say that stayed."""
    kept = 0.0
    place = 0
    for token in tokens:
        while place < len(runs) and runs[place].end <= token.start:
            place += 1
        if place < len(runs) and runs[place].start < token.end:
            kept += weight(token.key) * (FORM if runs[place].is_form else 1.0)
    return kept


def find_alike(edit: Edit, old: str, start: int, length: int) -> Place | None:
    """Where words like `old[start : start + length]` stand in a new line that has much of `old`."""
    ours = tokens_in(old)
    tokens = [token for token in ours if token.start >= start and token.end <= start + length]
    whole = weight_of(tokens)
    if whole < STANDS_ALONE:
        return None
    best, where = 0.0, None
    budget = Budget(BUDGET)
    for first, last in _new_stretches(edit)[:MOST_STRETCHES]:
        others = tokens_in(edit.new, first, last)
        shared = {token.key for token in tokens} & {token.key for token in others}
        if sum(map(weight, shared)) < LEAST_KEPT * whole:
            continue
        every = list(compare(old, edit.new, ours, others, budget))
        runs = [run for run in every if run.end > start and run.start < start + length]
        kept = weight_kept(runs, tokens)
        if whole < SPEAKS_FOR_ITSELF and weight_kept(every, ours) < LEAST_ALIKE * weight_of(ours):
            continue
        if kept > max(best, LEAST_ALIKE * whole):
            best, where = kept, trimmed(edit.new, runs[0].new_start, runs[-1].new_end)
    return where


def _new_stretches(edit: Edit) -> list[Place]:
    """The stretches of the new text that were not in the old one."""
    found, place = [], 0
    for start, end in [*edit.kept_in_new, (len(edit.new), len(edit.new))]:
        if start - place > NEIGHBOUR:
            found.append((place, start))
        place = max(place, end)
    return found

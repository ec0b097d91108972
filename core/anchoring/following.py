"""Following a passage through an edit of its text, to its own words and to no others."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from core.anchoring.editing import Edit, Run, compare
from core.anchoring.finding import CONTEXT, Letters, Place, around, context_of, squeezed
from core.anchoring.likeness import (
    BUDGET,
    LEAST_ALIKE,
    LEAST_KEPT,
    NEIGHBOUR,
    SPEAKS_FOR_ITSELF,
    STANDS_ALONE,
    find_alike,
    weight_kept,
)
from core.anchoring.sentences import LONGEST_SENTENCE, SENTENCE, sentence_around, trimmed
from core.anchoring.tokens import SENTENCE_ENDS, tokens_in, weight_of
from core.merging.differing import Budget

#: what a sentence must have kept for a word in it to be the same word
LEAST_OF_SENTENCE = 0.35
#: what is added to a passage at its edge may be as much longer than what it replaces
MOST_LONGER = 2
LITTLE_LONGER = 20
#: what a sentence must say of the quote to belong to it, and what must be said of the quote
LEAST_OWN = 0.2


class Fate(StrEnum):
    """What an edit left of a passage."""

    EXACT = "exact"
    CHANGED = "changed"
    GONE = "gone"


Remapped = tuple[int | None, int | None, Fate]
LOST: Remapped = (None, None, Fate.GONE)


@dataclass(frozen=True)
class Lost:
    """A passage that is gone: its last `words`, the `quote` it began as, and what stood around it `at` its place.

    `had_copies`: the same words still stood elsewhere when it went (or stand there before it comes back).
    """

    words: str
    quote: str
    before: str
    after: str
    at: int | None = None
    had_copies: bool = False


def remap(old_text: str, new_text: str, start: int, end: int, quote: str = "", edit: Edit | None = None) -> Remapped:
    """Where the passage `old_text[start:end]` stands in `new_text`, and whether it says `quote` (its own words).

    `edit` is the comparison of the two texts; give it where many passages of one text are followed.
    """
    words = old_text[start:end]
    if old_text == new_text:
        return _judged(new_text, (start, end), quote or words)
    edit = edit or Edit(old_text, new_text)
    quote = quote or words
    found = _alone(edit, start, end) or _followed(edit, start, end, quote)
    return LOST if found is None else _judged(new_text, _whole_again(edit, found, quote), quote)


def find_again(edit: Edit, lost: Lost) -> Remapped:
    """Where a passage that was gone has come back with the edit; only what the edit brought is looked at."""
    for words in dict.fromkeys((lost.words, lost.quote)):
        found = _brought(edit, words, lost, more=1)
        if found:
            return _judged(edit.new, _nearest(edit.new, found, lost), lost.quote)
    alike = find_alike(edit, lost.before + lost.words + lost.after, len(lost.before), len(lost.words))
    if alike is None or not _has_neighbour(edit.new, alike, lost.before, lost.after) or _are_of_another(edit, alike):
        return LOST
    if lost.had_copies and not _is_known(edit.new, alike, lost):
        return LOST
    return _judged(edit.new, alike, lost.quote)


def lost_its_twin(edit: Edit, lost: Lost) -> bool:
    """Whether the edit took away the last copy of a passage that is gone, with all that stood around the passage: if
    that comes back, nobody can tell which of the two it is.
    """
    lost = replace(lost, had_copies=True)
    was, is_there = (
        any(_is_known(letters.text, place, lost) for place in letters.places_of(lost.words)) for letters in edit.letters
    )
    return was and not is_there


def _followed(edit: Edit, start: int, end: int, quote: str) -> Place | None:
    """Where all words stayed or were moved to; or else where most of them stayed, or where words like them are."""
    words = edit.old[start:end]
    in_its_sentence = _in_its_sentence(edit, start, end)
    if in_its_sentence is not None:
        return in_its_sentence
    among_its_neighbours = _among_its_neighbours(edit, start, end)
    if among_its_neighbours is not None:
        return among_its_neighbours
    in_place = _in_place(edit, start, end, quote)
    if in_place is not None and squeezed(edit.new[slice(*in_place)]) == squeezed(words):
        return in_place
    if in_place is not None and _are_of_another(edit, in_place, (start, end)):
        in_place = None
    lost = Lost(words, words, *around(edit.old, start, end), start)
    found = _brought(edit, words, lost, more=0)
    if found:
        return _nearest(edit.new, found, lost)
    if in_place is not None:
        return _own(edit.new, in_place, quote)
    first, last = sentence_around(edit.old, start, end)
    alike = find_alike(edit, edit.old[first:last], start - first, end - start)
    return None if alike is None or _are_of_another(edit, alike, (start, end)) else alike


def _are_of_another(edit: Edit, place: Place, passage: Place = (0, 0)) -> bool:
    """Whether changed words in the new text are another passage's: as many of them as stand there now stood beside the
    passage before.
    """
    before, now = (letters.places_of(edit.new[slice(*place)]) for letters in edit.letters)
    return len(now) <= sum(last <= passage[0] or first >= passage[1] for first, last in before)


def _brought(edit: Edit, words: str, lost: Lost, *, more: int) -> list[Place]:
    """Places of the words among what the edit brought, where there are at least so many more of them than before."""
    before, places = (letters.places_of(words) for letters in edit.letters)
    if not places or len(places) < len(before) + more:
        return []
    if more and before and not lost.had_copies:
        lost = replace(lost, had_copies=True)
    alone = 2 * NEIGHBOUR if more else NEIGHBOUR
    found = [place for place in places if edit.is_new(*place) and _is_known(edit.new, place, lost, alone)]
    if lost.had_copies and any(_is_known(edit.old, place, lost) for place in before):
        # One more copy of a copy, or the passage itself where it stood.
        found = [place for place in found if place[0] == lost.at]
    return found


def _judged(text: str, place: Place, quote: str) -> Remapped:
    same = squeezed(text[slice(*place)]) == squeezed(quote)
    return *place, Fate.EXACT if same else Fate.CHANGED


def _alone(edit: Edit, start: int, end: int) -> Place | None:
    """The only place of words that stood only there before, where they are long or have kept a neighbour."""
    words = edit.old[start:end]
    place = edit.new.find(words)
    if place < 0 or edit.new.find(words, place + 1) >= 0 or edit.old.count(words) != 1:
        return None
    if len(words) < STANDS_ALONE and not _has_neighbour(
        edit.new, (place, place + len(words)), *around(edit.old, start, end)
    ):
        return None
    return place, place + len(words)


def _in_its_sentence(edit: Edit, start: int, end: int) -> Place | None:
    """Where the passage stands in its sentence, when that is unchanged and stands only once, before and now: of two
    sentences that begin alike and change places each takes its own words along.
    """
    place = trimmed(edit.old, *sentence_around(edit.old, start, end))
    if place is None or weight_of(tokens_in(edit.old, *place)) < STANDS_ALONE:
        return None
    sentence = edit.old[slice(*place)]
    there = edit.new.find(sentence)
    if there < 0 or edit.new.find(sentence, there + 1) >= 0 or edit.old.count(sentence) != 1:
        return None
    return trimmed(edit.new, there + start - place[0], there + end - place[0])


def _among_its_neighbours(edit: Edit, start: int, end: int) -> Place | None:
    """Of words that stood once and stand several times now, the place with all that stood around them on one side at
    least, and more of it than any other: a copy stands among strangers.
    """
    words = edit.old[start:end]
    if edit.old.count(words) != 1:
        return None
    places = edit.letters[1].places_of(words)
    if len(places) < 2:
        return None
    left, right = map(squeezed, around(edit.old, start, end))
    known = sorted(((context_of(edit.new, place, left, right), place) for place in places), reverse=True)
    (most, best), (second, _place) = known[:2]
    return best if most > second and most >= max(len(left), len(right)) else None


def _in_place(edit: Edit, start: int, end: int, quote: str) -> Place | None:
    """Where the words are that stayed, with what was put in their middle."""
    runs = _of_one_group(edit.runs_in(start, end))
    if not runs:
        return None
    tokens = tokens_in(edit.old, start, end)
    kept, whole = weight_kept(runs, tokens), weight_of(tokens)
    if kept < LEAST_KEPT * whole:
        # What was put into its middle later may go: then the words that it began with count.
        chosen = {token.key for token in tokens_in(quote)}
        tokens = [token for token in tokens if token.key in chosen]
        kept, whole = weight_kept(runs, tokens), weight_of(tokens)
        if kept < LEAST_ALIKE * max(whole, weight_of(tokens_in(quote))):
            return None
    place = trimmed(edit.new, _left(edit, runs[0], start), _right(edit, runs[-1], end))
    if place is None:
        return None
    if whole < SPEAKS_FOR_ITSELF or kept < LEAST_ALIKE * whole:
        return place if _sentence_stayed(edit, start, end, place, runs[0].group) else None
    return place


def _of_one_group(runs: Sequence[Run]) -> list[Run]:
    """The stretches that stayed together: those in place, or those of one moved text, whichever are more."""
    length: dict[int, int] = {}
    for run in runs:
        length[run.group] = length.get(run.group, 0) + run.end - run.start
    return [run for run in runs if run.group == max(length, key=lambda group: length[group])]


def _left(edit: Edit, run: Run, start: int) -> int:
    """Where the passage begins now: with its first word that stayed, or with what replaced the words before that."""
    if run.start <= start:
        return run.new_start
    before = [one for one in edit.runs_in(max(start - LONGEST_SENTENCE, 0), run.start) if one.group == run.group]
    known = before[-1] if before else None
    line = edit.new.rfind("\n", 0, run.new_start) + 1
    new_start = max(known.new_end, line) if known else line
    is_inside = edit.old[known.end if known else edit.old.rfind("\n", 0, start) + 1 : start].strip() == ""
    return (
        new_start
        if is_inside and _replaces(edit.new[new_start : run.new_start], edit.old[start : run.start])
        else run.new_start
    )


def _right(edit: Edit, run: Run, end: int) -> int:
    """Where the passage ends now."""
    if run.end >= end:
        return run.new_end
    after = [
        one for one in edit.runs_in(run.end, end + LONGEST_SENTENCE) if one.group == run.group and one.start >= run.end
    ]
    known = after[0] if after else None
    line = edit.new.find("\n", run.new_end)
    line = len(edit.new) if line < 0 else line
    new_end = min(known.new_start, line) if known else line
    old_line = edit.old.find("\n", end)
    is_inside = edit.old[end : known.start if known else (old_line if old_line >= 0 else len(edit.old))].strip() == ""
    return new_end if is_inside and _replaces(edit.new[run.new_end : new_end], edit.old[run.end : end]) else run.new_end


def _replaces(new: str, old: str) -> bool:
    """Whether a new text at the edge of a passage stands for the old one there, and is not one of its own."""
    if not new.strip() or not old.strip():
        return False
    return len(new) <= MOST_LONGER * len(old) + LITTLE_LONGER and not _ends_of_sentences(new) - _ends_of_sentences(old)


def _ends_of_sentences(text: str) -> set[str]:
    return {letter for letter in text if letter in SENTENCE_ENDS}


def _own(text: str, place: Place, quote: str) -> Place | None:
    """The place without sentences at its edges that say nothing of the quote: they were put into its middle once, and
    what stood beyond them is gone. None where nothing is left, or too little of the quote.
    """
    start, end = place
    said = tokens_in(quote)
    runs = list(compare(quote, text, said, tokens_in(text, start, end), Budget(BUDGET)))
    if weight_kept(runs, said) < LEAST_OWN * weight_of(said):
        return None
    known = sorted((Run(run.new_start, run.new_end, run.start, run.end) for run in runs), key=lambda run: run.start)
    sentences = list(SENTENCE.finditer(text, start, end))
    while sentences and not _says_of(text, sentences[0].span(), known):
        start = sentences.pop(0).end()
    while sentences and not _says_of(text, sentences[-1].span(), known):
        end = sentences.pop().start()
    return trimmed(text, start, end) if sentences else None


def _says_of(text: str, sentence: Place, known: Sequence[Run]) -> bool:
    tokens = tokens_in(text, *sentence)
    return weight_kept(known, tokens) >= LEAST_OWN * weight_of(tokens)


def _sentence_stayed(edit: Edit, start: int, end: int, place: Place, group: int) -> bool:
    """Whether the sentence around a short passage is still the same one."""
    old_start, old_end = sentence_around(edit.old, start, end)
    new_start, new_end = sentence_around(edit.new, *place)
    tokens = tokens_in(edit.old, old_start, old_end)
    runs = [
        run
        for run in edit.runs_in(old_start, old_end)
        if run.group == group and run.new_start < new_end and run.new_end > new_start
    ]
    kept, before = weight_kept(runs, tokens), weight_of(tokens)
    now = weight_of(tokens_in(edit.new, new_start, new_end))
    if kept >= LEAST_ALIKE * before:
        return True
    sentences = (old_start, old_end), (new_start, new_end)
    return 2 * kept >= LEAST_OF_SENTENCE * (before + now) and _beside_the_same(edit, *sentences, group)


def _beside_the_same(edit: Edit, old: Place, new: Place, group: int) -> bool:
    """Whether a sentence that was changed still stands beside what it stood beside, on one side at least."""
    if old == (0, len(edit.old)) and new == (0, len(edit.new)):
        return True
    left = [
        run
        for run in edit.runs_in(max(old[0] - CONTEXT, 0), old[0])
        if run.group == group and new[0] - 2 * CONTEXT <= run.new_start and run.new_end <= new[0]
    ]
    right = [
        run
        for run in edit.runs_in(old[1], old[1] + CONTEXT)
        if run.group == group and new[1] <= run.new_start and run.new_end <= new[1] + 2 * CONTEXT
    ]
    return any(sum(run.end - run.start for run in side) >= NEIGHBOUR for side in (left, right))


def _is_known(text: str, place: Place, lost: Lost, alone: int = NEIGHBOUR) -> bool:
    """Whether equal words are the passage: they say much, or have a neighbour that it had; where there were copies of
    it, all that stood around it.
    """
    if lost.had_copies:
        before, after = around(text, *place)
        return squeezed(before) == squeezed(lost.before) and squeezed(after) == squeezed(lost.after)
    if weight_of(tokens_in(text, *place)) >= STANDS_ALONE:
        return True
    return _has_neighbour(text, place, lost.before, lost.after, alone)


def _has_neighbour(text: str, place: Place, before: str, after: str, alone: int = NEIGHBOUR) -> bool:
    """Whether the passage stands between what it stood between, or is a line as it was one; or stands beside at least
    `alone` letters of one of its neighbours.
    """
    left, right = around(text, *place, width=3 * max(NEIGHBOUR, alone))
    known_left, known_right = squeezed(before)[::-1], squeezed(after)
    at_left, at_right = squeezed(left)[::-1], squeezed(right)
    if at_left[:NEIGHBOUR] == known_left[:NEIGHBOUR] and at_right[:NEIGHBOUR] == known_right[:NEIGHBOUR]:
        return True
    if any(
        len(known) >= min(alone, NEIGHBOUR) and now[:alone] == known[:alone]
        for known, now in ((known_left, at_left), (known_right, at_right))
    ):
        return True
    return _is_line(before, after) and _is_line(left, right)


def _is_line(before: str, after: str) -> bool:
    """Whether what stands between the two is a line of its own."""
    return (not before or before.endswith("\n")) and (not after or after.startswith("\n"))


def _nearest(text: str, found: Sequence[Place], lost: Lost) -> Place:
    """The one with the most of what stood around the passage, then the one nearest to its place."""
    left, right = squeezed(lost.before), squeezed(lost.after)

    def rank(place: Place) -> tuple[int, int]:
        return context_of(text, place, left, right), -abs(place[0] - (lost.at or 0))

    return max(found, key=rank)


def _whole_again(edit: Edit, place: Place, quote: str) -> Place:
    """The place of the whole quote, where the edit brought back what was taken out of it. The same words that stood
    there before and only came to stand beside the passage are a copy.
    """
    start = max(place[0] - len(quote), 0)
    for first, last in Letters(edit.new[start : place[1] + len(quote)]).places_of(quote):
        whole = first + start, last + start
        if whole[0] < place[1] and whole[1] > place[0]:
            sides = ((whole[0], place[0]), (place[1], whole[1]))
            return whole if all(_is_brought(edit, side) for side in sides if side[0] < side[1]) else place
    return place


def _is_brought(edit: Edit, place: Place) -> bool:
    """Whether the edit brought words that did not stand elsewhere before."""
    return edit.is_new(*place) and not _are_of_another(edit, place)

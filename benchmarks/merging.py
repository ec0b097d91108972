"""Three-way merges: milliseconds for texts of 30 kB and of 1 MB that two people changed in many places."""

import random
import statistics
import time
from collections.abc import Callable, Iterator

from core.merging import Merged, merge_lines, merge_plain, merge_rich

TITLE = "Merging a field: milliseconds of processor time (median)"
HEADERS = ("merge", "30 kB", "1 MB", "30 kB outcome", "1 MB outcome")
SIZES = (30_000, 1_000_000)
WORDS_IN_PARAGRAPH = 40
CHANGES = 20
ROUNDS = 7

Paragraphs = list[list[str]]


def measure() -> Iterator[tuple[str, ...]]:
    """One row per kind of text and of changes."""
    for name, change in (("in different paragraphs", _apart), ("in the same paragraphs", _together)):
        for kind, merge, write in _KINDS:
            results = [_measure(merge, *(write(one) for one in _sides(size, change))) for size in SIZES]
            yield (
                f"{kind}, changes {name}",
                *(f"{seconds * 1000:.1f}" for seconds, _merged in results),
                *("a person decides" if merged.clashes else "merged" for _seconds, merged in results),
            )


def _measure(merge: Callable[..., Merged], base: object, mine: object, theirs: object) -> tuple[float, Merged]:
    spent = []
    for _round in range(ROUNDS):
        started = time.process_time()
        merged = merge(base, mine, theirs)
        spent.append(time.process_time() - started)
    return statistics.median(spent), merged


def _sides(size: int, change: Callable[[Paragraphs, random.Random, int], None]) -> list[Paragraphs]:
    """The text that both began from and what each made of it; `size` in characters."""
    words = [f"wyraz{number}" for number in range(size // 11)]
    base = [words[place : place + WORDS_IN_PARAGRAPH] for place in range(0, len(words), WORDS_IN_PARAGRAPH)]
    sides = [[list(paragraph) for paragraph in base] for _side in range(2)]
    for number, side in enumerate(sides):
        change(side, random.Random(number), number)
    return [base, *sides]


def _apart(side: Paragraphs, dice: random.Random, number: int) -> None:
    """One of the two writes in the even paragraphs, the other in the odd ones; each adds a paragraph."""
    for count in range(CHANGES):
        side[dice.randrange(number, len(side) - 1, 2)][dice.randrange(30)] = f"nowe{number}x{count}"
    side.insert((number + 1) * len(side) // 3, [f"akapit{number}"] * 20)


def _together(side: Paragraphs, dice: random.Random, number: int) -> None:
    """Both write in the same paragraphs, one at their beginning, the other at their end."""
    for count in range(CHANGES):
        side[count * (len(side) - 2) // CHANGES][5 + number * 20 + count % 5] = f"nowe{number}x{count}"


def _html(paragraphs: Paragraphs) -> str:
    return "".join(f"<p>{' '.join(words)}</p>" for words in paragraphs)


def _plain(paragraphs: Paragraphs) -> str:
    return "\n".join(map(" ".join, paragraphs))


def _lines(paragraphs: Paragraphs) -> list[str]:
    return [" ".join(words) for words in paragraphs]


_KINDS: tuple[tuple[str, Callable[..., Merged], Callable[[Paragraphs], object]], ...] = (
    ("rich text", merge_rich, _html),
    ("plain text", merge_plain, _plain),
    ("list", merge_lines, _lines),
)

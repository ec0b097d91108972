"""Following a passage through an edit of its text."""

from enum import StrEnum

from core.anchoring.finding import places_of, squeezed


class Fate(StrEnum):
    """What an edit left of a passage."""

    EXACT = "exact"
    CHANGED = "changed"
    GONE = "gone"


def remap(old_text: str, new_text: str, start: int, end: int, quote: str = "") -> tuple[int | None, int | None, Fate]:
    """Where the passage `old_text[start:end]` stands in `new_text`, and whether it still says `quote`."""
    words = old_text[start:end]
    if old_text != new_text:
        found = places_of(new_text, words)
        if len(found) != 1:
            return None, None, Fate.GONE
        start, end = found[0]
    same = squeezed(new_text[start:end]) == squeezed(quote or words)
    return start, end, Fate.EXACT if same else Fate.CHANGED

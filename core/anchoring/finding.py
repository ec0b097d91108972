"""Finding a passage in a text by its words and by what stands around them."""

import re
from collections.abc import Sequence
from functools import cached_property

#: characters that are kept of what stands before and after a passage
CONTEXT = 30
#: a passage that stands more often in a text is nobody's choice
MOST_PLACES = 2_000
SPACE = re.compile(r"\s+")
#: signs that typesetting turns into one another
ALIKE = str.maketrans(
    dict.fromkeys("„”“‟«»″", '"') | dict.fromkeys("’‘‚′", "'") | dict.fromkeys("‐‑", "-") | {"\u00ad": " "}
)

Place = tuple[int, int]


def squeezed(text: str) -> str:
    """The text without its spaces and with typeset signs as they are typed: what is equal then reads the same."""
    return SPACE.sub("", text.translate(ALIKE))


def around(text: str, start: int, end: int, width: int = CONTEXT) -> tuple[str, str]:
    """What stands before and after a passage."""
    return text[max(start - width, 0) : start], text[end : end + width]


def find_passage(
    text: str, quote: str, before: str = "", after: str = "", hint: int | None = None
) -> tuple[int, int] | None:
    """Where `quote` stands in `text`; None when it does not, or when nobody can tell which of several places is meant.

    Of several places the one counts that stands between `before` and `after`, then the one nearest to `hint`. Spaces,
    no-break spaces and ends of lines are alike, and so are typed and typeset quotation marks.
    """
    found = Letters(text).places_of(quote)
    if len(found) <= 1:
        return found[0] if found else None
    found = closest(text, found, before, after)
    if len(found) > 1 and hint is not None:
        distances = [abs(start - hint) for start, _end in found]
        found = [place for place, far in zip(found, distances, strict=True) if far == min(distances)]
    return found[0] if len(found) == 1 else None


class Letters:
    """A text in which many quotes are looked for: made ready once."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _tight(self) -> str:
        return squeezed(self.text)

    @cached_property
    def _places(self) -> list[int]:
        """Where each letter of the squeezed text stands."""
        return [place for place, letter in enumerate(self.text.translate(ALIKE)) if not letter.isspace()]

    def places_of(self, quote: str) -> list[Place]:
        """All places of a quote, in order: letter by letter or, where there are none, whatever the spaces are."""
        quote = quote.strip()
        found = _exact(self.text, quote) if quote else []
        wanted = squeezed(quote)
        if found or not wanted:
            return found
        starts = _exact(self._tight, wanted)
        return [(self._places[start], self._places[start + len(wanted) - 1] + 1) for start, _end in starts]


def _exact(text: str, quote: str) -> list[Place]:
    found: list[Place] = []
    place = text.find(quote)
    while place >= 0 and len(found) < MOST_PLACES:
        found.append((place, place + len(quote)))
        place = text.find(quote, place + 1)
    return found


def closest(text: str, found: Sequence[Place], before: str, after: str) -> list[Place]:
    """Those of the places around which most of `before` and `after` stands."""
    left, right = squeezed(before), squeezed(after)
    likeness = [context_of(text, place, left, right) for place in found]
    return [place for place, alike in zip(found, likeness, strict=True) if alike == max(likeness)]


def context_of(text: str, place: Place, left: str, right: str) -> int:
    """How many characters of the squeezed `left` and `right` stand directly around a place."""
    before, after = around(text, *place, width=2 * max(len(left), len(right)) + 10)
    return _common(squeezed(before)[::-1], left[::-1]) + _common(squeezed(after), right)


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    shorter = min(len(one), len(other))
    return next((place for place in range(shorter) if one[place] != other[place]), shorter)

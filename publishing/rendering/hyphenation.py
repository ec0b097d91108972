"""Only words are hyphenated. `install()` is safe to call twice.

WeasyPrint tries every place where a dictionary would divide what stands between two spaces, and shapes all of it for
each try: 5,000 letters without a space take half a minute, 20,000 an hour. Nothing that long is a word; where it does
not fit it is broken at the edge, as `overflow-wrap` says.
"""

from collections.abc import Iterator
from types import SimpleNamespace

import pyphen
from weasyprint.text import line_break

#: The longest word in Polish use has 54 letters.
LONGEST = 100


class OnlyWords(pyphen.Pyphen):
    """A dictionary that leaves alone what is longer than any word."""

    def iterate(self, word: str) -> Iterator[tuple[str, str]]:
        return super().iterate(word) if len(word) <= LONGEST else iter(())


def install() -> None:
    line_break.pyphen = SimpleNamespace(Pyphen=OnlyWords, language_fallback=pyphen.language_fallback)

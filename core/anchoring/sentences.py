"""Sentences of a text, and stretches of it without the spaces around them."""

import re

from core.anchoring.finding import Place
from core.anchoring.tokens import SENTENCE_ENDS

SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")
#: letters of a sentence that are looked at on each side of a passage
LONGEST_SENTENCE = 150


def trimmed(text: str, start: int, end: int) -> Place | None:
    """The place without spaces around it."""
    words = text[start:end]
    stripped = words.strip()
    if not stripped:
        return None
    start += len(words) - len(words.lstrip())
    return start, start + len(stripped)


def sentence_around(text: str, start: int, end: int) -> Place:
    """The passage with the rest of its sentence."""
    first, last = max(start - LONGEST_SENTENCE, 0), min(end + LONGEST_SENTENCE, len(text))
    while start > first and text[start - 1] not in SENTENCE_ENDS and text[start - 1] != "\n":
        start -= 1
    while end < last and text[end - 1] not in SENTENCE_ENDS and text[end] != "\n":
        end += 1
    return start, end

"""What is put into a file beside its text: remarks with their replies, suggested wording, and where it belongs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from documents.rendering import FieldReading
from reviews.exchange.changes import Hand
from reviews.exchange.places import Spot


@dataclass(frozen=True)
class Said:
    """One comment: plain text."""

    author: str
    at: datetime
    text: str


@dataclass(frozen=True)
class Passage:
    """The words that a remark points at; `hint` is about where they begin."""

    quote: str
    before: str = ""
    after: str = ""
    hint: int | None = None


@dataclass(frozen=True)
class Wording:
    """What an open suggestion proposes for the field of its remark: a stored value.

    `words` are what the remark says where the text does not show it; `is_outdated`: it was proposed for another text.
    """

    hand: Hand
    proposed: Any
    words: str = ""
    is_outdated: bool = False


@dataclass(frozen=True)
class Talk:
    """A remark with its replies, on a place or on a passage of it."""

    spot: Spot
    said: tuple[Said, ...]
    passage: Passage | None = None
    is_done: bool = False
    wording: Wording | None = None


@dataclass
class Target:
    """Where a place stands in the file: the paragraph that names it, and the elements that hold a field's words.

    `reading` is what the file shows of a field; `code` precedes a title in its heading.
    """

    name: Any
    content: tuple[Any, ...] = ()
    reading: FieldReading | None = None
    is_title: bool = False
    code: str = ""

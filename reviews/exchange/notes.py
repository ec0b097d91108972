"""Comments of an uploaded file: who says what, on which words, and in answer to which."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from core.exceptions import InvalidInput
from core.richtext import clean, from_plain
from reviews.exchange.commenting import W14, W15
from reviews.exchange.opening import Opened, w
from reviews.exchange.places import Spot
from reviews.exchange.tracked import DELETED
from reviews.exchange.words import text_of

#: letters of the passage that a comment is on, and of what is around it
MOST_QUOTED = 2000
AROUND = 30
#: comments of one file
MOST_NOTES = 3000


@dataclass(frozen=True)
class Note:
    """A comment. `quote` are the words it is on, as they were before the changes; `parent` the comment it answers.

    `spot` is set when the place is known; `is_on_words` when it is on words of a field, not on a label;
    `is_done` when it is marked as resolved.
    """

    key: str
    author: str
    text: str
    quote: str
    before: str
    after: str
    parent: str
    start: Any = None
    spot: Spot | None = None
    is_on_words: bool = False
    is_done: bool = False

    @property
    def html(self) -> str:
        return clean(from_plain(self.text))

    def placed(self, spot: Spot | None, is_on_words: bool) -> "Note":
        return replace(self, spot=spot, is_on_words=is_on_words)


def read_notes(opened: Opened) -> list[Note]:
    """The comments in the order of the text, replies behind what they answer; those without a place come last."""
    parts = list(opened.related("/comments"))
    if not parts:
        return []
    body = opened.document.find(w("body"))
    ranges = _ranges(body)
    comments = list(parts[0].iter(w("comment")))
    if len(comments) > MOST_NOTES:
        sentence = _("The file has too many comments: at most %(limit)d. Delete those that the portal has already.")
        raise InvalidInput(sentence % {"limit": MOST_NOTES})
    parents, done = _threading(opened, comments)
    found = []
    for comment in comments:
        key = comment.get(w("id"), "")
        start, quote, before, after = ranges.get(key, (None, "", "", ""))
        found.append(
            Note(
                key=key,
                author=(comment.get(w("author")) or "").strip()[:150],
                text=text_of([comment]).strip(),
                quote=quote,
                before=before,
                after=after,
                parent=parents.get(key, ""),
                start=start,
                is_done=key in done,
            )
        )
    order = {key: place for place, key in enumerate(ranges)}
    return sorted(found, key=lambda note: order.get(note.key, len(order)))


def _threading(opened: Opened, comments: list[Any]) -> tuple[dict[str, str], set[str]]:
    """Which comment each one answers, by their ids, and those that are marked as resolved."""
    marks: dict[str | None, str] = {}
    for comment in comments:
        for paragraph in comment.iter(w("p")):
            marks[paragraph.get(f"{{{W14}}}paraId")] = comment.get(w("id"), "")
    marks.pop(None, None)
    parents: dict[str, str] = {}
    done: set[str] = set()
    for extended in opened.related("/commentsExtended"):
        for one in extended.iter(f"{{{W15}}}commentEx"):
            child, parent = marks.get(one.get(f"{{{W15}}}paraId")), marks.get(one.get(f"{{{W15}}}paraIdParent"))
            if child and parent and child != parent:
                parents[child] = parent
            if child and one.get(f"{{{W15}}}done") in ("1", "true", "on"):
                done.add(child)
    return parents, done


def _ranges(body: Any) -> dict[str, tuple[Any, str, str, str]]:
    """By comment: where it begins, the words that it is on, and up to thirty letters before and after them."""
    text: list[str] = []
    length = 0
    starts: dict[str, tuple[Any, int]] = {}
    ends: dict[str, int] = {}
    for element, words in _walk(body):
        key = element.get(w("id"), "") if words is None else ""
        if words is not None:
            text.append(words)
            length += len(words)
        elif element.tag == w("commentRangeStart"):
            starts.setdefault(key, (element, length))
        elif element.tag == w("commentRangeEnd"):
            ends[key] = length
        else:
            # A comment on a point, or one whose range somebody broke.
            starts.setdefault(key, (element, length))
            ends.setdefault(key, length)
    whole = "".join(text)
    found = {}
    for key, (element, start) in starts.items():
        end = min(max(ends.get(key, start), start), start + MOST_QUOTED)
        found[key] = (element, whole[start:end], whole[max(start - AROUND, 0) : start], whole[end : end + AROUND])
    return found


def _walk(body: Any) -> Iterator[tuple[Any, str | None]]:
    """Words as they were before tracked changes, ends of paragraphs, and the marks of comments, in order."""
    marks = (w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"))
    for element in body.iter(w("t"), w("delText"), w("br"), w("p"), *marks):
        if element.tag in marks:
            yield element, None
        elif element.tag == w("p") or element.tag == w("br"):
            yield element, "\n"
        elif not any(one.tag in (w("ins"), w("moveTo")) for one in element.iterancestors()):
            yield element, element.text or ""
        elif any(one.tag in DELETED for one in element.iterancestors()):
            # Put in and taken out again: never part of the text.
            continue

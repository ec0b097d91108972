"""Anchored passages under harsh random edits: how many stand right after 6, 21 and 60 edits, and what that costs.

The truth comes from `benchmarks.tracked_text`, which tracks letters. Right is a place that covers at least half of the
letters that are left of the passage and is at least half made of them (and of what was put into the middle of it), and
"gone" for a passage of which nothing, or less than a third, is left. Deleted is a passage of which no letter is left.
"""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.harsh_edits import edit as edit_harshly
from benchmarks.tracked_text import Text, Truth, sentences_of_the_sample
from core.anchoring import Edit, around
from documents.enums import AnchorState
from documents.models import Anchor
from documents.parts import document_kind
from documents.queries.anchors import anchor_text
from documents.services.following import follow, settle

TITLE = "Anchored passages under harsh edits of Polish texts"
HEADERS = (
    "edits",
    "right, followed at every save",
    "deleted ones noticed",
    "right, followed once at the end",
    "ms per passage and save",
)
MARKS = (6, 21, 60)
TEXTS = 120
PASSAGES = 12
SEED = 5
#: a passage of which less is left may count as gone
LITTLE_LEFT = 1 / 3


@dataclass
class Score:
    """What was counted at one number of edits."""

    right: int = 0
    all: int = 0
    noticed: int = 0
    deleted: int = 0
    wrong: list[str] = field(default_factory=list)


def measure() -> Iterator[tuple[str, ...]]:
    """One row per number of edits."""
    every, once, spent, saves = play(TEXTS, SEED)
    for mark in MARKS:
        yield (
            str(mark),
            f"{every[mark].right / every[mark].all:.2%} of {every[mark].all}",
            f"{every[mark].noticed} of {every[mark].deleted}",
            f"{once[mark].right / once[mark].all:.2%}",
            f"{1000 * spent / saves:.3f}",
        )


def play(texts: int, seed: int) -> tuple[dict[int, Score], dict[int, Score], float, int]:
    """Edit some texts. Returns the scores at every save and once at the end, the seconds and the passages followed."""
    sentences = sentences_of_the_sample()
    every, once = ({mark: Score() for mark in MARKS} for _way in range(2))
    spent, saves = 0.0, 0
    for number in range(texts):
        text = Text(random.Random(seed * 1_000_003 + number), sentences)
        places = text.choose(PASSAGES)
        first = read(text)
        anchors = [_anchor(first, *place) for place in places]
        lengths = {number: len(truth.own) for number, truth in text.truths().items()}
        before = first
        for count in range(1, max(MARKS) + 1):
            edit_harshly(text)
            now = read(text)
            started = time.process_time()
            edit = Edit(before, now)
            for anchor in anchors:
                follow(anchor, edit)
            spent += time.process_time() - started
            saves += len(anchors)
            before = now
            if count in MARKS:
                at_once = [_anchor(first, *place) for place in places]
                edit = Edit(first, now)
                for anchor in at_once:
                    follow(anchor, edit)
                _judge(every[count], text.truths(), lengths, anchors, now)
                _judge(once[count], text.truths(), lengths, at_once, now)
    return every, once, spent, saves


def read(text: Text) -> str:
    """The text as anchors are counted in it."""
    plain = anchor_text(document_kind("mid").part_kind("diagnosis").field("text"), text.html)
    if plain != text.plain:
        raise AssertionError("letters are not where the benchmark tracks them")
    return plain


def _anchor(text: str, start: int, end: int) -> Anchor:
    anchor = Anchor(quote=text[start:end], start=start, end=end)
    anchor.before, anchor.after = around(text, start, end)
    settle(anchor, text, start, end, AnchorState.EXACT)
    return anchor


def _judge(score: Score, truths: dict[int, Truth], lengths: dict[int, int], anchors: list[Anchor], text: str) -> None:
    for number, anchor in enumerate(anchors):
        truth = truths.get(number, Truth())
        score.all += 1
        score.deleted += not truth.own
        score.noticed += not truth.own and anchor.live_start is None
        if is_right(anchor, truth, lengths[number], text):
            score.right += 1
        else:
            score.wrong.append(f"{anchor.quote!r}: {anchor.state} {anchor.live_quote!r}, left {len(truth.own)}")


def is_right(anchor: Anchor, truth: Truth, length: int, text: str) -> bool:
    """Whether the anchor says of the draft's text what the tracked letters say."""
    if anchor.live_start is None or anchor.live_end is None:
        return len(truth.own) < LITTLE_LEFT * length
    start, end = anchor.live_start, anchor.live_end
    covered = sum(start <= place < end for place in truth.own)
    ours = covered + sum(start <= place < end for place in truth.within)
    letters = sum(not sign.isspace() for sign in text[start:end])
    return bool(truth.own) and 2 * covered >= len(truth.own) and 2 * ours >= letters

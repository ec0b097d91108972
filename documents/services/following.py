"""Anchored passages follow their words: through every edit of their field, and into every frozen Version."""

from core.anchoring import around, remap
from documents.enums import AnchorState
from documents.models import Anchor


def settle(anchor: Anchor, text: str, start: int | None, end: int | None, state: str) -> None:
    """Set the anchor's place in the draft's `text`. Writes nothing to the database."""
    anchor.state = AnchorState(state)
    anchor.live_start, anchor.live_end = start, end
    if start is not None and end is not None:
        anchor.live_quote = text[start:end]


def lose(anchor: Anchor, text: str, start: int, end: int) -> None:
    """The anchor's passage, which stood in `text`, is gone; what it is known by stays. Writes nothing."""
    anchor.live_quote = text[start:end]
    anchor.lost_at = start
    anchor.lost_before, anchor.lost_after = around(text, start, end)
    settle(anchor, "", None, None, AnchorState.GONE)


def follow(anchor: Anchor, old_text: str, new_text: str) -> None:
    """Move the anchor from where it stands in `old_text` to the same words in `new_text`. Writes nothing."""
    if anchor.live_start is None or anchor.live_end is None:
        return
    start, end, fate = remap(old_text, new_text, anchor.live_start, anchor.live_end, anchor.quote)
    if start is None or end is None:
        lose(anchor, old_text, anchor.live_start, anchor.live_end)
    else:
        settle(anchor, new_text, start, end, fate)

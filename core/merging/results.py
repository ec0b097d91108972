"""What a merge gives, and what stops one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


class Clash(Exception):
    """Both sides changed the same words, or the merge would cost too much: a person decides."""


@dataclass(frozen=True)
class Merged:
    """The merged value; with `clashes` it is None and a person decides."""

    value: Any
    clashes: bool = False


def three_ways(base: Any, mine: Any, theirs: Any, merge: Callable[[], Any]) -> Merged:
    """What one side left alone is the other's; the same on both sides is one; the rest is for `merge`."""
    if mine == theirs or base == theirs:
        return Merged(mine)
    if base == mine:
        return Merged(theirs)
    try:
        return Merged(merge())
    except (Clash, RecursionError):
        return Merged(None, clashes=True)

"""Room for Python's own stack, so that a hot call does not lie across the end of one of its chunks.

CPython keeps frames in chunks of 16 kB and takes a new chunk from the system for each call that does not fit. When a
loop of the layout happens to run right at such an end, every round takes a chunk and gives it back. A frame that claims
much room makes one large chunk in which everything below it fits.
"""

from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")

#: Places on the stack, eight bytes each; the chunk gets the next power of two, the rest of it serves the calls below.
PLACES = 70_000


def _call(function: Callable[[], Answer]) -> Answer:
    return function()


_call.__code__ = _call.__code__.replace(co_stacksize=PLACES)
with_room = _call

"""What the person at the terminal sees: steps with their duration, and problems in one sentence."""

import contextlib
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Problem(Exception):
    """Something that the person has to repair; its text is one clear sentence, shown without a traceback."""


def say(text: str = "", end: str = "\n") -> None:
    """Print at once, also into a pipe; a terminal that was closed meanwhile is no reason to fail."""
    with contextlib.suppress(OSError):
        print(text, end=end, flush=True)


class Step:
    """A piece of work under way; `note` shows what it is doing now, on a terminal only."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.on_terminal = sys.stdout.isatty()

    def note(self, detail: str) -> None:
        """Show `detail` after the step's name until the next note."""
        if self.on_terminal:
            say(f"\r\033[K  {self.text}: {detail[:60]}", end="")


@contextmanager
def step(text: str) -> Iterator[Step]:
    """Announce `text`, run the block, then print how many seconds it took."""
    current = Step(text)
    started = time.monotonic()
    say(f"  {text} ...", end="" if current.on_terminal else "\n")
    try:
        yield current
    except BaseException:
        if current.on_terminal:
            say()
        raise
    seconds = time.monotonic() - started
    if current.on_terminal:
        say(f"\r\033[K  {text} ({seconds:.1f} s)")
    elif seconds >= 1:
        say(f"    {seconds:.1f} s")

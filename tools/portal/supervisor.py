"""Keeps the portal's processes alive, and stops them in order."""

import contextlib
import signal
import time
from collections.abc import Callable, Sequence
from types import FrameType

from tools.portal.console import Problem, say
from tools.portal.processes import Child, stop_all

FIRST_DELAY_SECONDS = 0.5
LONGEST_DELAY_SECONDS = 30.0
STEADY_SECONDS = 60.0
LOOK_SECONDS = 0.25
LOG_LOOK_SECONDS = 60.0


class Stopped(BaseException):
    """A signal asked the program to stop: not an error, and not to be caught on the way."""


def stop_on_signals() -> None:
    """Turn SIGINT, SIGTERM and SIGHUP into Stopped, once: later ones do not disturb the orderly end."""

    def arrived(number: int, frame: FrameType | None) -> None:
        for known in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(known, signal.SIG_IGN)
        raise Stopped

    for known in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(known, arrived)


class Supervisor:
    """Watches children and starts a dead one again, each time later, until it has stayed up a minute."""

    def __init__(self, children: Sequence[Child], clock: Callable[[], float] = time.monotonic) -> None:
        self.children = children
        self.clock = clock
        self.delays: dict[str, float] = {}
        self.due: dict[str, float] = {}

    def watch(self) -> None:
        """Look after the children until Stopped is raised."""
        next_log_look = self.clock() + LOG_LOOK_SECONDS
        while True:
            for child in self.children:
                self.look_after(child)
            if self.clock() >= next_log_look:
                next_log_look = self.clock() + LOG_LOOK_SECONDS
                self._shorten_logs()
            time.sleep(LOOK_SECONDS)

    def look_after(self, child: Child) -> None:
        """Notice a death, and start the child again when its delay is over."""
        if child.exit_code is None:
            return
        if child.name not in self.due:
            self.due[child.name] = self.clock() + self._next_delay(child)
            child.end_group()
            say(f"  {child.name} {_how_it_ended(child)}; starting it again (log: {child.log})")
        elif self.clock() >= self.due[child.name]:
            del self.due[child.name]
            self._start(child)

    def _start(self, child: Child) -> None:
        # A full disk must not end what still runs: the next look tries again.
        try:
            child.start()
        except (OSError, Problem) as error:
            say(f"  {child.name} could not be started: {error}")

    def _shorten_logs(self) -> None:
        for child in self.children:
            with contextlib.suppress(OSError):
                child.shorten_log()

    def _next_delay(self, child: Child) -> float:
        steady = self.clock() - child.started_at > STEADY_SECONDS
        delay = FIRST_DELAY_SECONDS if steady else self.delays.get(child.name, FIRST_DELAY_SECONDS)
        self.delays[child.name] = min(delay * 2, LONGEST_DELAY_SECONDS)
        return delay


def _how_it_ended(child: Child) -> str:
    code = child.exit_code or 0
    return f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"


def stop_in_order(programs: Sequence[Child], engines: Sequence[Child]) -> None:
    """Stop the programs first, then each engine alone, the database last."""
    stop_all(programs)
    for engine in engines:
        stop_all([engine])

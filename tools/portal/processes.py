"""Child processes that never outlive their parent."""

import contextlib
import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

LIBC = ctypes.CDLL(None, use_errno=True)
PR_SET_PDEATHSIG = 1
LOG_LIMIT_BYTES = 10 * 1024 * 1024


@dataclass
class Child:
    """A long-running program: its command, its log, and how it is asked to stop.

    `own_death_signal` is True when the command itself arranges to die with its parent (setpriv does).
    `hurry_signal`, when given, is sent after `grace_seconds`; SIGKILL follows for the whole process group.
    """

    name: str
    command: Sequence[str]
    log: Path
    pid_file: Path
    env: Mapping[str, str] | None = None
    cwd: Path | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    hurry_signal: signal.Signals | None = None
    grace_seconds: float = 10.0
    own_death_signal: bool = False
    before_start: Callable[[], None] = lambda: None
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    started_at: float = field(default=0.0, init=False)

    def start(self) -> None:
        """Start the program in its own process group, its output appended to the log."""
        end_leftover(self.pid_file, self.stop_signal)
        self.before_start()
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=self.env,
                cwd=self.cwd,
                process_group=0,
                preexec_fn=None if self.own_death_signal else die_with_parent(self.stop_signal),
            )
        self.started_at = time.monotonic()
        self.pid_file.write_text(f"{self.process.pid} {birth(self.process.pid)}\n")

    @property
    def exit_code(self) -> int | None:
        """None while it runs; negative: the signal that ended it."""
        return self.process.poll() if self.process else 0

    def ask_to_stop(self) -> None:
        """Send the stop signal and return at once."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(self.stop_signal)

    def wait_stopped(self, hurry: bool = False) -> None:
        """Return when the program and all of its group are gone; force them when the grace is over."""
        if not self.process:
            return
        if not self._ended_within(0.5 if hurry else self.grace_seconds) and self.hurry_signal:
            self.process.send_signal(self.hurry_signal)
            self._ended_within(3)
        self.end_group()
        self.process.wait()
        self.pid_file.unlink(missing_ok=True)

    def end_group(self) -> None:
        """Kill what is left of the process group, for instance the workers of a killed master."""
        if self.process:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def last_lines(self, count: int = 12) -> str:
        """Return the end of the log."""
        lines = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
        return "\n".join(lines[-count:])

    def shorten_log(self) -> None:
        """Move the log aside once it is over the limit; the program keeps writing to the same open file."""
        if self.log.stat().st_size > LOG_LIMIT_BYTES:
            self.log.with_suffix(".log.1").write_bytes(self.log.read_bytes())
            os.truncate(self.log, 0)

    def _ended_within(self, seconds: float) -> bool:
        assert self.process
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True


def die_with_parent(death_signal: signal.Signals) -> Callable[[], None]:
    """Return what a new process has to call, so that it receives `death_signal` when this one ends in any way."""
    parent = os.getpid()

    def arrange() -> None:
        LIBC.prctl(PR_SET_PDEATHSIG, int(death_signal))
        if os.getppid() != parent:
            os._exit(1)

    return arrange


def birth(pid: int) -> str:
    """Return the start time of a live process in clock ticks, or "" when there is none or a zombie."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return ""
    return "" if fields[0] in ("Z", "X") else fields[19]


def end_leftover(pid_file: Path, stop_signal: signal.Signals, seconds: float = 15.0) -> None:
    """Stop the process that a killed supervisor recorded in `pid_file`, if exactly that one still lives."""
    try:
        pid_text, born = pid_file.read_text().split()
    except (FileNotFoundError, ValueError):
        return
    pid = int(pid_text)
    deadline = time.monotonic() + seconds
    with contextlib.suppress(ProcessLookupError):
        if birth(pid) == born:
            os.kill(pid, stop_signal)
        while birth(pid) == born and time.monotonic() < deadline:
            time.sleep(0.05)
        if birth(pid) == born:
            os.killpg(pid, signal.SIGKILL)
    pid_file.unlink(missing_ok=True)


def end_leftovers(folder: Path) -> None:
    """Stop every process recorded in `folder`, the engines last."""
    for name in ("web", "beat", "worker", "valkey"):
        end_leftover(folder / f"{name}.pid", signal.SIGTERM)
    end_leftover(folder / "postgres.pid", signal.SIGINT)


def stop_all(children: Sequence[Child], hurry: bool = False) -> None:
    """Ask all to stop in the given order, then wait for each; a child that never started is passed over."""
    for child in children:
        child.ask_to_stop()
    for child in children:
        child.wait_stopped(hurry)

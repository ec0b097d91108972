"""How long a program runs and how much memory it and its children take."""

import os
import resource
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

SAMPLE_EVERY = 0.02


@dataclass(frozen=True)
class Run:
    """Wall-clock and processor seconds, and the highest sum of proportional memory of all its processes in MB."""

    seconds: float
    processor: float
    megabytes: float


def run(command: list[str], *, environment: dict[str, str] | None = None) -> Run:
    """Run a program to its end; raises CalledProcessError when it fails."""
    started, before = time.monotonic(), _processor_time()
    process = subprocess.Popen(
        command,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    peak = 0
    while process.poll() is None:
        peak = max(peak, _memory_of_session(process.pid))
        time.sleep(SAMPLE_EVERY)
    seconds = time.monotonic() - started
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(seconds, _processor_time() - before, peak / 1024)


def _processor_time() -> float:
    """Seconds that all finished children of this process have computed."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _memory_of_session(session: int) -> int:
    """Proportional set size in kB of all processes of a session; shared pages count once."""
    total = 0
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if os.getsid(int(entry.name)) == session:
                    total += _proportional(entry)
            except (OSError, ProcessLookupError):
                continue
    return total


def _proportional(entry: Path) -> int:
    for line in (entry / "smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0

"""How long a program runs and how much memory it and its children take."""

import os
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SAMPLE_EVERY = 0.02
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Run:
    """Wall-clock seconds, processor seconds and the highest sum of proportional memory in MB, of all its processes."""

    seconds: float
    processor: float
    megabytes: float


def run(command: list[str]) -> Run:
    """Run a program to its end, looking at its processes all the time; raises CalledProcessError when it fails."""
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    peak, computed = 0, {}
    while process.poll() is None:
        memory = 0
        for entry in _processes_of_session(process.pid):
            try:
                memory += _proportional_memory(entry)
                computed[entry.name] = _processor_time(entry)
            except OSError:
                continue
        peak = max(peak, memory)
        time.sleep(SAMPLE_EVERY)
    seconds = time.monotonic() - started
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(seconds, sum(computed.values()), peak / 1024)


def _processes_of_session(session: int) -> Iterator[Path]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if os.getsid(int(entry.name)) == session:
                    yield entry
            except OSError:
                continue


def _proportional_memory(entry: Path) -> int:
    """Memory in kB; what several processes share counts once."""
    for line in (entry / "smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def _processor_time(entry: Path) -> float:
    """Seconds; the fields after the name, which may itself hold spaces and brackets."""
    fields = (entry / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def processor_time_below() -> float:
    """Processor seconds so far of all living descendants of this process."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
    below, waiting = set(), [os.getpid()]
    while waiting:
        parent = waiting.pop()
        children = [child for child, its_parent in parents.items() if its_parent == parent and child not in below]
        below.update(children)
        waiting.extend(children)
    return sum(_time_or_nothing(Path("/proc") / str(child)) for child in below)


def _time_or_nothing(entry: Path) -> float:
    try:
        return _processor_time(entry)
    except OSError:
        return 0.0

"""Children that die are started again, children that will not stop are forced, nothing is left."""

import signal
import sys
import time
from pathlib import Path

import pytest

from tools.portal.console import Problem
from tools.portal.locks import sole_use
from tools.portal.processes import Child, birth, stop_all
from tools.portal.supervisor import LONGEST_DELAY_SECONDS, Supervisor

SLEEP = "import time; time.sleep(60)"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); " + SLEEP
PARENT = (
    f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {SLEEP!r}]); print('ready', flush=True); {SLEEP}"
)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def child(folder: Path, code: str, grace_seconds: float = 5.0) -> Child:
    command = [sys.executable, "-c", code]
    return Child("program", command, folder / "program.log", folder / "program.pid", grace_seconds=grace_seconds)


def wait_for_line(program: Child, text: str) -> None:
    deadline = time.monotonic() + 10
    while text not in program.last_lines():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_killed_child_is_started_again_after_its_delay(tmp_path: Path) -> None:
    program, clock = child(tmp_path, SLEEP), Clock()
    supervisor = Supervisor([program], clock)
    program.start()
    assert program.process
    first = program.process.pid
    program.process.kill()
    program.process.wait()
    supervisor.look_after(program)
    assert program.process.pid == first
    clock.now += 0.6
    supervisor.look_after(program)
    assert program.process.pid != first
    assert program.exit_code is None
    stop_all([program])


def test_a_child_that_dies_at_once_waits_longer_each_time(tmp_path: Path) -> None:
    program, clock = child(tmp_path, "raise SystemExit(3)"), Clock()
    supervisor = Supervisor([program], clock)
    delays = []
    for _ in range(8):
        program.start()
        assert program.process
        program.process.wait()
        program.started_at = clock.now
        supervisor.look_after(program)
        delays.append(supervisor.due.pop(program.name) - clock.now)
    assert delays == [0.5, 1, 2, 4, 8, 16, LONGEST_DELAY_SECONDS, LONGEST_DELAY_SECONDS]


def test_a_child_deaf_to_the_stop_signal_is_forced(tmp_path: Path) -> None:
    program = child(tmp_path, STUBBORN, grace_seconds=0.2)
    program.start()
    wait_for_line(program, "deaf")
    stop_all([program])
    assert program.exit_code == -signal.SIGKILL


def test_children_of_a_child_end_with_it(tmp_path: Path) -> None:
    program = child(tmp_path, PARENT)
    program.start()
    wait_for_line(program, "ready")
    assert program.process
    group = program.process.pid
    stop_all([program])
    time.sleep(0.1)
    assert [pid for pid in map(int, _numbers()) if _group(pid) == group] == []


def _numbers() -> list[str]:
    return [entry.name for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _group(pid: int) -> int:
    if not birth(pid):
        return 0
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[2])


def test_a_data_directory_is_used_by_one_start_at_a_time(tmp_path: Path) -> None:
    with sole_use(tmp_path), pytest.raises(Problem, match="already runs on"), sole_use(tmp_path):
        pass
    with sole_use(tmp_path):
        pass


def test_an_overlong_log_is_moved_aside_while_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.portal.processes.LOG_LIMIT_BYTES", 100)
    program = child(
        tmp_path, "import time; print('x' * 200, flush=True); time.sleep(0.4); print('after', flush=True); " + SLEEP
    )
    program.start()
    wait_for_line(program, "x" * 200)
    program.shorten_log()
    wait_for_line(program, "after")
    assert program.log.read_text() == "after\n"
    assert (tmp_path / "program.log.1").read_text() == "x" * 200 + "\n"
    stop_all([program])

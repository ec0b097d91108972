"""The embedded engines: started, killed, repaired, refused."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tools.portal.config import Config, prepare_data
from tools.portal.console import Problem
from tools.portal.engines import Engines, start_engines
from tools.portal.places import find_places
from tools.portal.processes import Child, birth, stop_all

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def config(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Config:
    """A data directory of its own, and no engine named by the environment."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    return Config(ROOT, tmp_path_factory.mktemp("d"), "127.0.0.1", 8000)


@contextmanager
def running(config: Config, *, throwaway: bool = True) -> Iterator[Engines]:
    started: list[Child] = []
    prepare_data(config)
    try:
        yield start_engines(config, started, throwaway=throwaway)
    finally:
        stop_all(started)


def query(config: Config, statement: str) -> str:
    places = find_places(config)
    login = ["-h", places.sockets, "-U", "portal", "-d", "portal"]
    return subprocess.run(
        [places.binaries / "psql", *login, "-Atc", statement], capture_output=True, text=True, check=True
    ).stdout.strip()


def test_engines_answer_and_leave_nothing_behind(config: Config) -> None:
    with running(config) as engines:
        pids = [child.process.pid for child in engines.children if child.process]
        assert query(config, "select datcollate from pg_database where datname = 'portal'") == "C"
        assert engines.database_url == f"postgres://portal@/portal?host={config.data}/run"
        assert engines.redis_url == f"redis+socket://{config.data}/run/valkey.sock"
    assert [birth(pid) for pid in pids] == ["", ""]
    assert list((config.data / "run").glob("*.pid")) == []


def test_postgres_listens_on_no_port_and_its_files_are_private(config: Config) -> None:
    with running(config):
        assert query(config, "show listen_addresses") == ""
        assert (config.data / "postgres").stat().st_mode & 0o077 == 0
        assert (config.data / "run").stat().st_mode & 0o077 == 0


def test_rows_and_queued_work_survive_a_kill_of_both_engines(config: Config) -> None:
    with running(config, throwaway=False) as engines:
        query(config, "create table kept (n int); insert into kept select generate_series(1, 1000)")
        assert valkey(engines, "RPUSH interactive job") == ":1\r\n"
        for child in engines.children:
            assert child.process
            child.process.kill()
            child.process.wait()
    with running(config, throwaway=False) as engines:
        assert query(config, "select count(*) from kept") == "1000"
        assert valkey(engines, "LLEN interactive") == ":1\r\n"


def valkey(engines: Engines, command: str) -> str:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(5)
        line.connect(engines.redis_url.removeprefix("redis+socket://"))
        line.sendall(f"{command}\r\n".encode())
        return line.recv(1024).decode()


STARTER = """
import sys, time
from pathlib import Path
from tools.portal.config import Config, prepare_data
from tools.portal.engines import start_engines

config = Config(Path(sys.argv[1]), Path(sys.argv[2]), "127.0.0.1", 8000)
prepare_data(config)
engines = start_engines(config, [], throwaway=True)
print(*[child.process.pid for child in engines.children], flush=True)
time.sleep(60)
"""


def test_engines_end_with_a_killed_supervisor(config: Config) -> None:
    command = [sys.executable, "-c", STARTER, str(ROOT), str(config.data)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout
        pids = [int(pid) for pid in starter.stdout.readline().split()]
        assert [birth(pid) != "" for pid in pids] == [True, True]
        starter.kill()
    deadline = time.monotonic() + 20
    while any(birth(pid) for pid in pids):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_engines_of_a_killed_start_are_replaced(config: Config) -> None:
    prepare_data(config)
    first = start_engines(config, [], throwaway=True)
    with running(config) as second:
        old = [child.process.pid for child in first.children if child.process]
        new = [child.process.pid for child in second.children if child.process]
        assert set(old).isdisjoint(new)
        assert [child.exit_code is None for child in first.children] == [False, False]
        assert query(config, "select 1") == "1"


def test_a_stale_pid_file_that_names_another_program_is_repaired(config: Config) -> None:
    with running(config):
        pass
    stale = f"{os.getpid()}\n{config.data}/postgres\n0\n5432\n{config.data}/run\n"
    (config.data / "postgres" / "postmaster.pid").write_text(stale)
    (config.data / "run" / ".s.PGSQL.5432.lock").write_text(stale)
    with running(config):
        assert query(config, "select 1") == "1"


def test_data_of_another_major_version_is_refused_with_advice(config: Config) -> None:
    with running(config):
        pass
    (config.data / "postgres" / "PG_VERSION").write_text("17\n")
    with pytest.raises(Problem, match=r"is of PostgreSQL 17 and this portal brings 18.*docs/operations\.md"):
        start_engines(config, [])


def test_an_interrupted_first_start_is_begun_again(config: Config) -> None:
    (config.data / "postgres.new").mkdir(parents=True)
    (config.data / "postgres.new" / "PG_VERSION").write_text("")
    with running(config):
        assert query(config, "select 1") == "1"


def test_a_path_too_long_or_too_odd_for_a_socket_moves_the_sockets(config: Config, tmp_path: Path) -> None:
    odd = Config(ROOT, tmp_path / ("zażółć gęślą jaźń " * 6), "127.0.0.1", 8000)
    with running(odd) as engines:
        places = find_places(odd)
        assert len(str(places.sockets)) < 80
        assert places.sockets.stat().st_mode & 0o077 == 0
        assert str(places.sockets) in engines.database_url
        assert query(odd, "select 1") == "1"


def test_named_engines_are_used_and_none_is_started(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/portal")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere/0")
    engines = start_engines(config, [])
    assert engines == Engines("postgres://elsewhere/portal", "redis://elsewhere/0", [])

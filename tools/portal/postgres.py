"""The embedded PostgreSQL: made on first use, repaired after a kill, never reachable from another machine."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from tools.portal.console import Problem
from tools.portal.places import Places, explain, wait_ready
from tools.portal.processes import Child, birth

NOBODY = 65534
SOCKET = ".s.PGSQL.5432"
DATABASE = "portal"

# The wheel has no ICU: the built-in C.UTF-8 is the same on every machine; Polish order is the portal's own.
LOCALE = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
# Small machines first: one portal needs few connections, and idle memory matters more than peak speed.
TUNING = [
    "max_connections=100",
    "shared_buffers=64MB",
    "max_wal_size=512MB",
    "io_method=sync",
    "max_logical_replication_workers=0",
    "jit=off",
    "log_checkpoints=off",
    "log_timezone=UTC",
]
# A test database is thrown away: nothing has to survive a power cut.
THROWAWAY = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]


def as_postgres(places: Places, owner: int) -> list[str]:
    """Return the prefix that runs a PostgreSQL program: nothing, or for root the switch to user `owner`.

    PostgreSQL refuses to run as root. The switched process keeps the single right to pass through root's
    private folders, so that neither a system user nor a wider file mode is needed.
    """
    if os.getuid() != 0:
        return []
    switch = ["setpriv", f"--reuid={owner}", f"--regid={owner}", "--clear-groups", "--pdeathsig", "INT"]
    keep = ["--securebits=+no_setuid_fixup", "--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
    prefix = [*switch, *keep, "--"]
    if shutil.which("setpriv"):
        probe = subprocess.run([*prefix, places.binaries / "postgres", "--version"], capture_output=True)
        if probe.returncode == 0:
            return prefix
    raise Problem(
        "PostgreSQL refuses to run as root and this machine does not let root become another user: "
        "run the portal as an ordinary user, or set DATABASE_URL."
    )


def prepare_cluster(places: Places) -> list[str]:
    """Make the database cluster on first use; return the prefix to run its server with."""
    version = places.cluster / "PG_VERSION"
    if not version.exists():
        return _make_cluster(places)
    _require_same_major(places, version.read_text().strip())
    owner = places.cluster.stat().st_uid
    if os.getuid() != 0 and owner != os.getuid():
        raise Problem(f"The database in {places.cluster} belongs to another user: run the portal as that user.")
    return as_postgres(places, owner or NOBODY)


def _make_cluster(places: Places) -> list[str]:
    # Made aside and renamed when whole: an interrupted start leaves nothing that looks like a cluster.
    prefix = as_postgres(places, NOBODY)
    aside = places.cluster.with_name("postgres.new")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(mode=0o700)
    if os.getuid() == 0:
        os.chown(aside, NOBODY, NOBODY)
    command = [
        *prefix,
        str(places.binaries / "initdb"),
        "-D",
        str(aside),
        "-U",
        DATABASE,
        "--auth=trust",
        *LOCALE,
    ]
    made = subprocess.run([*command, "--no-instructions"], capture_output=True, text=True)
    if made.returncode != 0:
        shutil.rmtree(aside, ignore_errors=True)
        raise Problem(explain(made.stdout + made.stderr, "The database could not be made"))
    aside.rename(places.cluster)
    return prefix


def _require_same_major(places: Places, kept: str) -> None:
    version = [str(places.binaries / "postgres"), "--version"]
    current = subprocess.run(version, capture_output=True, text=True, check=True).stdout.split()[-1].split(".")[0]
    if kept != current:
        raise Problem(
            f"The data in {places.cluster} is of PostgreSQL {kept} and this portal brings {current}. "
            "Follow 'Upgrading PostgreSQL' in docs/operations.md, or choose another PORTAL_DATA_DIR."
        )


def clear_stale_locks(places: Places) -> None:
    """Remove the lock files of a server that was killed; stop one that a killed supervisor left behind."""
    pid_file = places.cluster / "postmaster.pid"
    if pid_file.exists():
        pid = _first_number(pid_file)
        if is_server(pid):
            os.kill(pid, signal.SIGINT)
            _wait_gone(pid)
        pid_file.unlink(missing_ok=True)
    lock = places.sockets / f"{SOCKET}.lock"
    if lock.exists() and not is_server(_first_number(lock)):
        lock.unlink(missing_ok=True)
        (places.sockets / SOCKET).unlink(missing_ok=True)


def _first_number(path: Path) -> int:
    text = path.read_text().partition("\n")[0].strip()
    return int(text) if text.isdigit() else 0


def is_server(pid: int) -> bool:
    """Tell whether `pid` is a live PostgreSQL: after a reboot the number may belong to anything."""
    if not pid or not birth(pid):
        return False
    return Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[0].endswith(b"postgres")


def _wait_gone(pid: int, seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while birth(pid):
        if time.monotonic() > deadline:
            raise Problem(f"An earlier PostgreSQL (process {pid}) does not stop; stop it with: kill {pid}")
        time.sleep(0.05)


def postgres_child(places: Places, *, throwaway: bool) -> Child:
    """Describe the database server; makes its cluster on first use."""
    prefix = prepare_cluster(places)
    settings = [
        "listen_addresses=",
        f"unix_socket_directories={places.sockets}",
        "unix_socket_permissions=0700",
    ]
    chosen = [*settings, *TUNING, *(THROWAWAY if throwaway else [])]
    return Child(
        name="postgres",
        command=[
            *prefix,
            str(places.binaries / "postgres"),
            "-D",
            str(places.cluster),
            *(part for setting in chosen for part in ("-c", setting)),
        ],
        log=places.logs / "postgres.log",
        pid_file=places.run / "postgres.pid",
        stop_signal=signal.SIGINT,
        hurry_signal=signal.SIGQUIT,
        grace_seconds=15,
        own_death_signal=bool(prefix),
        before_start=lambda: clear_stale_locks(places),
    )


def wait_for_postgres(places: Places, child: Child) -> None:
    """Return when the server accepts connections and holds the portal's database."""
    login = ["-h", str(places.sockets), "-U", DATABASE]
    ask = [str(places.binaries / "pg_isready"), "-q", *login, "-d", "postgres"]
    wait_ready(child, lambda: subprocess.run(ask).returncode == 0)
    query = f"select 1 from pg_database where datname = '{DATABASE}'"
    known = [str(places.binaries / "psql"), *login, "-d", "postgres", "-Atc", query]
    if not subprocess.run(known, capture_output=True, check=True).stdout.strip():
        subprocess.run([str(places.binaries / "createdb"), *login, DATABASE], check=True)

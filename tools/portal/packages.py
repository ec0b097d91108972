"""The virtual environment: made once, filled from the hashed lock, remade when Python or the lock changes."""

import hashlib
import os
import signal
import subprocess
import sys
from pathlib import Path

from tools.portal.config import Config, require_space
from tools.portal.console import Problem, Step, step
from tools.portal.locks import turn
from tools.portal.processes import die_with_parent

# Each level installs everything of the one before it.
LEVELS = ("local", "test")
MEGABYTES = {"local": 600, "test": 1200}
NETWORK_WORDS = (
    "NewConnectionError",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "NameResolutionError",
    "Network is unreachable",
    "Max retries exceeded",
)


def ensure_packages(config: Config, level: str) -> None:
    """Make sure that the packages of `level` are there; does nothing when they are. Raises Problem."""
    if _is_ready(config, level):
        return
    with turn(config.root / "requirements", "  Another set-up is at work in this folder; waiting for it ..."):
        if _is_ready(config, level):
            return
        require_space(config.venv, MEGABYTES[level])
        _make_environment(config)
        _install(config, level)
        _stamp(config, level).write_text(_digest(config))
        _building(config).unlink()


def _is_ready(config: Config, level: str) -> bool:
    if _building(config).exists() or not config.python.exists():
        return False
    enough = LEVELS[LEVELS.index(level) :]
    stamps = [_stamp(config, name) for name in enough]
    return any(stamp.exists() and stamp.read_text() == _digest(config) for stamp in stamps)


def _digest(config: Config) -> str:
    """Tell one set of packages from another: the lock, the Python and the place (venvs name theirs)."""
    digest = hashlib.sha256(f"{sys.version} {sys.base_prefix} {config.venv}".encode())
    for lock in sorted((config.root / "requirements").glob("*.txt")):
        digest.update(lock.read_bytes())
    return digest.hexdigest()


def _stamp(config: Config, level: str) -> Path:
    return config.venv / f".installed-{level}"


def _building(config: Config) -> Path:
    """The file that exists while packages are being installed: found later, it tells of an interruption."""
    return config.venv / ".building"


def _make_environment(config: Config) -> None:
    """Make an empty environment, or keep the one that is there if it is whole and of this Python."""
    current = f"version = {sys.version_info.major}.{sys.version_info.minor}."
    settings = config.venv / "pyvenv.cfg"
    whole = settings.exists() and current in settings.read_text() and _runs(config.python)
    if not whole or _building(config).exists():
        # Debian has no ensurepip without a further package; pip's own wheel in tools/ takes its place.
        command = [sys.executable, "-m", "venv", "--without-pip", "--clear", str(config.venv)]
        made = subprocess.run(command, capture_output=True, text=True)
        if made.returncode != 0:
            raise Problem(_reason(made.stdout + made.stderr, "The virtual environment .venv could not be made"))
    _building(config).touch()


def _runs(python: Path) -> bool:
    return python.exists() and subprocess.run([python, "-c", ""], capture_output=True).returncode == 0


def _install(config: Config, level: str) -> None:
    lock = config.root / "requirements" / f"{level}.txt"
    total = sum("==" in line for line in lock.read_text().splitlines())
    pip = sorted((config.root / "tools").glob("pip-*.whl"))[-1]
    command = [
        *(str(config.python), f"{pip}/pip", "install", "-r", str(lock)),
        *("--require-hashes", "--no-deps", "--only-binary", ":all:", "--no-compile"),
        *("--progress-bar", "off", "--retries", "2", "--disable-pip-version-check"),
        "--no-warn-script-location",
    ]
    with step(f"Installing {total} Python packages") as shown:
        output, code = _follow(command, shown, total)
    if code != 0:
        raise Problem(_reason(output, "The Python packages could not be installed"))


def _follow(command: list[str], shown: Step, total: int) -> tuple[str, int]:
    """Run pip and show each package as it is fetched; returns its whole output and its exit code."""
    lines: list[str] = []
    fetched = 0
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        preexec_fn=die_with_parent(signal.SIGKILL),
    ) as process:
        assert process.stdout
        try:
            for line in process.stdout:
                lines.append(line)
                if line.startswith("Collecting "):
                    fetched += 1
                    shown.note(f"{fetched} of {total} {line.split()[1].partition('==')[0]}")
                elif line.startswith("Installing collected"):
                    shown.note("unpacking")
        except BaseException:
            process.kill()
            raise
    return "".join(lines), process.returncode


def _reason(output: str, what: str) -> str:
    if "No space left" in output:
        return f"{what}: no space left on the disk."
    if any(word in output for word in NETWORK_WORDS):
        return f"{what}: the package index cannot be reached. Check the network connection and start again."
    lines = output.strip().splitlines() or ["no reason was given"]
    errors = [line for line in lines if line.lower().startswith("error")]
    return f"{what}: {(errors or lines)[-1].strip()}"

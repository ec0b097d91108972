"""Where things are and what the environment asks for."""

import os
import secrets
import shutil
import socket
from dataclasses import dataclass
from pathlib import Path

from tools.portal.console import Problem

ROOT = Path(__file__).resolve().parent.parent.parent
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Config:
    """Settings of one run; `root` is the checkout, `data` holds everything that must survive it."""

    root: Path
    data: Path
    host: str
    port: int

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """The Python that has the portal's packages."""
        return self.venv / "bin" / "python"

    @property
    def logs(self) -> Path:
        return self.data / "log"

    @property
    def address(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"


def read_config(data: Path | None = None) -> Config:
    """Read HOST, PORT and PORTAL_DATA_DIR; raises Problem on a value that cannot be used."""
    host = os.environ.get("HOST", "").strip() or "127.0.0.1"
    chosen = os.environ.get("PORTAL_DATA_DIR", "").strip() or ".data"
    return Config(ROOT, data or (ROOT / Path(chosen).expanduser()).resolve(), host, _port())


def _port() -> int:
    text = os.environ.get("PORT", "").strip() or "8000"
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise Problem(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def check_port(config: Config) -> None:
    """Raise Problem when the address cannot be listened on, before any slow work begins."""
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((config.host, config.port))
    except PermissionError:
        raise Problem(f"Port {config.port} needs administrator rights; choose another: make run PORT=8000") from None
    except socket.gaierror:
        raise Problem(f"HOST {config.host!r} is not an address of this computer.") from None
    except OSError as error:
        raise Problem(_why_not_listening(config, error)) from None


def _why_not_listening(config: Config, error: OSError) -> str:
    if error.errno == 98:
        return (
            f"Port {config.port} on {config.host} is taken. Stop what uses it, "
            f"or choose another: make run PORT={config.port + 1 if config.port < 65535 else 8000}"
        )
    reason = (error.strerror or str(error)).lower()
    return f"The portal cannot listen on {config.host} port {config.port}: {reason}."


def prepare_data(config: Config) -> None:
    """Make the data directory, readable by its owner only; raises Problem when it cannot be written."""
    try:
        for folder in (
            config.data,
            config.logs,
            config.data / "run",
            config.data / "media",
            config.data / "mail",
        ):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = config.data / "run" / f"probe-{os.getpid()}"
        probe.write_bytes(b"probe")
        probe.unlink()
    except PermissionError:
        raise Problem(
            f"The data directory {config.data} cannot be written by this user. "
            "Give it to this user, or choose another: make run PORTAL_DATA_DIR=/path"
        ) from None
    except FileNotFoundError:
        raise Problem(f"The data directory {config.data} cannot be made there.") from None
    except (FileExistsError, NotADirectoryError):
        raise Problem(f"The data directory {config.data} cannot be made: a file is in its place.") from None


def require_space(folder: Path, megabytes: int) -> None:
    """Raise Problem when fewer than `megabytes` are free where `folder` is or will be."""
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free // MEGABYTE
    if free < megabytes:
        raise Problem(f"Not enough disk space: {folder} has {free} MB free and the portal needs {megabytes} MB.")


def kept_secret(path: Path, length: int = 48, chosen: str = "") -> str:
    """Return the secret in `path`, closed to others; on first use it is `chosen`, or made of `length` random bytes."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        kept = path.read_text().strip()
        if kept:
            return kept
        descriptor = os.open(path, os.O_WRONLY | os.O_TRUNC)
    made = chosen or secrets.token_urlsafe(length)
    with os.fdopen(descriptor, "w") as file:
        file.write(made + "\n")
    return made

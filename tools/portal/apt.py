"""Debian packages: installed by root, or unpacked into .venv/native by everybody else."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tools.portal.config import Config

QUIET = ("-qq", "-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=20", "-o", "Dpkg::Use-Pty=0")
# The machine's own fonts first; a bare machine has none, and a browser without a font draws empty pages.
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{root}/usr/share/fonts</dir>
  <cachedir>{root}/fontcache</cachedir>
</fontconfig>
"""


@dataclass(frozen=True)
class Part:
    """Something native: its Debian packages, what is lost without it, what is looked for to find it."""

    name: str
    packages: tuple[str, ...]
    loss: str
    libraries: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    program_folder: str = "usr/bin"


def provide(config: Config, part: Part) -> bool:
    """Install `part` in the way that this user can; False when that is not possible."""
    if not shutil.which("apt-get"):
        return False
    return _install(part) if os.getuid() == 0 else _unpack(config, part)


def _install(part: Part) -> bool:
    install = ["install", "-y", "--no-install-recommends", *part.packages]
    return _apt(install) or (_apt(["update"]) and _apt(install))


def _apt(arguments: list[str]) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        ["apt-get", *QUIET, *arguments], env=environment, stdin=subprocess.DEVNULL, capture_output=True
    )
    return done.returncode == 0


def _unpack(config: Config, part: Part) -> bool:
    """Fetch the packages that the machine lacks and unpack them into a private folder; needs no rights."""
    archives = _download(config, part)
    if not archives:
        return False
    target = unpacked(config, part)
    aside = target.with_name(f"{part.name}.new")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    for archive in archives:
        if subprocess.run(["dpkg-deb", "-x", archive, aside], capture_output=True).returncode != 0:
            return False
    shutil.rmtree(target, ignore_errors=True)
    aside.rename(target)
    font_settings(target).write_text(FONTS.format(root=target))
    for name in part.programs:
        _write_wrapper(config, target, name, target / part.program_folder / name)
    return True


def _download(config: Config, part: Part) -> list[Path]:
    """Return the fetched archives of the packages and of all they need that is not installed."""
    state = _native(config) / "apt"
    archives = state / "archives"
    shutil.rmtree(archives, ignore_errors=True)
    for folder in (archives / "partial", state / "lists" / "partial"):
        folder.mkdir(parents=True, exist_ok=True)
    places = {"Dir::State::lists": state / "lists", "Dir::Cache": state, "Dir::Cache::archives": archives}
    private = ["-o", "Debug::NoLocking=1", *(f"-o{name}={folder}" for name, folder in places.items())]
    fetch = [*private, "install", "-y", "--download-only", "--no-install-recommends", *part.packages]
    if not _apt(fetch) and not (_apt([*private, "update"]) and _apt(fetch)):
        return []
    return sorted(archives.glob("*.deb"))


def unpacked(config: Config, part: Part) -> Path:
    """Return the root of the folder that `part` is unpacked into."""
    return _native(config) / part.name


def font_settings(root: Path) -> Path:
    """Return the fontconfig file of what is unpacked under `root`."""
    return root / "fonts.conf"


def wrapper(config: Config, program: str) -> Path:
    """Return the script that starts an unpacked program."""
    return _native(config) / "bin" / program


def _native(config: Config) -> Path:
    return config.venv / "native"


def _write_wrapper(config: Config, root: Path, name: str, program: Path) -> None:
    """Write a script that starts `program` with its own libraries and data, so that no other program meets them."""
    script = wrapper(config, name)
    script.parent.mkdir(exist_ok=True)
    gettext = root / "usr" / "share" / "gettext"
    script.write_text(
        "#!/bin/sh\n"
        f'export LD_LIBRARY_PATH="{library_path(root)}${{LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}}"\n'
        f'export GETTEXTDATADIR="{gettext}" GETTEXTDATADIRS="{gettext}" FONTCONFIG_FILE="{font_settings(root)}"\n'
        f'exec "{program}" "$@"\n'
    )
    script.chmod(0o755)


def library_path(root: Path) -> str:
    """Return the search path of the libraries under `root`, "" when it holds none."""
    patterns = ("lib/*/*.so*", "usr/lib/*/*.so*", "usr/lib/*/pulseaudio/*.so*")
    folders = {library.parent for pattern in patterns for library in root.glob(pattern)}
    return ":".join(map(str, sorted(folders)))

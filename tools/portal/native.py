"""Programs and libraries outside Python: used where they are, else installed by root or unpacked apart."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tools.portal.config import Config
from tools.portal.console import say, step
from tools.portal.locks import turn

APT_QUIET = ["-qq", "-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=20", "-o", "Dpkg::Use-Pty=0"]
PANGO_LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "google-chrome-stable",
    "google-chrome",
    "chromium-browser",
)


@dataclass(frozen=True)
class Part:
    """Something native: its Debian packages, and what the portal cannot do without it."""

    name: str
    packages: tuple[str, ...]
    loss: str


PANGO = Part(
    "pango", ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"), "PDF files cannot be made"
)
BROWSER = Part("browser", ("chromium-headless-shell", "libatomic1"), "browser tests fail")
GETTEXT = Part("gettext", ("gettext",), "new interface strings cannot be collected")


@dataclass
class Native:
    """What the children's environment needs so that they find the native parts."""

    variables: dict[str, str] = field(default_factory=dict)

    def applied_to(self, environment: dict[str, str]) -> dict[str, str]:
        """Return `environment` with these variables; search paths are put before what is already there."""
        merged = dict(environment)
        for name, value in self.variables.items():
            before = merged.get(name) if name in ("PATH", "LD_LIBRARY_PATH") else None
            merged[name] = f"{value}:{before}" if before else value
        return merged


def ensure_native(config: Config, *, for_tests: bool) -> Native:
    """Find or install the native parts; says what is missing and goes on. Never raises for a missing part."""
    native = Native()
    wanted = [PANGO, BROWSER, GETTEXT] if for_tests else [PANGO]
    missing = [part for part in wanted if not _find(config, part, native)]
    if not missing:
        return native
    with turn(config.root / "tools", "  Another set-up is at work in this folder; waiting for it ..."):
        for part in missing:
            if not _find(config, part, native):
                _provide(config, part)
            if not _find(config, part, native):
                _tell_missing(part)
    return native


def _find(config: Config, part: Part, native: Native) -> bool:
    """Tell whether `part` works, and note in `native` how children reach it."""
    if part is PANGO:
        return _find_pango(config, native)
    if part is BROWSER:
        return _find_browser(config, native)
    return _find_gettext(config, native)


def _find_pango(config: Config, native: Native) -> bool:
    if _loads(PANGO_LIBRARIES, None):
        return True
    path = _library_path(_unpacked(config, PANGO))
    if path and _loads(PANGO_LIBRARIES, path):
        native.variables["LD_LIBRARY_PATH"] = path
        return True
    return False


def _loads(libraries: tuple[str, ...], path: str | None) -> bool:
    """Try in another process, so that nothing of it stays in this one."""
    code = f"import ctypes\nfor name in {libraries!r}: ctypes.CDLL(name)"
    environment = {**os.environ, **({"LD_LIBRARY_PATH": path} if path else {})}
    return (
        subprocess.run([sys.executable, "-S", "-c", code], env=environment, capture_output=True).returncode
        == 0
    )


def _find_browser(config: Config, native: Native) -> bool:
    named = os.environ.get("CHROMIUM", "")
    private = [_wrapper(config, "chromium-headless-shell"), *_downloaded_browsers(config)]
    installed = [shutil.which(name) for name in BROWSERS]
    for candidate in [named, *installed, *map(str, private)]:
        if candidate and _answers([candidate, "--version"]):
            native.variables["PORTAL_CHROMIUM"] = candidate
            return True
    return False


def _downloaded_browsers(config: Config) -> list[Path]:
    folders = [_native(config) / "playwright", Path.home() / ".cache" / "ms-playwright"]
    patterns = (
        "chromium_headless_shell-*/*/headless_shell",
        "chromium_headless_shell-*/*/chrome-headless-shell",
    )
    return sorted((found for f in folders for p in patterns for found in f.glob(p)), reverse=True)


def _find_gettext(config: Config, native: Native) -> bool:
    if shutil.which("xgettext") and shutil.which("msgfmt"):
        return True
    if _answers([str(_wrapper(config, "xgettext")), "--version"]):
        native.variables["PATH"] = str(_wrapper(config, "xgettext").parent)
        native.variables.setdefault("PATH", os.defpath)
        return True
    return False


def _answers(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, timeout=20).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _provide(config: Config, part: Part) -> None:
    """Install `part` in the best way this user has; a way that fails is passed over."""
    with step(f"Installing {part.name} ({', '.join(part.packages)})"):
        if not shutil.which("apt-get"):
            return
        done = _apt_install(part) if os.getuid() == 0 else _apt_unpack(config, part)
        if not done and part is BROWSER:
            _download_browser(config)


def _apt_install(part: Part) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", *APT_QUIET, "install", "-y", "--no-install-recommends", *part.packages]
    if subprocess.run(install, env=environment, capture_output=True).returncode == 0:
        return True
    subprocess.run(["apt-get", *APT_QUIET, "update"], env=environment, capture_output=True)
    return subprocess.run(install, env=environment, capture_output=True).returncode == 0


def _apt_unpack(config: Config, part: Part) -> bool:
    """Fetch the packages that the machine lacks and unpack them into a private folder; needs no rights."""
    state = _native(config) / "apt"
    for folder in ("lists/partial", "archives/partial"):
        (state / folder).mkdir(parents=True, exist_ok=True)
    archives = state / "archives"
    for old in archives.glob("*.deb"):
        old.unlink()
    private = {
        "Dir::State::lists": state / "lists",
        "Dir::Cache": state,
        "Dir::Cache::archives": archives,
        "Debug::NoLocking": "1",
    }
    options = [*APT_QUIET, *(piece for name, value in private.items() for piece in ("-o", f"{name}={value}"))]
    fetch = ["install", "-y", "--download-only", "--no-install-recommends", *part.packages]
    if not any((state / "lists").glob("*Packages*")):
        subprocess.run(["apt-get", *options, "update"], capture_output=True)
    if subprocess.run(["apt-get", *options, *fetch], capture_output=True).returncode != 0:
        return False
    return _unpack(config, part, sorted(archives.glob("*.deb")))


def _unpack(config: Config, part: Part, archives: list[Path]) -> bool:
    aside = _native(config) / f"{part.name}.new"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    for archive in archives:
        if subprocess.run(["dpkg-deb", "-x", archive, aside], capture_output=True).returncode != 0:
            return False
        archive.unlink()
    target = _unpacked(config, part)
    shutil.rmtree(target, ignore_errors=True)
    aside.rename(target)
    if part is BROWSER:
        _write_wrapper(config, part, "chromium-headless-shell", "usr/lib/chromium/chromium-headless-shell")
    if part is GETTEXT:
        for name in ("xgettext", "msgfmt", "msgmerge", "msguniq", "msgattrib"):
            _write_wrapper(config, part, name, f"usr/bin/{name}")
    return True


def _download_browser(config: Config) -> None:
    """Let Playwright fetch its own browser: Ubuntu packages none that can be installed without snap."""
    environment = {**os.environ, "PLAYWRIGHT_BROWSERS_PATH": str(_native(config) / "playwright")}
    needs = ["--with-deps"] if os.getuid() == 0 else []
    command = [str(config.python), "-m", "playwright", "install", *needs, "--only-shell", "chromium"]
    subprocess.run(command, env=environment, capture_output=True, timeout=300)


def _native(config: Config) -> Path:
    return config.venv / "native"


def _unpacked(config: Config, part: Part) -> Path:
    return _native(config) / part.name


def _wrapper(config: Config, name: str) -> Path:
    return _native(config) / "bin" / name


def _write_wrapper(config: Config, part: Part, name: str, program: str) -> None:
    """Write a script that starts `program` with its own libraries, so that no other program meets them."""
    root = _unpacked(config, part)
    wrapper = _wrapper(config, name)
    wrapper.parent.mkdir(exist_ok=True)
    data = root / "usr" / "share" / "gettext"
    wrapper.write_text(
        f'#!/bin/sh\nexport LD_LIBRARY_PATH="{_library_path(root)}${{LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}}"\n'
        f'export GETTEXTDATADIR="{data}" GETTEXTDATADIRS="{data}"\n'
        f'exec "{root / program}" "$@"\n'
    )
    wrapper.chmod(0o755)


def _library_path(root: Path) -> str:
    folders = {library.parent for library in root.glob("usr/lib/*/*.so*")} | {
        library.parent for library in root.glob("lib/*/*.so*")
    }
    return ":".join(map(str, sorted(folders)))


def _tell_missing(part: Part) -> None:
    say(f"  Missing: {part.name}; without it {part.loss}. As root: apt-get install {' '.join(part.packages)}")
    if part is BROWSER:
        say("  Where there is no such package (Ubuntu), set CHROMIUM to the path of any Chromium or Chrome.")

"""Programs and libraries outside Python: used where they are, else provided, else named as missing."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tools.portal.apt import Part, font_settings, library_path, provide, unpacked, wrapper
from tools.portal.config import Config
from tools.portal.console import say, step
from tools.portal.locks import turn

PANGO = Part(
    "pango",
    ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"),
    loss="PDF files cannot be made",
    libraries=("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"),
)
ATOMIC = Part(
    "libatomic",
    ("libatomic1",),
    loss="Playwright cannot drive a browser",
    libraries=("libatomic.so.1",),
)
GETTEXT = Part(
    "gettext",
    ("gettext",),
    loss="new interface strings cannot be collected",
    programs=("xgettext", "msgfmt", "msgmerge", "msguniq", "msgattrib"),
)
BROWSER = Part(
    "browser",
    ("chromium-headless-shell",),
    loss="browser tests fail",
    programs=("chromium-headless-shell",),
    program_folder="usr/lib/chromium",
)
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "google-chrome-stable",
    "google-chrome",
    "chromium-browser",
)


@dataclass
class Native:
    """What the children's environment needs so that they find the native parts."""

    browser: str = ""
    font_settings: str = ""
    library_folders: list[str] = field(default_factory=list)
    program_folders: list[str] = field(default_factory=list)

    def applied_to(self, environment: dict[str, str]) -> dict[str, str]:
        """Return `environment` with the parts' folders put before the search paths."""
        merged = dict(environment)
        if self.browser:
            merged["PORTAL_CHROMIUM"] = self.browser
        if self.font_settings:
            merged.setdefault("FONTCONFIG_FILE", self.font_settings)
        for name, folders in (("LD_LIBRARY_PATH", self.library_folders), ("PATH", self.program_folders)):
            if folders:
                merged[name] = ":".join([*folders, *filter(None, [merged.get(name)])])
        return merged


def ensure_native(config: Config, *, for_tests: bool) -> Native:
    """Find or provide the native parts; says what is missing and goes on. Never raises for a missing part."""
    native = Native()
    wanted = [PANGO, ATOMIC, GETTEXT, BROWSER] if for_tests else [PANGO]
    missing = [part for part in wanted if not _find(config, part, native)]
    if not missing:
        return native
    with turn(config.root / "tools", "  Another set-up is at work in this folder; waiting for it ..."):
        for part in missing:
            if _find(config, part, native):
                continue
            with step(f"Installing {part.name} ({', '.join(part.packages)})"):
                provided = provide(config, part)
                if part is BROWSER and not provided:
                    _download_browser(config)
            if not _find(config, part, native):
                _tell_missing(part)
    return native


def _find(config: Config, part: Part, native: Native) -> bool:
    """Tell whether `part` works, and note in `native` how children reach it."""
    if part is BROWSER:
        return _find_browser(config, native)
    return _find_libraries(config, part, native) if part.libraries else _find_programs(config, part, native)


def _find_libraries(config: Config, part: Part, native: Native) -> bool:
    if _loads(part.libraries, ""):
        return True
    private = library_path(unpacked(config, part))
    if private and _loads(part.libraries, private):
        native.library_folders.append(private)
        if part is PANGO:
            native.font_settings = str(font_settings(unpacked(config, part)))
        return True
    return False


def _loads(libraries: tuple[str, ...], search: str) -> bool:
    """Try in another process, so that nothing of it stays in this one."""
    code = f"import ctypes\nfor name in {libraries!r}: ctypes.CDLL(name)"
    environment = {**os.environ, **({"LD_LIBRARY_PATH": search} if search else {})}
    return subprocess.run([sys.executable, "-S", "-c", code], env=environment, capture_output=True).returncode == 0


def _find_programs(config: Config, part: Part, native: Native) -> bool:
    if all(shutil.which(name) for name in part.programs):
        return True
    private = wrapper(config, part.programs[0])
    if _answers(str(private)):
        native.program_folders.append(str(private.parent))
        return True
    return False


def _find_browser(config: Config, native: Native) -> bool:
    installed = [shutil.which(name) or "" for name in BROWSERS]
    private = [str(wrapper(config, BROWSERS[0])), *map(str, _downloaded_browsers(config))]
    native.browser = next(filter(_answers, [os.environ.get("CHROMIUM", ""), *installed, *private]), "")
    return bool(native.browser)


def _answers(program: str) -> bool:
    if not program:
        return False
    try:
        return subprocess.run([program, "--version"], capture_output=True, timeout=20).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _downloaded_browsers(config: Config) -> list[Path]:
    folders = [_playwright(config), Path.home() / ".cache" / "ms-playwright"]
    patterns = (
        "chromium_headless_shell-*/*/headless_shell",
        "chromium_headless_shell-*/*/chrome-headless-shell",
    )
    return sorted((found for f in folders for p in patterns for found in f.glob(p)), reverse=True)


def _playwright(config: Config) -> Path:
    return config.venv / "native" / "playwright"


def _download_browser(config: Config) -> None:
    """Let Playwright fetch its own browser: Ubuntu packages none outside snap."""
    environment = {**os.environ, "PLAYWRIGHT_BROWSERS_PATH": str(_playwright(config))}
    needs = ["--with-deps"] if os.getuid() == 0 else []
    command = [str(config.python), "-m", "playwright", "install", *needs, "--only-shell", "chromium"]
    try:
        subprocess.run(command, env=environment, capture_output=True, timeout=300)
    except subprocess.TimeoutExpired:
        return


def _tell_missing(part: Part) -> None:
    say(f"  Missing: {part.name}; without it {part.loss}. As root: apt-get install {' '.join(part.packages)}")
    if part is BROWSER:
        say("  Where there is no such package (Ubuntu), set CHROMIUM to the path of any Chromium or Chrome.")

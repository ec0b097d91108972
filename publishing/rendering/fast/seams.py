"""Where the fast parts take hold of WeasyPrint, and the proof that it is the WeasyPrint they were written for.

A seam is one attribute of a module or class, replaced while the fast parts are on and put back when they are off.
The signature is a digest of every source file of the three packages whose functions are replaced. The parts rely on
more than the functions they replace (a style no longer changes once its lines are set, for example), so any change of
these packages, and any unknown release, leaves all of them off until somebody has run the tests with the new one.
"""

import hashlib
import sys
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

PACKAGES = ("weasyprint", "pydyf", "tinyhtml5")
#: WeasyPrint 70.0, pydyf 0.13.0, tinyhtml5 2.1.0; `python -m publishing.rendering.fast` prints that of this machine.
EXPECTED = "05f4ed9838fd9f5c5121d87811ec66feb3809aa9dc0f2f983a63734cc0be59b0"


@dataclass(frozen=True)
class Seam:
    """`owner.name` becomes `replacement`."""

    owner: Any
    name: str
    replacement: Any


def everywhere(original: Any, replacement: Any) -> list[Seam]:
    """Seams for a function in its own module and in every module of WeasyPrint that has imported it by name."""
    modules = [module for name, module in sorted(sys.modules.items()) if name.split(".")[0] == "weasyprint"]
    return [
        Seam(module, name, replacement)
        for module in modules
        for name, value in list(vars(module).items())
        if value is original
    ]


_originals: list[tuple[Any, str, Any]] = []


@cache
def signature() -> str:
    """SHA-256 of the installed sources, or the reason in words why there is none."""
    digest = hashlib.sha256()
    for package in PACKAGES:
        spec = find_spec(package)
        if spec is None or not spec.submodule_search_locations:
            return f"{package} is not installed as a folder"
        folder = Path(spec.submodule_search_locations[0])
        for path in sorted(folder.rglob("*.py")):
            digest.update(f"{package}/{path.relative_to(folder).as_posix()}\n".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def take(seams: list[Seam]) -> None:
    """Replace every seam; does nothing while they are taken."""
    if _originals:
        return
    for seam in seams:
        _originals.append((seam.owner, seam.name, vars(seam.owner)[seam.name]))
        setattr(seam.owner, seam.name, seam.replacement)


def give_back() -> None:
    """Put back what `take` replaced."""
    while _originals:
        setattr(*_originals.pop())


def is_taken() -> bool:
    return bool(_originals)

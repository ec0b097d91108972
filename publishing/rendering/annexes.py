"""What may stand behind a printed Version and is not in it: an annex, offered by an app above this one.

An app registers a builder in its `AppConfig.ready()`; the variant `remarks` prints what the builders give.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from documents.models import Version


@dataclass(frozen=True)
class Annex:
    """A chapter behind the document: `template` draws `data` (as `annex.data`). `stamp` changes whenever `data` does.

    The template begins its own headings at h3; the title is an h2 above it.
    """

    name: str
    title: str
    template: str
    data: Any
    stamp: str


Build = Callable[[Version], Annex | None]
_builders: dict[str, Build] = {}


def register_annex(name: str, build: Build) -> None:
    """Make an annex known. `build(version)` gives None where there is nothing to print; it may ask the database."""
    _builders[name] = build


def annexes_of(version: Version) -> list[Annex]:
    """The annexes of a Version in the order in which they were registered, in the active language."""
    found = (build(version) for build in _builders.values())
    return [annex for annex in found if annex is not None]


def stamp_of(annexes: list[Annex]) -> str:
    """SHA-256 of what the annexes say; of nothing where there is none."""
    return hashlib.sha256("\n".join(annex.stamp for annex in annexes).encode()).hexdigest()

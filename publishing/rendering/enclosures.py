"""Annexes that are pictures: printed where they can be, with what they show said in words.

A drawing in SVG, a file that is no picture, one of too many pixels and one without a text alternative are not printed;
the table of annexes names them all the same.
"""

import logging
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from PIL import Image

from core.text import typeset
from documents.enums import FieldKind
from documents.parts import document_kind

logger = logging.getLogger(__name__)

FORMATS = ("JPEG", "PNG", "WEBP")
#: JPEG goes into the PDF as it is; the others are unpacked, three bytes a pixel.
MOST_PIXELS = {"JPEG": 30_000_000, "PNG": 12_000_000, "WEBP": 12_000_000}
MOST_BYTES = 12 * 1024 * 1024
MOST_PICTURES = 20
TRIAL = (200, 200)
#: A broken PNG raises SyntaxError.
UNREADABLE = (OSError, ValueError, SyntaxError, Image.DecompressionBombError, SuspiciousFileOperation)


@dataclass(frozen=True)
class Enclosure:
    """A picture to print: its address for the PDF's maker and its words."""

    url: str
    alternative: str
    caption: str


def enclosures_of(content: dict[str, Any]) -> dict[str, Enclosure]:
    """The printable pictures of a snapshot by the id of their row."""
    found: dict[str, Enclosure] = {}
    for row, name in _files(content):
        alternative = (row["values"].get("alternative") or "").strip()
        if alternative and len(found) < MOST_PICTURES and _is_printable(name):
            title = " ".join(part for part in (row.get("code"), row["values"].get("title")) if part)
            caption = typeset(title, content["language"])
            found[row["id"]] = Enclosure(f"/media/{quote(name)}", alternative, caption)
    return found


def _files(content: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    for kind in document_kind(content["kind"]).part_kinds.values():
        for bound in kind.bound:
            if bound.kind == FieldKind.FILE and bound.public:
                for row in content["parts"].get(kind.key, []):
                    if row["values"].get(bound.name):
                        yield row, row["values"][bound.name]


def _is_printable(name: str) -> bool:
    """Whether the file is a whole picture of a size that can be printed. JPEG is tried in small, the others in full."""
    try:
        if default_storage.size(name) > MOST_BYTES:
            return False
        with default_storage.open(name) as file, warnings.catch_warnings():
            # The limit below is stricter than the one that Pillow warns of.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(file, formats=FORMATS) as picture:
                if picture.width * picture.height > MOST_PIXELS[picture.format or "PNG"]:
                    return False
                picture.draft("RGB", TRIAL)
                picture.load()
    except UNREADABLE as error:
        logger.info("annex %.200s is not printed: %s", name, error)
        return False
    return True

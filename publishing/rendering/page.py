"""The HTML of a printed Version, and the key that says when two PDFs would be the same."""

import hashlib
import re
from functools import cache
from importlib.metadata import version as installed
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from documents.models import Version
from documents.rendering import reading
from publishing.enums import RenderingVariant
from publishing.rendering.annexes import Annex, annexes_of, stamp_of

TEMPLATE = "publishing/print.html"
SOURCES = (
    "templates/publishing/print*.html",
    "templates/documents/reading/*.html",
    "templates/*/reading/*.html",
    "templates/components/charts/*.html",
    "static/css/print-document.css",
    "core/charts/*.py",
    "core/text.py",
    "documents/rendering.py",
    "*/rendering/*.py",
    "*/rendering.py",
    "locale/*/LC_MESSAGES/django.po",
)
COLOUR = re.compile(r"^#[0-9a-f]{6}$")
COLOURS = {"colour": "#12355b", "tint": "#e6edf5"}


def document_html(version: Version, language: str, variant: str = RenderingVariant.STANDARD) -> str:
    """The whole printable page of a Version. Internal fields are never in it; remarks only in their variant."""
    with override(language):
        read = reading(version.content).without_blank_extras()
        network = read.facts.get("network") or {}
        return render_to_string(
            TEMPLATE,
            {
                "reading": read,
                "version": version,
                "language": language,
                "city": (read.facts.get("city") or {}).get("name", ""),
                "network_name": _named(network, "name", language),
                "network_topic": _named(network, "topic", language),
                "edition_name": _named(read.facts.get("edition") or {}, "name", language),
                "shape": network.get("shape", ""),
                "marks": settings.PORTAL_MARKS,
                "variant": str(variant),
                "annexes": _annexes(version, variant),
                **_colours(network),
            },
        )


def rendering_key(version: Version, language: str, variant: str = RenderingVariant.STANDARD) -> str:
    """SHA-256 of all that the PDF depends on: content, number and date of the Version, templates, language, variant.

    For the variant with remarks this asks for the remarks as well.
    """
    with override(language):
        annexes = stamp_of(_annexes(version, variant))
    parts = (
        version.content_hash,
        str(version.number),
        version.created_at.isoformat(),
        template_hash(),
        language,
        str(variant),
        annexes,
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _annexes(version: Version, variant: str) -> list[Annex]:
    return annexes_of(version) if variant == RenderingVariant.REMARKS else []


@cache
def template_hash() -> str:
    """SHA-256 of all files that shape a PDF and of WeasyPrint's version. Read once in a process."""
    digest = hashlib.sha256(installed("weasyprint").encode())
    for path in sorted({path for pattern in SOURCES for path in settings.BASE_DIR.glob(pattern)}):
        digest.update(path.relative_to(settings.BASE_DIR).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _named(facts: dict[str, Any], field: str, language: str) -> str:
    """The name in the language of the PDF, or the Polish one."""
    return (facts.get(f"{field}_en") if language == "en" else "") or facts.get(field, "")


def _colours(network: dict[str, Any]) -> dict[str, str]:
    """The network's colours; only `#rrggbb` may enter a style sheet."""
    return {
        name: network[name] if COLOUR.match(network.get(name) or "") else default for name, default in COLOURS.items()
    }

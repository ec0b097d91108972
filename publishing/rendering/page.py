"""The HTML of a printed Version, and the key that says when two PDFs would be the same."""

import hashlib
import re
from functools import cache
from html import unescape
from importlib.metadata import version as installed
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from documents.models import Version
from documents.parts import document_kind
from documents.queries import public_content
from documents.rendering import Reading, reading
from publishing.enums import RenderingVariant
from publishing.rendering import pictures
from publishing.rendering.abbreviations import abbreviations_in
from publishing.rendering.annexes import Annex, annexes_of, stamp_of
from publishing.rendering.enclosures import enclosures_of
from publishing.rendering.front import (
    CREATIVE_COMMONS,
    Entry,
    address_of,
    citation_of,
    contents_of,
    map_of,
    without_english,
)
from publishing.rendering.letters import printable

TEMPLATE = "publishing/print.html"
BODY = "documents/reading/document.html"
SOURCES = (
    "templates/publishing/print*.html",
    "templates/documents/reading/*.html",
    "templates/initiatives/reading/*.html",
    "templates/improvement_plans/reading/*.html",
    "templates/reviews/print_*.html",
    "templates/components/charts/*.html",
    "static/css/print-document.css",
    "core/charts/*.py",
    "core/text.py",
    "documents/rendering/*.py",
    "initiatives/rendering/*.py",
    "improvement_plans/rendering/*.py",
    "publishing/rendering/*.py",
    "publishing/rendering/fast/*.py",
    "reviews/rendering/*.py",
    "locale/*/LC_MESSAGES/django.po",
)
TAGS = re.compile(r"<[^>]*>")
COLOUR = re.compile(r"^#[0-9a-f]{6}$")
COLOURS = {"colour": "#12355b", "tint": "#e6edf5"}
#: Relative luminance (0 to 1) below which white words on a colour have a contrast of at least 4.5.
DARK = 0.183


def document_html(version: Version, language: str, variant: str = RenderingVariant.STANDARD) -> str:
    """The whole printable page of a Version. Internal fields are never in it; remarks only in their variant."""
    with override(language):
        whole = reading(version.content).without_blank_extras()
        read, english = without_english(whole)
        pictures_by_row = enclosures_of(public_content(version.content))
        body = render_to_string(BODY, {"reading": read, "aside_template": "", "enclosures": pictures_by_row})
        annexes = _annexes(version, variant)
        abbreviations = abbreviations_in(unescape(TAGS.sub(" ", body)), read.language)
        summary = [Entry("in-english", "Summary in English", lang="en")] if english else []
        before, after = (summary, []) if language == "en" else ([], summary)
        page = render_to_string(
            TEMPLATE,
            {
                **_around(version, read, language),
                "reading": read,
                "version": version,
                "language": language,
                "variant": str(variant),
                "body": body,
                "english": english,
                "abbreviations": abbreviations,
                "annexes": annexes,
                "contents": [*before, *contents_of(read), *after, *_behind(bool(abbreviations), annexes)],
            },
        )
    html = printable(pictures.described(page))
    return pictures.in_grey(html) if variant == RenderingVariant.GREY else html


def _around(version: Version, read: Reading, language: str) -> dict[str, Any]:
    """What the cover and the page behind it say."""
    facts = read.facts
    network, city = facts.get("network") or {}, facts.get("city") or {}
    network_name = _named(network, "name", language)
    edition_name = _named(facts.get("edition") or {}, "name", language)
    author = city.get("name") or network_name
    return {
        "city": city,
        "author": author,
        "network_name": network_name,
        "network_topic": _named(network, "topic", language),
        "edition_name": edition_name,
        "subtitle": _first(read, "subtitle"),
        "kind_label": document_kind(read.kind).label,
        "english_network": _named(network, "name", "en"),
        "shape": network.get("shape", ""),
        "map": map_of(facts, author),
        "address": address_of(version),
        "citation": citation_of(version, read, author, edition_name),
        "licence_url": CREATIVE_COMMONS,
        "owner": settings.PORTAL_OWNER,
        "marks": settings.PORTAL_MARKS,
        **_colours(network),
    }


def _first(read: Reading, name: str) -> str:
    """The first filled field of that name, as text."""
    fields = (field for section in read.sections for part in section.parts for row in part.rows for field in row.fields)
    return next((field.text for field in fields if field.name == name and not field.is_blank), "")


def _behind(has_abbreviations: bool, annexes: list[Annex]) -> list[Entry]:
    """What stands behind the chapters and is named in the contents."""
    entries = [Entry("abbreviations", _("List of abbreviations"))] if has_abbreviations else []
    return [*entries, *(Entry(f"annex-{annex.name}", annex.title) for annex in annexes)]


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
        settings.PORTAL_ADDRESS,
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
    """The network's colours and that of words on them; only `#rrggbb` may enter a style sheet."""
    found = {
        name: network[name] if COLOUR.match(network.get(name) or "") else default for name, default in COLOURS.items()
    }
    return {**found, "on_colour": "#ffffff" if pictures.luminance(found["colour"]) < DARK else "#1b1b1b"}

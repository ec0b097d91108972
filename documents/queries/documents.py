"""Documents and their versions."""

from typing import Any

from django.db import models
from django.utils.translation import get_language

from documents.models import Document, Version
from documents.parts import DocumentKind, Section, hooks_of


def latest_version(document: Document) -> Version | None:
    return document.versions.first()


def versions_of(document: Document) -> models.QuerySet[Version]:
    """All versions, the newest first, without their content."""
    return document.versions.defer("content")


def guidance(document: Document, section: Section) -> dict[str, str]:
    """What the edition's template says of a section, in the active language: `guidance` and `example`, maybe empty."""
    entry = document.template.get("sections", {}).get(section.key, {})
    return {name: _in_language(entry.get(name, "")) for name in ("guidance", "example")}


def _in_language(text: Any) -> str:
    """A text of a template: plain, or by language with Polish as the fallback."""
    if isinstance(text, dict):
        return text.get((get_language() or "pl")[:2]) or text.get("pl", "")
    return str(text)


def documents_visible_to(kind: DocumentKind, user: Any) -> models.QuerySet[Document]:
    """The documents of a kind that the user may open on the workbench."""
    return hooks_of(kind.key).visible_to(user)

"""Documents and their versions."""

from typing import Any

from django.db import models

from documents.models import Document, Version
from documents.parts import DocumentKind, hooks_of


def latest_version(document: Document) -> Version | None:
    return document.versions.first()


def versions_of(document: Document) -> models.QuerySet[Version]:
    """All versions, the newest first, without their content."""
    return document.versions.defer("content")


def documents_visible_to(kind: DocumentKind, user: Any) -> models.QuerySet[Document]:
    """The documents of a kind that the user may open on the workbench."""
    return hooks_of(kind.key).visible_to(user)

"""Documents and their versions."""

from typing import Any

from django.db import models

from documents.enums import State
from documents.models import Document, Version
from documents.parts import DocumentKind, hooks_of


def in_public(document: str = "") -> models.Q:
    """The condition that everybody reads some Version of a document now. `document` is the path to it (`document__`).

    A published document under correction is a draft again and stands in public all the same.
    """
    return models.Q(**{f"{document}state": State.PUBLISHED}) | models.Q(**{f"{document}public_version__isnull": False})


def latest_version(document: Document) -> Version | None:
    return document.versions.first()


def versions_of(document: Document) -> models.QuerySet[Version]:
    """All versions, the newest first, without their content."""
    return document.versions.defer("content")


def documents_visible_to(kind: DocumentKind, user: Any) -> models.QuerySet[Document]:
    """The documents of a kind that the user may open on the workbench."""
    return hooks_of(kind.key).visible_to(user)

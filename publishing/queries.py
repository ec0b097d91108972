"""Reads of renderings."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import Case, Q, QuerySet, When
from django.utils import timezone

from documents.models import Version
from documents.parts import all_document_kinds
from documents.queries import documents_visible_to
from publishing.enums import RenderingState
from publishing.models import Rendering

#: A worker is killed at 150 s, so a rendering that has run longer has lost its worker.
STUCK_AFTER = timedelta(seconds=200)
#: A queued rendering whose message may have been lost with the broker.
FORGOTTEN_AFTER = timedelta(minutes=10)


def versions_visible_to(user: Any) -> QuerySet[Version]:
    """Versions of the documents that the user may open on the workbench; none for the public."""
    if not user.is_authenticated:
        return Version.objects.none()
    allowed = Q()
    for kind in all_document_kinds():
        allowed |= Q(document__in=documents_visible_to(kind, user).values("pk"))
    return Version.objects.filter(allowed).select_related("document")


def version_visible_to(user: Any, version_id: UUID) -> QuerySet[Version]:
    """The one version, or none."""
    return versions_visible_to(user).filter(pk=version_id)


def rendering_for(version: Version, language: str = "pl") -> Rendering | None:
    """The newest finished rendering of a Version in a language, else the newest one; None when nobody has asked.

    After the templates have changed, the old file is served until the new one is ready.
    """
    unfinished = Case(When(state=RenderingState.READY, then=0), default=1)
    return version.renderings.filter(language=language).order_by(unfinished, "-created_at").first()


def is_lost(rendering: Rendering) -> bool:
    """Whether a finished rendering has no file any more: PDFs need no backup, so a restored portal has none."""
    return rendering.state == RenderingState.READY and not default_storage.exists(str(rendering.file.name))


def stuck_renderings() -> QuerySet[Rendering]:
    """Renderings whose worker is gone, and queued ones that nobody has taken for long."""
    now = timezone.now()
    lost = Q(state=RenderingState.RENDERING, started_at__lt=now - STUCK_AFTER)
    forgotten = Q(state=RenderingState.QUEUED, updated_at__lt=now - FORGOTTEN_AFTER)
    return Rendering.objects.filter(lost | forgotten)

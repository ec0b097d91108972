"""When a person was last in a document."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from documents.models import Document, Visit

#: a visit ends after half an hour without a page or a pulse
PAUSE = timedelta(minutes=30)


def last_here(document: Document, user: Any) -> datetime | None:
    """When the person's visit before the present one ended; None for somebody who was never here before."""
    visit = Visit.objects.filter(document=document, by=user).first()
    if visit is None:
        return None
    return visit.since_at if timezone.now() - visit.last_at < PAUSE else visit.last_at

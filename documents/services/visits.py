"""Remembering when a person was in a document, for "what happened since I was last here"."""

from django.core.cache import cache
from django.db.models import Case, DateTimeField, F, PositiveIntegerField, Value, When
from django.utils import timezone

from accounts.models import User
from documents.models import Document, Visit
from documents.queries.visits import PAUSE

#: seconds in which one person's presence in one document is written once
QUIET = 60


def note_visit(*, by: User, document: Document) -> None:
    """The person is in the document now. Effects: one row, at most once a minute; no event, it is no change.

    The caller has found the document visible.
    """
    if not cache.add(f"visit-{by.pk}-{document.pk}", 1, QUIET):
        return
    now = timezone.now()
    new_visit = When(last_at__lt=now - PAUSE, then=F("last_at"))
    new_revision = When(last_at__lt=now - PAUSE, then=F("last_revision"))
    changed = Visit.objects.filter(document=document, by=by).update(
        since_at=Case(new_visit, default=F("since_at"), output_field=DateTimeField()),
        since_revision=Case(new_revision, default=F("since_revision"), output_field=PositiveIntegerField()),
        last_at=Value(now, output_field=DateTimeField()),
        last_revision=document.revision,
    )
    if not changed:
        first = Visit(document=document, by=by, last_at=now, last_revision=document.revision)
        Visit.objects.bulk_create([first], ignore_conflicts=True)

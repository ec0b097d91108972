"""Noting who looked at which Version."""

from django.utils import timezone

from accounts.models import User
from documents.models import Version
from reviews.models import Look


def note_look(*, by: User, version: Version) -> None:
    """Remember that a person looks at a Version now. Effects: their Look. One query, the same for two windows at once.

    Whoever could open the page may have looked: no permission is asked for.
    """
    look = Look(version=version, user=by, last_at=timezone.now())
    Look.objects.bulk_create(
        [look], update_conflicts=True, unique_fields=["version", "user"], update_fields=["last_at"]
    )

"""That a person has seen remarks."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from reviews.models import Sight, Thread


@transaction.atomic
def see_threads(*, by: User, threads: Iterable[Thread]) -> None:
    """Note that a person has seen threads, which the caller has found visible to them. Effects: one row for each;
    seeing is no deed, so that it writes no event.
    """
    now = timezone.now()
    Sight.objects.bulk_create(
        [Sight(thread=thread, user=by, user_label=str(by), at=now) for thread in threads],
        update_conflicts=True,
        unique_fields=["thread", "user"],
        update_fields=["at", "user_label"],
    )

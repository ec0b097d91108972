"""The private calendar address of a person."""

import secrets

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from activity.models import CalendarFeed
from activity.queries import secret_hash


@transaction.atomic
def renew_calendar(*, by: User) -> str:
    """Give a person a calendar address; a former one stops working. Returns its secret, which is stored nowhere."""
    secret = secrets.token_urlsafe(32)
    CalendarFeed.objects.filter(user=by).delete()
    CalendarFeed.objects.create(user=by, secret_hash=secret_hash(secret))
    return secret


@transaction.atomic
def revoke_calendar(*, by: User) -> bool:
    """End the calendar address of a person. Returns False when there was none."""
    deleted, _rows = CalendarFeed.objects.filter(user=by).delete()
    return bool(deleted)


def note_read(feed: CalendarFeed) -> None:
    """Remember when the calendar was fetched last, so that its owner sees whether anybody uses it."""
    CalendarFeed.objects.filter(pk=feed.pk).update(read_at=timezone.now())

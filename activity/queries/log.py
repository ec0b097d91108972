"""Reads of the audit log."""

import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.permissions import can_manage_people
from activity.enums import Verb
from activity.models import Event

#: what one side of a review does among itself; only those who may read it learn of it, by a notice
PRIVATE = Q(data__has_key="private")


def events_of(document_id: UUID) -> QuerySet[Event]:
    """What happened to a document, the newest first, without what one side does among itself (`data["private"]`). The
    caller has found the document visible.
    """
    return Event.objects.exclude(PRIVATE).filter(document_id=document_id)


def events_visible_to(user: Any) -> QuerySet[Event]:
    """The audit log: coordinators see all but the private notes of others, other people what they did themselves."""
    if can_manage_people(user):
        return Event.objects.filter(~PRIVATE | Q(actor=user.pk))
    return Event.objects.filter(actor=user.pk) if user.is_authenticated else Event.objects.none()


def filter_events(
    events: QuerySet[Event],
    *,
    words: str = "",
    verb: Verb | str = "",
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> QuerySet[Event]:
    """Events whose actor or target has every one of the `words`, between two days (both included)."""
    for word in words.split():
        events = events.filter(Q(actor_label__icontains=word) | Q(target_label__icontains=word))
    if verb:
        events = events.filter(verb=verb)
    if since:
        events = events.filter(at__gte=_midnight(since))
    if until:
        events = events.filter(at__lt=_midnight(until + datetime.timedelta(days=1)))
    return events


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))

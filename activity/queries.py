"""Reads of notices and of the audit log."""

import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, Q, QuerySet, When
from django.utils import timezone

from accounts.permissions import can_manage_people
from activity.enums import Verb
from activity.models import Event, Notice


def notices_of(user: Any) -> QuerySet[Notice]:
    """A person's own notices, the unseen first, then the newest."""
    mine = Notice.objects.filter(user=user.pk) if user.is_authenticated else Notice.objects.none()
    return mine.select_related("event").order_by(Case(When(seen_at=None, then=0), default=1), "-id")


def unseen_count(user: Any) -> int:
    """How many notices a person has not seen: one query, none for somebody who is not signed in."""
    return Notice.objects.filter(user=user.pk, seen_at=None).count() if user.is_authenticated else 0


def events_with_unsent_mail(*, since: datetime.datetime, until: datetime.datetime) -> list[int]:
    """The ids of events with notices of that time whose e-mail did not leave, although their reader can sign in."""
    unsent = Notice.objects.filter(mailed_at=None, created_at__gt=since, created_at__lt=until, user__is_active=True)
    return list(unsent.order_by("event_id").values_list("event_id", flat=True).distinct())


def events_of(document_id: UUID) -> QuerySet[Event]:
    """Everything that happened to a document, the newest first. The caller has found the document visible."""
    return Event.objects.filter(document_id=document_id)


def events_visible_to(user: Any) -> QuerySet[Event]:
    """The audit log: coordinators see all of it, other people what they did themselves."""
    if can_manage_people(user):
        return Event.objects.all()
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

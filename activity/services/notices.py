"""Telling people, and what they do with what they were told."""

import re
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from activity.models import LOCAL_PATH, Event, Notice
from activity.queries import notices_of
from activity.tasks import mail_notices

#: notices that one request marks at most
MOST = 500


def notify(*, event: Event, users: Iterable[User], path: str, actor_too: bool = False, waits: bool = False) -> None:
    """Tell `users` (but not the actor, nor people who cannot sign in) of `event`; `path` leads to the exact place.

    `actor_too` is for what the clock did in the name of a person, who was not there; `waits` says that the event asks
    something of the people told (call `settle` when nothing is asked any more).
    Effects: notices, and after commit e-mails to those who want to know at once. Raises ValueError when `path` leads
    out of the portal.
    """
    if not re.fullmatch(LOCAL_PATH, path):
        raise ValueError(f"A notice leads to a path inside the portal, not to {path!r}")
    notices = [
        Notice(event=event, user=user, path=path, waits=waits)
        for user in {user.pk: user for user in users}.values()
        if (actor_too or user.pk != event.actor_id) and user.is_active
    ]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    if notices:
        event_id = event.pk
        # Without a broker the notice still waits in the portal, and the clock mails it.
        transaction.on_commit(lambda: mail_notices.delay(event_id), robust=True)


def settle(
    *,
    document_id: UUID | None = None,
    users: Iterable[User] | None = None,
    path: str = "",
    target: tuple[str, object] | None = None,
    verbs: Iterable[str] = (),
) -> int:
    """Say that notices which asked something ask nothing any more. They stay in the list, but wait no longer.

    Settled are the notices that fit all that is given: those of a document, of `users` (all when None), whose path
    begins with `path`, whose event has this (`target_kind`, `target_id`) or one of the `verbs`.
    Returns how many were settled. Runs in the caller's transaction. Raises ValueError when nothing narrows them down.
    """
    if not (document_id or path or target):
        raise ValueError("Settling needs a document, a path or a target")
    fitting = Q(waits=True, settled_at=None)
    if document_id:
        fitting &= Q(event__document_id=document_id)
    if path:
        fitting &= Q(path__startswith=path)
    if target:
        fitting &= Q(event__target_kind=target[0], event__target_id=str(target[1]))
    verbs = list(verbs)
    if verbs:
        fitting &= Q(event__verb__in=verbs)
    if users is not None:
        fitting &= Q(user__in=[user.pk for user in users])
    return Notice.objects.filter(fitting).update(settled_at=timezone.now())


@transaction.atomic
def see(*, by: User, notice: Notice) -> None:
    """Mark a person's own notice as seen, and earlier ones of the same place; the first time counts.

    Another person's notice is left alone.
    """
    if notice.user_id == by.pk:
        same = Notice.objects.filter(user=by, path=notice.path, pk__lte=notice.pk, seen_at=None)
        same.update(seen_at=timezone.now())


@transaction.atomic
def mark(*, by: User, notices: Iterable[int], seen: bool) -> int:
    """Mark the person's own notices with these ids as seen, or as not seen again. Returns how many changed."""
    mine = Notice.objects.filter(user=by, pk__in=list(notices)[:MOST])
    if seen:
        return mine.filter(seen_at=None).update(seen_at=timezone.now())
    return mine.filter(seen_at__isnull=False).update(seen_at=None)


@transaction.atomic
def see_all(*, by: User) -> int:
    """Mark all notices that a person may read as seen. Returns how many were unseen."""
    return notices_of(by).order_by().filter(seen_at=None).update(seen_at=timezone.now())

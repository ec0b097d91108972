"""Recording events and telling people. Both run inside the caller's transaction."""

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from activity.enums import Verb
from activity.models import LOCAL_PATH, Event, Notice
from activity.tasks import mail_notices

#: consecutive edits of one person in one part within this time are one event
ONE_EVENT = timedelta(minutes=10)


def record(
    *,
    by: User,
    verb: Verb | str,
    target_kind: str,
    target_id: object,
    target_label: str,
    document_id: UUID | None = None,
    data: dict[str, Any] | None = None,
) -> Event:
    """Write one audit event. Effects: one row, in the caller's transaction. Raises ValueError for an unknown verb."""
    return Event.objects.create(
        actor=by,
        actor_label=str(by)[:150],
        verb=Verb(verb),
        target_kind=target_kind,
        target_id=str(target_id),
        target_label=str(target_label)[:250],
        document_id=document_id,
        data=data or {},
    )


def record_or_extend(
    *,
    by: User,
    verb: Verb | str,
    target_kind: str,
    target_id: object,
    target_label: str,
    document_id: UUID,
    data: dict[str, Any],
) -> Event:
    """As `record`, but work that goes on is one event: the same person's last event of the document, when it is of the
    same verb and part (`data["part_id"]`) and began in the last ten minutes. Its `data["fields"]` are joined.

    A caller that lets two requests of one person write at once must lock the document first.
    """
    latest = Event.objects.filter(document_id=document_id, actor=by).order_by("-id").first()
    goes_on = (
        latest is not None
        and latest.verb == Verb(verb)
        and latest.data.get("part_id") == data["part_id"]
        and timezone.now() - latest.at < ONE_EVENT
    )
    if latest is None or not goes_on:
        return record(
            by=by,
            verb=verb,
            target_kind=target_kind,
            target_id=target_id,
            target_label=target_label,
            document_id=document_id,
            data=data,
        )
    fields = [*latest.data["fields"], *(name for name in data["fields"] if name not in latest.data["fields"])]
    if fields != latest.data["fields"]:
        latest.data["fields"] = fields
        latest.save(update_fields=["data"])
    return latest


def notify(*, event: Event, users: Iterable[User], path: str, actor_too: bool = False, waits: bool = False) -> None:
    """Tell `users` (but not the actor, nor people who cannot sign in) of `event`; `path` leads to the exact place.

    `actor_too` is for what the clock did in the name of a person, who was not there; `waits` says that the event asks
    something of the people told.
    Effects: notices, and an e-mail to each after commit. Raises ValueError when `path` leads out of the portal.
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
        # Without a broker the notice still waits in the portal.
        transaction.on_commit(lambda: mail_notices.delay(event_id), robust=True)


@transaction.atomic
def see(*, by: User, notice: Notice) -> None:
    """Mark a person's own notice as seen; the first time counts. Another person's notice is left alone."""
    Notice.objects.filter(pk=notice.pk, user=by, seen_at=None).update(seen_at=timezone.now())


@transaction.atomic
def see_all(*, by: User) -> int:
    """Mark all notices of a person as seen. Returns how many were unseen."""
    return Notice.objects.filter(user=by, seen_at=None).update(seen_at=timezone.now())

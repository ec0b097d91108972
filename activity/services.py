"""Recording events and telling people. Both run inside the caller's transaction."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from activity.enums import Verb
from activity.models import Event, Notice
from activity.tasks import mail_notices


def record(
    *,
    by: User,
    verb: Verb,
    target_kind: str,
    target_id: object,
    target_label: str,
    document_id: UUID | None = None,
    data: dict[str, Any] | None = None,
) -> Event:
    """Write one audit event. Effects: one row, in the caller's transaction."""
    return Event.objects.create(
        actor=by,
        actor_label=str(by),
        verb=verb,
        target_kind=target_kind,
        target_id=str(target_id),
        target_label=str(target_label)[:250],
        document_id=document_id,
        data=data or {},
    )


def notify(*, event: Event, users: Iterable[User], path: str) -> None:
    """Tell `users` (but never the actor) of `event`. Effects: notices, and an e-mail to each after commit."""
    notices = [
        Notice(event=event, user=user, path=path)
        for user in {user.pk: user for user in users}.values()
        if user.pk != event.actor_id and user.is_active
    ]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    if notices:
        event_id = event.pk
        transaction.on_commit(lambda: mail_notices.delay(event_id))

"""Recording what happened, inside the caller's transaction."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.models import User
from activity.enums import Verb
from activity.models import Event

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

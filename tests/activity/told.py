"""Short ways to notices of every kind."""

import datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from accounts.models import User
from activity.enums import Verb
from activity.models import Event, MailSettings, Notice
from activity.queries import Place, Rights
from activity.services import notify, record
from tests import factories
from tests.accounts.factories import fresh_email

#: rights by which everybody reads everything, under the names that events give it
ALL_OPEN = Rights(
    places=lambda wanted: {
        (reader, one): Place(is_open=True, title="") for reader, (_user, asked) in wanted.items() for one in asked
    },
    remarks=lambda wanted: {(reader, one) for reader, (_user, asked) in wanted.items() for one in asked},
)


def reader(**fields: Any) -> User:
    return factories.user(**{"email": fresh_email(), "language": "en", **fields})


def tell(
    *users: User,
    verb: Verb = Verb.REPLIED,
    title: str = "Zielone podwórka",
    document: UUID | None = None,
    place: str = "",
    thread: str = "",
    path: str = "/praca/",
    waits: bool = False,
    actor: User | None = None,
    at: datetime.datetime | None = None,
    **data: Any,
) -> Event:
    """Something happened to a document, and these people are told."""
    document = document or uuid4()
    event = record(
        by=actor or factories.user(name="Anna Nowak"),
        verb=verb,
        target_kind="mid",
        target_id=document,
        target_label=title,
        document_id=document,
        data={**({"thread": thread, "place": place} if thread or place else {}), **data},
    )
    notify(event=event, users=users, path=path, waits=waits)
    if at:
        Event.objects.filter(pk=event.pk).update(at=at)
        Notice.objects.filter(event=event).update(created_at=at)
    return event


def wants(user: User, **fields: Any) -> MailSettings:
    """The person's settings, written as they are given."""
    settings, _made = MailSettings.objects.update_or_create(user=user, defaults=fields)
    return settings


def warsaw(*parts: int, fold: int = 0) -> datetime.datetime:
    """A moment of the clock in Warsaw."""
    return datetime.datetime(*parts, tzinfo=timezone.get_default_timezone(), fold=fold)  # type: ignore[arg-type,misc]

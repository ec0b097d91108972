"""Events of rounds, and who is told of them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from activity.enums import Verb
from activity.models import Event
from activity.services import notify, record, settle
from documents.models import Document

#: after these it is somebody else's turn: what was asked of people before waits no more
TURNS = (Verb.SUBMITTED, Verb.TAKEN_BACK, Verb.RETURNED, Verb.ACCEPTED, Verb.REVIEW_REOPENED)
#: what a review asks of people besides its turns; what a remark asks is settled in its thread
ASKS = (Verb.REVIEW_EXTENDED, Verb.REVIEWER_ADDED, Verb.REMINDED, Verb.OVERDUE)


def tell(
    event: Event,
    document: Document,
    *,
    waits: Iterable[User] = (),
    others: Iterable[User] = (),
    actor_too: bool = False,
) -> None:
    """Notify of an event of the review: `waits` are asked for something, `others` only learn of it.

    `actor_too` is for what the clock did.
    """
    if event.verb in TURNS:
        settle(document_id=document.pk, verbs=[*TURNS, *ASKS])
    asked = list(waits)
    keys = {user.pk for user in asked}
    path = review_path(document)
    notify(event=event, users=asked, path=path, waits=True, actor_too=actor_too)
    notify(event=event, users=[user for user in others if user.pk not in keys], path=path, actor_too=actor_too)


def tell_of_last(
    document: Document,
    verb: Verb,
    *,
    waits: Iterable[User] = (),
    others: Iterable[User] = (),
    until: date | None = None,
) -> None:
    """The same, of the event that the domain's service has just written: the document is locked, so it is the last.

    `until` is the date by which it is asked for; the event keeps it for its notices.
    """
    event = Event.objects.filter(document_id=document.pk, verb=verb).latest("id")
    if until is not None:
        event.data["until"] = until.isoformat()
        event.save(update_fields=["data"])
    tell(event, document, waits=waits, others=others)


def record_event(by: User, verb: Verb, document: Document, **data: Any) -> Event:
    """Write an event of the document's review; `data` are labels and numbers."""
    return record(
        by=by,
        verb=verb,
        target_kind=document.kind,
        target_id=document.pk,
        target_label=document.title,
        document_id=document.pk,
        data=data,
    )


def review_path(document: Document, anchor: str = "") -> str:
    """The address of the review page without a language prefix, as notices keep it."""
    with translation.override(settings.LANGUAGE_CODE):
        return reverse("review", args=[document.slug]) + (f"#{anchor}" if anchor else "")

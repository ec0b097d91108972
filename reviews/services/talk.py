"""What every write in a thread shares: its lock, its comments and mentions, its events and who is told of them."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from activity.enums import Verb
from activity.models import Event
from activity.services import notify, record, settle
from documents.services import lock_document
from reviews.enums import Audience
from reviews.models import Comment, Mention, Sight, Thread
from reviews.queries import find_mentions, readers_of
from reviews.queries.labels import labels_of


def lock_thread(thread: Thread) -> Thread:
    """The thread, locked after its document, so that every service of an app takes the locks in one order."""
    document = lock_document(thread.document)
    locked = Thread.objects.select_for_update(of=("self",), no_key=True).get(pk=thread.pk)
    locked.document = document
    return locked


def write_comment(by: User, thread: Thread, html: str, called: Iterable[User] = ()) -> tuple[Comment, list[User]]:
    """Write clean `html` into a thread. Effects: a comment, its mentions; the writer has seen the thread, where nothing
    waits for them any more.

    `called` are mentioned besides those whom the text names. Returns the people mentioned.
    """
    comment = Comment.objects.create(thread=thread, author=by, author_label=str(by), author_role=by.role, text=html)
    see_as_writer(by, thread)
    settle(users=[by], path=thread_path(thread))
    return comment, mention(by, comment, called)


def mention(by: User, comment: Comment, called: Iterable[User] = ()) -> list[User]:
    """Note whom a comment calls. Whoever may not read the thread is left out: nothing is stored, nothing sent."""
    readers = {reader.pk: reader for reader in readers_of(comment.thread.document, comment.thread.audience)}
    wanted = {person.pk for person in (*find_mentions(comment.text, readers.values()).people, *called)} - {by.pk}
    known = set(comment.mentions.values_list("user_id", flat=True))
    fresh = [readers[key] for key in wanted if key in readers and key not in known]
    Mention.objects.bulk_create(Mention(comment=comment, user=person) for person in fresh)
    return fresh


def see_as_writer(by: User, thread: Thread) -> None:
    """Whoever writes in a thread has seen it."""
    Sight.objects.update_or_create(thread=thread, user=by, defaults={"user_label": str(by), "at": timezone.now()})


def record_in(by: User, verb: Verb, thread: Thread) -> Event:
    """Write an event of a thread. That of a private note says so and names no place."""
    document = thread.document
    data: dict[str, Any] = {"thread": str(thread.pk)}
    data |= labels_of(thread, document) if thread.audience == Audience.ALL else {"private": True}
    return record(
        by=by,
        verb=verb,
        target_kind=document.kind,
        target_id=document.pk,
        target_label=document.title,
        document_id=document.pk,
        data=data,
    )


def tell_mentioned(by: User, thread: Thread, people: list[User]) -> None:
    """Effects: an event and notices that ask for attention, where anybody was mentioned."""
    if people:
        notify(event=record_in(by, Verb.MENTIONED, thread), users=people, path=thread_path(thread), waits=True)


def tell_readers(event: Event, thread: Thread, users: Iterable[User]) -> None:
    """Notify those of `users` who may read the thread."""
    readers = {reader.pk for reader in readers_of(thread.document, thread.audience)}
    notify(event=event, users=[user for user in users if user.pk in readers], path=thread_path(thread))


def thread_path(thread: Thread) -> str:
    """The address of the thread's page without a language prefix, as notices keep it."""
    with translation.override(settings.LANGUAGE_CODE):
        return reverse("thread", args=[thread.pk])

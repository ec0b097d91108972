"""Writes of whole documents: making one, freezing its words, moving its state."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from activity.enums import Verb
from documents.enums import Purpose, State
from documents.models import Document, Version
from documents.parts import document_kind
from documents.queries import content_hash, snapshot
from documents.services.changes import record_event
from documents.services.following import note_places


@transaction.atomic
def create_document(
    *, by: User, kind: str, slug: str, title: str, template: dict[str, Any], is_sample: bool = False
) -> Document:
    """Make an empty document with all its single parts. Effects: rows, an event. The caller has checked the right."""
    document = Document.objects.create(kind=kind, slug=slug, title=title, template=template, is_sample=is_sample)
    for part_kind in document_kind(kind).part_kinds.values():
        if not part_kind.many:
            part_kind.model._default_manager.create(document=document, changed_by=by)
    record_event(by, Verb.CREATED, document)
    return document


@transaction.atomic
def freeze(*, by: User, document: Document, purpose: Purpose) -> Version:
    """Make the next Version of the document's present words; an unchanged document gives its latest Version again.

    Effects: the Version, and the places in it of the passages that somebody points at.
    """
    document = lock_document(document)
    content = snapshot(document)
    digest = content_hash(content)
    latest = document.versions.first()
    if latest is not None and latest.content_hash == digest:
        note_places(latest)
        return latest
    version = Version.objects.create(
        document=document,
        number=(latest.number if latest else 0) + 1,
        purpose=purpose,
        title=document.title,
        content=content,
        content_hash=digest,
        moment=document.changes.aggregate(last=Max("id"))["last"] or 0,
        created_by=by,
        created_by_label=str(by),
    )
    note_places(version)
    return version


def set_state(*, by: User, document: Document, state: State, verb: Verb, data: dict[str, Any] | None = None) -> Any:
    """Move a locked document whose transition the caller has judged. Effects: state, event. Returns the event."""
    document.state = state
    document.state_since = timezone.now()
    document.revision += 1
    document.save(update_fields=["state", "state_since", "revision", "updated_at"])
    return record_event(by, verb, document, data=data)


def lock_document(document: Document) -> Document:
    """The document, read again and locked until the end of the transaction."""
    return Document.objects.select_for_update(of=("self",), no_key=True).get(pk=document.pk)

"""Publishing and withdrawing. Every one: lock, permission, policy, change, activity event, in one transaction."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from activity.enums import Verb
from activity.models import Event
from activity.services import notify, record, settle
from catalogue.models import Publication, PublishedVersion, Schedule
from catalogue.permissions import check_can_publish
from catalogue.policies import check_described, check_pdf, check_reason, moves_document, public_move
from catalogue.queries import people_of, public_path
from catalogue.queries.versions import accepted_version, workbench_path
from catalogue.services.projection import hide, show
from core.exceptions import WrongState
from documents.models import Document, Version
from documents.services import course, lock_document, set_state
from improvement_plans import services as plan_services
from publishing.queries import failure_of
from publishing.services import request_rendering


@transaction.atomic
def publish(*, by: User, document: Document, reason: str = "") -> Publication:
    """Show the accepted Version, the one that was reviewed, at the document's permanent address.

    A Version that was public before keeps an address of its own; `reason` says in public why this one corrects it.
    Effects: state, Publication with its Version and public rows, search entries, a planned publication is done, an
    event, notices to the authors, a PDF queued after commit. Raises NotAllowed, WrongState, NotDescribed, PdfRefused.
    """
    document = lock_document(document)
    check_can_publish(by)
    public_move(document, "publish")
    version = version_to_publish(document)
    reason = check_reason(reason, needed=False)
    now = timezone.now()
    publication, _made = Publication.objects.update_or_create(
        document=document,
        defaults={
            "version": version,
            "kind": document.kind,
            "slug": document.slug,
            "title": version.title,
            "published_at": now,
            "withdrawn_at": None,
            "withdrawn_reason": "",
        },
    )
    PublishedVersion.objects.update_or_create(
        version=version,
        defaults={"publication": publication, "withdrawn_at": None, "withdrawn_reason": ""},
        create_defaults={
            "publication": publication,
            "number": version.number,
            "reason": reason,
            "published_at": now,
        },
    )
    Schedule.objects.filter(document=document).delete()
    settle(document_id=document.pk, verbs=[Verb.ACCEPTED, Verb.HELD_BACK])
    _appear(by, document, publication, version)
    _move(by, document, "publish", Verb.PUBLISHED, {"version": version.number})
    return publication


@transaction.atomic
def withdraw(*, by: User, document: Document, reason: str) -> Publication:
    """Take a document out of public sight with all its Versions; their addresses stay and give the reason.

    A document that is just being corrected stays where it is; a planned publication of it is cancelled. Effects:
    state, Publication, search entries gone, an event, notices to the authors. Raises NotAllowed, WrongState,
    InvalidInput.
    """
    document, publication = _judge(by, document)
    with_document = moves_document(document, publication, "withdraw")
    reason = check_reason(reason)
    at = timezone.now()
    publication.withdrawn_at, publication.withdrawn_reason = at, reason
    publication.save()
    publication.versions.filter(withdrawn_at=None).update(withdrawn_at=at, withdrawn_reason=reason)
    Schedule.objects.filter(document=document).delete()
    document.public_version = None
    document.save(update_fields=["public_version"])
    hide(publication)
    _move(by, document, "withdraw" if with_document else "", Verb.WITHDRAWN, {"reason": reason})
    return publication


@transaction.atomic
def restore(*, by: User, document: Document) -> Publication:
    """Show a withdrawn document again, in the Version that was public, and the Versions withdrawn with it.

    Effects as of `publish`. Raises NotAllowed, WrongState, NotDescribed, PdfRefused.
    """
    document, publication = _judge(by, document)
    with_document = moves_document(document, publication, "restore")
    check_public(publication.version)
    publication.versions.filter(withdrawn_at=publication.withdrawn_at).update(withdrawn_at=None, withdrawn_reason="")
    publication.withdrawn_at, publication.withdrawn_reason = None, ""
    publication.save()
    _appear(by, document, publication, publication.version)
    move = "restore" if with_document else ""
    _move(by, document, move, Verb.RESTORED, {"version": publication.version.number})
    return publication


@transaction.atomic
def correct(*, by: User, document: Document, reason: str) -> Event:
    """Give a published document back to its authors for a correction; its Version stays in public until the next one.

    Effects: state, an event, notices to the authors. Raises NotAllowed, WrongState, InvalidInput.
    """
    check_can_publish(by)
    event = course.correct(by=by, document=document, reason=check_reason(reason))
    notify(event=event, users=people_of(document), path=workbench_path(document.kind, document.slug))
    return event


@transaction.atomic
def revise(*, by: User, document: Document, reason: str) -> Event:
    """Give a withdrawn document back to its authors for a new revision; in public it stays withdrawn.

    Effects: state, an event, notices to the authors. Raises NotAllowed, WrongState, InvalidInput.
    """
    check_can_publish(by)
    event = course.revise(by=by, document=document, reason=check_reason(reason))
    notify(event=event, users=people_of(document), path=workbench_path(document.kind, document.slug))
    return event


def version_to_publish(document: Document) -> Version:
    """The accepted Version, found fit for the public. Raises WrongState, NotDescribed, PdfRefused."""
    version = accepted_version(document)
    if version is None:
        raise WrongState(_("This document has no accepted version to publish."))
    check_public(version)
    return version


def check_public(version: Version) -> None:
    """Raise NotDescribed or PdfRefused for a Version that not everybody could read."""
    check_described(version.content)
    check_pdf(failure_of(version, version.content["language"]))


def _judge(by: User, document: Document) -> tuple[Document, Publication]:
    """Lock and permission. Returns the locked document and its publication; WrongState when it was never public."""
    document = lock_document(document)
    check_can_publish(by)
    publication = Publication.objects.select_related("version").filter(document=document).first()
    if publication is None:
        raise WrongState(_("This document has never been public."))
    return document, publication


def _appear(by: User, document: Document, publication: Publication, version: Version) -> None:
    document.public_version = version
    document.save(update_fields=["public_version"])
    show(publication)
    if publication.kind == "pu":
        plan_services.mark_published(by=by, document=document, version=version)
    # The sample programme publishes many at once; none of them may delay a person.
    request_rendering(version=version, language=version.content["language"], urgent=not publication.is_sample)


def _move(by: User, document: Document, key: str, verb: Verb, data: dict[str, Any]) -> None:
    """Write the event and tell the authors; without a `key` the document stays in its state."""
    if key:
        event = set_state(by=by, document=document, state=public_move(document, key).target, verb=verb, data=data)
    else:
        event = record(
            by=by,
            verb=verb,
            target_kind=document.kind,
            target_id=document.pk,
            target_label=document.title,
            document_id=document.pk,
            data=data,
        )
    notify(event=event, users=people_of(document), path=public_path(document.kind, document.slug))

"""Publishing and withdrawing. Every one: lock, permission, policy, change, activity event, in one transaction."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from activity.enums import Verb
from activity.models import Event
from activity.services import notify
from catalogue.models import Publication
from catalogue.permissions import check_can_publish
from catalogue.policies import LONGEST_REASON, public_move
from catalogue.queries import people_of, public_path, url_name
from catalogue.services.projection import hide, show
from core.exceptions import InvalidInput, WrongState
from documents.models import Document, Version
from documents.queries import latest_version
from documents.services import course, lock_document, set_state
from improvement_plans import services as plan_services
from publishing.services import request_rendering


@transaction.atomic
def publish(*, by: User, document: Document) -> Publication:
    """Show the accepted Version, the one that was reviewed, at the document's permanent address.

    Effects: state, Publication and its public rows, search entries, an event, notices to the authors, a PDF queued
    after commit. Raises NotAllowed, WrongState.
    """
    document = _judge(by, document, "publish")
    version = latest_version(document)
    if version is None:
        raise WrongState(_("This document has no accepted version to publish."))
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
    _appear(publication, version)
    _move(by, document, "publish", Verb.PUBLISHED, {"version": version.number})
    return publication


@transaction.atomic
def withdraw(*, by: User, document: Document, reason: str) -> Publication:
    """Take a document out of public sight; its address stays and gives the reason.

    Effects: state, Publication, search entries gone, an event, notices to the authors. Raises NotAllowed, WrongState,
    InvalidInput.
    """
    document = _judge(by, document, "withdraw")
    reason = _checked(reason)
    publication = Publication.objects.get(document=document)
    publication.withdrawn_at = timezone.now()
    publication.withdrawn_reason = reason
    publication.save()
    hide(publication)
    _move(by, document, "withdraw", Verb.WITHDRAWN, {"reason": reason})
    return publication


@transaction.atomic
def restore(*, by: User, document: Document) -> Publication:
    """Show a withdrawn document again, in the Version that was public. Effects as of `publish`."""
    document = _judge(by, document, "restore")
    publication = Publication.objects.select_related("version").get(document=document)
    publication.withdrawn_at = None
    publication.withdrawn_reason = ""
    publication.save()
    _appear(publication, publication.version)
    _move(by, document, "restore", Verb.RESTORED, {"version": publication.version.number})
    return publication


@transaction.atomic
def revise(*, by: User, document: Document, reason: str) -> Event:
    """Give a withdrawn document back to its authors for a new revision; in public it stays withdrawn.

    Effects: state, an event, notices to the authors. Raises NotAllowed, WrongState, InvalidInput.
    """
    check_can_publish(by)
    event = course.revise(by=by, document=document, reason=_checked(reason))
    notify(event=event, users=people_of(document), path=_workbench(document))
    return event


def _judge(by: User, document: Document, key: str) -> Document:
    """Lock, permission, policy. Returns the locked document."""
    document = lock_document(document)
    check_can_publish(by)
    public_move(document, key)
    return document


def _checked(reason: str) -> str:
    reason = " ".join(reason.split())
    if not reason:
        raise InvalidInput(_("Give the reason."))
    if len(reason) > LONGEST_REASON:
        raise InvalidInput(_("The reason may have at most %(limit)d characters.") % {"limit": LONGEST_REASON})
    return reason


def _appear(publication: Publication, version: Version) -> None:
    show(publication)
    if publication.kind == "pu":
        plan_services.mark_published(version=version)
    # The sample programme publishes many at once; none of them may delay a person.
    request_rendering(version=version, language=version.content["language"], urgent=not publication.is_sample)


def _move(by: User, document: Document, key: str, verb: Verb, data: dict[str, Any]) -> None:
    event = set_state(by=by, document=document, state=public_move(document, key).target, verb=verb, data=data)
    notify(event=event, users=people_of(document), path=public_path(document.kind, document.slug))


def _workbench(document: Document) -> str:
    with translation.override("pl"):
        return reverse(f"{url_name(document.kind)}_workbench", args=[document.slug])

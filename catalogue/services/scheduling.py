"""Publishing at a moment: planning, cancelling, and what the clock does when the moment has come."""

import logging
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from activity.enums import Verb
from activity.models import Event
from activity.services import notify, record
from catalogue.models import Schedule
from catalogue.permissions import check_can_publish
from catalogue.policies import check_moment, check_reason, check_still_planned, public_move
from catalogue.queries import people_of
from catalogue.queries.versions import accepted_version, failed_renderings, publishing_path, workbench_path
from catalogue.services.publication import publish, version_to_publish
from core.exceptions import Refusal, WrongState
from documents.models import Document
from documents.services import lock_document
from networks.queries import coordinators
from publishing.services import request_rendering

logger = logging.getLogger(__name__)


@transaction.atomic
def schedule(*, by: User, document: Document, at: datetime, reason: str = "") -> Schedule:
    """Plan the publication of the accepted Version, or change the plan. Until the moment nothing of it is public.

    Effects: a Schedule, its PDF queued so that faults show before the moment, an event, notices to the authors.
    Raises NotAllowed, WrongState, InvalidInput, NotDescribed, PdfRefused.
    """
    document = lock_document(document)
    check_can_publish(by)
    public_move(document, "publish")
    version = version_to_publish(document)
    check_moment(at, timezone.now())
    reason = check_reason(reason, needed=False)
    planned, _made = Schedule.objects.update_or_create(
        document=document, defaults={"version": version, "at": at, "reason": reason, "by": by, "problem": ""}
    )
    request_rendering(version=version, language=version.content["language"], urgent=False)
    event = _record(by, Verb.SCHEDULED, document, version=version.number, at=timezone.localtime(at).isoformat())
    notify(event=event, users=people_of(document), path=workbench_path(document.kind, document.slug))
    return planned


@transaction.atomic
def cancel_schedule(*, by: User, document: Document) -> Event:
    """Give up a planned publication; the document stays accepted. Effects: the Schedule gone, an event, notices.

    Raises NotAllowed, WrongState.
    """
    document = lock_document(document)
    check_can_publish(by)
    deleted, _by_table = Schedule.objects.filter(document=document).delete()
    if not deleted:
        raise WrongState(_("No publication of this document is planned."))
    event = _record(by, Verb.UNSCHEDULED, document)
    notify(event=event, users=people_of(document), path=workbench_path(document.kind, document.slug))
    return event


def publish_due() -> int:
    """Publish what is due, in the name of who planned it. Returns how many. Called by the clock; safe to run twice.

    What cannot be published is held back with the reason, and the coordinators are told.
    """
    due = Schedule.objects.filter(at__lte=timezone.now(), problem="").order_by("at", "id")
    return sum(_publish_planned(key) for key in list(due.values_list("document_id", flat=True)))


def _publish_planned(document_id: UUID) -> bool:
    try:
        with override(settings.LANGUAGE_CODE), transaction.atomic():
            return _publish_if_due(Document.objects.get(pk=document_id))
    except Refusal as error:
        with override(settings.LANGUAGE_CODE):
            _hold_back(document_id=document_id, problem=str(error))
    except Exception:
        # One fault must not keep the other documents from the public; the next minute tries again.
        logger.exception("the planned publication of %s failed", document_id)
    return False


def _publish_if_due(document: Document) -> bool:
    document = lock_document(document)
    planned = Schedule.objects.filter(document=document, at__lte=timezone.now(), problem="").first()
    if planned is None:
        return False
    check_still_planned(document, planned.version, accepted_version(document))
    publish(by=planned.by, document=document, reason=planned.reason)
    return True


@transaction.atomic
def _hold_back(*, document_id: UUID, problem: str) -> None:
    document = lock_document(Document.objects.get(pk=document_id))
    planned = Schedule.objects.filter(document=document, problem="").first()
    if planned is None:
        return
    planned.problem = problem[:500]
    planned.save()
    event = _record(planned.by, Verb.HELD_BACK, document, reason=planned.problem)
    path = publishing_path(document.kind, document.slug)
    notify(event=event, users=coordinators(), path=path, actor_too=True)


@transaction.atomic
def report_failed_pdfs() -> int:
    """Tell the coordinators, once, of published documents whose PDF cannot be made. Returns how many. By the clock."""
    told = set(Event.objects.filter(verb=Verb.PDF_FAILED).values_list("data__rendering", flat=True))
    new = [rendering for rendering in failed_renderings() if str(rendering.pk) not in told]
    everybody = list(coordinators())
    for rendering in new if everybody else ():
        document = rendering.version.document
        data = {"rendering": str(rendering.pk), "reason": rendering.reason}
        event = _record(everybody[0], Verb.PDF_FAILED, document, **data)
        path = publishing_path(document.kind, document.slug)
        notify(event=event, users=everybody, path=path, actor_too=True)
    return len(new)


def _record(by: User, verb: Verb, document: Document, **data: object) -> Event:
    return record(
        by=by,
        verb=verb,
        target_kind=document.kind,
        target_id=document.pk,
        target_label=document.title,
        document_id=document.pk,
        data=data,
    )

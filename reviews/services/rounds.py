"""Rounds: opened by the authors' submission, closed by a verdict or by taking the document back.

Each service moves the document by the service of its own kind (which judges the right and the state), then keeps the
round, in one transaction under the document's lock.
"""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from activity.enums import Verb
from activity.models import Event
from activity.services import notify
from documents.models import Document
from documents.services import course, lock_document
from networks.queries import coordinators
from publishing.services import request_rendering
from reviews.enums import RoundState
from reviews.models import Round
from reviews.permissions import check_can_judge
from reviews.policies import LONGEST_NOTE, LONGEST_REASONS, check_round_open, check_text
from reviews.queries import authors_of, judges_of, open_round


@transaction.atomic
def submit_for_review(*, by: User, document: Document, note: str = "") -> Round:
    """Freeze the document and open its next round. Effects: Version, state, Round, event; both sides are told.

    Raises NotAllowed, WrongState, Incomplete.
    """
    document = lock_document(document)
    version = course.submit(by=by, document=document)
    last = Round.objects.filter(document=document).aggregate(last=Max("number"))["last"]
    opened = Round.objects.create(
        document=document,
        version=version,
        number=(last or 0) + 1,
        opened_by=by,
        opened_by_label=str(by),
        note=check_text(note, LONGEST_NOTE) if note.strip() else "",
    )
    if not document.is_sample:
        # Whoever asks for the PDF finds it ready; the sample programme submits too many at once for that.
        request_rendering(version=version, language=document.language, urgent=False)
    _tell(document, Verb.SUBMITTED, [*judges_of(document), *authors_of(document)])
    return opened


@transaction.atomic
def take_back(*, by: User, document: Document) -> Round | None:
    """Take a submitted document back to the draft. Effects: state, event, the round is closed; reviewers are told."""
    document = lock_document(document)
    course.take_back(by=by, document=document)
    closed = _close(by, document, RoundState.WITHDRAWN)
    _tell(document, Verb.TAKEN_BACK, [*judges_of(document), *authors_of(document)])
    return closed


@transaction.atomic
def return_for_changes(*, by: User, document: Document, reasons: str) -> Round | None:
    """Give the document back with reasons. Effects: state, event, the round is closed; the authors are told."""
    document = lock_document(document)
    check_can_judge(by, document)
    reasons = check_text(reasons, LONGEST_REASONS)
    check_round_open(open_round(document))
    course.return_for_changes(by=by, document=document, reason=reasons)
    closed = _close(by, document, RoundState.RETURNED, reasons)
    _tell(document, Verb.RETURNED, [*authors_of(document), *judges_of(document)])
    return closed


@transaction.atomic
def accept(*, by: User, document: Document) -> Round | None:
    """Accept the document. Effects: state, event, the round is closed; authors, reviewers and coordinators are told."""
    document = lock_document(document)
    check_can_judge(by, document)
    check_round_open(open_round(document))
    course.accept(by=by, document=document)
    closed = _close(by, document, RoundState.ACCEPTED)
    _tell(document, Verb.ACCEPTED, [*authors_of(document), *judges_of(document), *coordinators()])
    return closed


def _close(by: User, document: Document, state: RoundState, reasons: str = "") -> Round | None:
    """End the open round, if there is one."""
    closing = (
        Round.objects.select_for_update(of=("self",), no_key=True).filter(document=document, closed_at=None).first()
    )
    if closing is None:
        return None
    closing.state = state
    closing.reasons = reasons
    closing.closed_at = timezone.now()
    closing.closed_by = by
    closing.closed_by_label = str(by)
    closing.save()
    return closing


def _tell(document: Document, verb: Verb, users: Iterable[User]) -> None:
    """Notify of the event that the domain's service has just written: the document is locked, so it is the last one."""
    event = Event.objects.filter(document_id=document.pk, verb=verb).latest("id")
    notify(event=event, users=users, path=review_path(document))


def review_path(document: Document, anchor: str = "") -> str:
    """The address of the review page without a language prefix, as notices keep it."""
    with translation.override(settings.LANGUAGE_CODE):
        return reverse("review", args=[document.slug]) + (f"#{anchor}" if anchor else "")

"""Rounds: opened by the authors' submission, closed by the lead reviewer's verdict or by taking the document back.

Each service moves the document by the service of its own kind, then keeps the round, in one transaction under the
document's lock. Who may move a round is `reviews.permissions`, when is the table of `reviews.policies`.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from activity.enums import Verb
from core.exceptions import NotAllowed
from documents.models import Document
from documents.services import course, lock_document
from networks.queries import coordinators
from publishing.services import request_rendering
from reviews.enums import RoundState
from reviews.models import Reviewer, Round
from reviews.permissions import check_can_judge, check_can_move, check_is_author
from reviews.policies import (
    LONGEST_NOTE,
    LONGEST_REASONS,
    check_confirmed,
    check_move,
    check_not_moved_further,
    check_reasons_given,
    check_text,
)
from reviews.queries import (
    authors_of,
    judges_in_order,
    judges_of,
    newest_round,
    open_round,
    standing_reviewers,
)
from reviews.queries.rules import checklist_of, open_musts, rules_of
from reviews.services.answers import check_answered, send_answers, take_answers_back
from reviews.services.reviewers import settle_reviewers
from reviews.services.telling import record_event, review_path, tell, tell_of_last

__all__ = [
    "accept",
    "begin",
    "lock_round",
    "reopen_round",
    "return_for_changes",
    "review_path",
    "start_review",
    "submit_for_review",
    "take_back",
]


@transaction.atomic
def submit_for_review(*, by: User, document: Document, note: str = "") -> Round:
    """Freeze the document and open its next round. Effects: Version, state, Round with Reviewers, event, notices.

    The answers to earlier remarks are sent along. Raises NotAllowed, WrongState, Incomplete, Unanswered.
    """
    document = lock_document(document)
    version = course.submit(by=by, document=document)
    check_answered(document)
    previous = newest_round(document)
    rules = rules_of(document)
    asked = _asked_again(previous)
    opened = Round.objects.create(
        document=document,
        version=version,
        number=(previous.number if previous else 0) + 1,
        opened_by=by,
        opened_by_label=str(by),
        note=check_text(note, LONGEST_NOTE) if note.strip() else "",
        due_on=timezone.localdate() + timedelta(days=rules.review_days),
        criteria=checklist_of(document),
        is_scored=rules.is_scored,
    )
    _name_reviewers(opened, by, previous, asked)
    send_answers(by=by, opened=opened)
    if not document.is_sample:
        # Whoever asks for the PDF finds it ready; the sample programme submits too many at once for that.
        request_rendering(version=version, language=document.language, urgent=False)
    tell_of_last(document, Verb.SUBMITTED, waits=judges_of(document), others=authors_of(document), until=opened.due_on)
    return opened


@transaction.atomic
def start_review(*, by: User, document: Document) -> Round:
    """Begin to review. Effects: state of the round, event; the authors are told. Raises NotAllowed, WrongState."""
    document, current = lock_round(document, by, "start")
    begin(by, document, current)
    return current


@transaction.atomic
def take_back(*, by: User, document: Document) -> Round | None:
    """Take a submitted document back to the draft; its remarks stay. Effects: state, event, the round is closed;
    reviewers are told. A document without a round, which only a write past the services can make, is taken back too.
    """
    document = lock_document(document)
    course.take_back(by=by, document=document)
    current = _locked(open_round(document))
    closed = _close(by, current, RoundState.WITHDRAWN) if current else None
    if closed:
        take_answers_back(closed)
    tell_of_last(document, Verb.TAKEN_BACK, others=[*judges_of(document), *authors_of(document)])
    return closed


@transaction.atomic
def return_for_changes(*, by: User, document: Document, reasons: str) -> Round:
    """Give the document back with reasons. Effects: state, event, the round is closed, the answers get a date;
    the authors are told. Raises NotAllowed, InvalidInput, WrongState.
    """
    document, current = lock_round(document, by, "return")
    reasons = check_text(reasons, LONGEST_REASONS)
    course.return_for_changes(by=by, document=document, reason=reasons, is_judge=True)
    current.answer_due_on = timezone.localdate() + timedelta(days=rules_of(document).answer_days)
    closed = _close(by, current, RoundState.RETURNED, reasons)
    tell_of_last(
        document, Verb.RETURNED, waits=authors_of(document), others=judges_of(document), until=closed.answer_due_on
    )
    return closed


@transaction.atomic
def accept(*, by: User, document: Document, reasons: str = "", despite_musts: bool = False) -> Round:
    """Accept the Version of the open round. Effects: state, event, the round is closed; all are told.

    What the authors wrote since is not part of it. Raises NotAllowed, WrongState (no open round; remarks that must be
    met are open, without `despite_musts`), InvalidInput (the opinions differ and there are no reasons).
    """
    document, current = lock_round(document, by, "accept")
    check_reasons_given(reasons, [row.opinion for row in standing_reviewers(current) if row.opinion])
    check_confirmed(open_musts(current), confirmed=despite_musts)
    reasons = check_text(reasons, LONGEST_REASONS) if reasons.strip() else ""
    course.accept(by=by, document=document, is_judge=True)
    closed = _close(by, current, RoundState.ACCEPTED, reasons)
    others = [*authors_of(document), *judges_of(document)]
    tell_of_last(document, Verb.ACCEPTED, waits=coordinators(), others=others)
    return closed


@transaction.atomic
def reopen_round(*, by: User, document: Document, reason: str) -> Round:
    """Open a round again whose verdict was a mistake, while nothing has followed from it. Effects: states, an event
    that keeps the former reasons; reviewers and authors are told. Raises NotAllowed, InvalidInput, WrongState.
    """
    document, current = lock_round(document, by, "reopen")
    reason = check_text(reason, LONGEST_NOTE)
    check_not_moved_further(document, current)
    event = course.review_again(by=by, document=document, reason=reason, is_judge=True)
    event.data |= {"round": current.number, "former_reasons": current.reasons}
    event.save(update_fields=["data"])
    current.state = RoundState.IN_REVIEW
    current.closed_at = current.closed_by = current.answer_due_on = current.moved_on_at = None
    current.closed_by_label = current.reasons = ""
    today = timezone.localdate()
    if current.due_on is None or current.due_on < today:
        current.due_on = today + timedelta(days=rules_of(document).review_days)
    current.save()
    settle_reviewers(document, current)
    tell_of_last(
        document, Verb.REVIEW_REOPENED, waits=judges_of(document), others=authors_of(document), until=current.due_on
    )
    return current


def lock_round(document: Document, by: User, key: str) -> tuple[Document, Round]:
    """Lock the document and its newest round; settle who reviews it; judge the right, then the state, of a move."""
    document = lock_document(document)
    current = _locked(newest_round(document))
    if current is not None:
        current.document = document
        if current.is_open:
            settle_reviewers(document, current)
        check_can_move(by, current, key)
    else:
        _check_takes_part(by, document)
    return document, check_move(current, key)


def begin(by: User, document: Document, current: Round) -> None:
    """Note in a locked round that a reviewer has begun. Effects: state, event; the authors are told."""
    current.state, current.started_at = RoundState.IN_REVIEW, timezone.now()
    current.save(update_fields=["state", "started_at", "updated_at"])
    event = record_event(by, Verb.REVIEW_STARTED, document, round=current.number)
    tell(event, document, others=authors_of(document))


def _check_takes_part(by: User, document: Document) -> None:
    """Without a round: that there is none is told to those who take part only."""
    try:
        check_can_judge(by, document)
    except NotAllowed:
        check_is_author(by, document)


def _locked(found: Round | None) -> Round | None:
    if found is None:
        return None
    return Round.objects.select_for_update(of=("self",), no_key=True).select_related("version").get(pk=found.pk)


def _close(by: User, closing: Round, state: RoundState, reasons: str = "") -> Round:
    closing.state = state
    closing.reasons = reasons
    closing.closed_at = timezone.now()
    closing.closed_by = by
    closing.closed_by_label = str(by)
    closing.save()
    return closing


def _asked_again(previous: Round | None) -> list[User]:
    """People who were asked for the round before and may still review: they review the next one too."""
    if previous is None:
        return []
    able = {user.pk for user in judges_of(previous.document)}
    rows = previous.reviewers.filter(removed_at=None, is_invited=True, user__in=able).select_related("user")
    return [row.user for row in rows.order_by("added_at") if row.user is not None]


def _name_reviewers(opened: Round, by: User, previous: Round | None, asked: list[User]) -> None:
    """Name the reviewers of a new round: by office and asked before; the lead is who led before, else the first."""
    by_office = judges_in_order(opened.document)
    keys = {user.pk for user in by_office}
    people = [*by_office, *(user for user in asked if user.pk not in keys)]
    led = previous.reviewers.filter(is_lead=True, removed_at=None).values_list("user", flat=True) if previous else ()
    lead = next((user.pk for user in people if user.pk in set(led)), people[0].pk if people else None)
    Reviewer.objects.bulk_create(
        Reviewer(
            round=opened,
            user=user,
            user_label=str(user),
            is_lead=user.pk == lead,
            is_invited=user.pk not in keys,
            added_by_label=str(by),
        )
        for user in people
    )

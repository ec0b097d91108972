"""What the lead reviewer or a coordinator arranges in a round: its reviewers, its lead, its date."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from activity.enums import Verb
from core.exceptions import InvalidInput
from documents.models import Document
from reviews.enums import RoundState
from reviews.models import Reviewer, Round
from reviews.permissions import is_own_judge
from reviews.policies import INVITABLE, LONGEST_NOTE, check_date, check_text
from reviews.queries import authors_of, judges_of, standing_reviewers
from reviews.services.reviewers import seat_reviewer, settle_lead, tell_of_removal, tell_reviewer
from reviews.services.rounds import lock_round
from reviews.services.telling import record_event, tell


@transaction.atomic
def add_reviewer(*, by: User, document: Document, user: User) -> Reviewer:
    """Ask a person to review in the open round. Effects: a Reviewer, an event; the person is told.

    Raises NotAllowed, WrongState, InvalidInput (an author, a person who reviews already, cannot sign in, or is of a
    city's team).
    """
    document, current = lock_round(document, by, "add_reviewer")
    if user.pk in {author.pk for author in authors_of(document)}:
        raise InvalidInput(_("%(name)s writes this plan and cannot review it.") % {"name": user})
    if not user.is_active or user.role not in INVITABLE:
        raise InvalidInput(_("%(name)s cannot be asked to review.") % {"name": user})
    if user.pk in {row.user_id for row in standing_reviewers(current)}:
        raise InvalidInput(_("%(name)s reviews this plan already.") % {"name": user})
    row = seat_reviewer(current, user, is_invited=not is_own_judge(user, document), by_label=str(by))
    event = record_event(by, Verb.REVIEWER_ADDED, document, round=current.number, name=str(user), is_lead=False)
    tell(event, document, waits=[user])
    return row


@transaction.atomic
def remove_reviewer(*, by: User, document: Document, user: User) -> Reviewer:
    """Take a person off the open round. Effects: their access ends, an event; they are told, and who leads now.

    Their remarks stay, their opinion no longer counts. Raises NotAllowed, WrongState, InvalidInput (they do not review,
    or nobody would be left).
    """
    document, current = lock_round(document, by, "remove_reviewer")
    row = _standing(current, user)
    row.removed_at, row.removed_by_label, row.is_lead = timezone.now(), str(by), False
    row.save(update_fields=["removed_at", "removed_by_label", "is_lead"])
    gone = set(current.reviewers.exclude(removed_by_label="").values_list("user", flat=True))
    left = [person for person in judges_of(document) if person.pk not in gone]
    if not left:
        raise InvalidInput(_("Somebody has to review the plan. Ask another person first."))
    event = record_event(by, Verb.REVIEWER_REMOVED, document, round=current.number, name=str(user))
    tell_of_removal(event, user)
    _fill(document, current, left)
    return row


@transaction.atomic
def reassign(*, by: User, document: Document, lead: User) -> Reviewer:
    """Let another reviewer of the open round give the verdict. Effects: the lead, an event; both are told.

    Raises NotAllowed, WrongState, InvalidInput (they do not review in this round, or lead it already).
    """
    document, current = lock_round(document, by, "reassign")
    row = _standing(current, lead)
    if row.is_lead:
        raise InvalidInput(_("%(name)s gives the verdict already.") % {"name": lead})
    former = [one.user for one in current.reviewers.filter(is_lead=True, removed_at=None) if one.user]
    current.reviewers.filter(is_lead=True, removed_at=None).update(is_lead=False)
    row.is_lead = True
    row.save(update_fields=["is_lead"])
    event = record_event(by, Verb.REVIEWER_ADDED, document, round=current.number, name=str(lead), is_lead=True)
    tell(event, document, waits=[lead], others=former)
    return row


@transaction.atomic
def extend(*, by: User, document: Document, due_on: date, reason: str) -> Round:
    """Change the date of the review, or of the answers after a return. Effects: the date, an event; all are told.

    Raises NotAllowed, WrongState, InvalidInput.
    """
    document, current = lock_round(document, by, "extend")
    due_on = check_date(due_on, timezone.localdate())
    reason = check_text(reason, LONGEST_NOTE)
    if current.state == RoundState.RETURNED:
        current.answer_due_on = due_on
    else:
        current.due_on = due_on
    current.save(update_fields=["due_on", "answer_due_on", "updated_at"])
    event = record_event(
        by, Verb.REVIEW_EXTENDED, document, round=current.number, due_on=due_on.isoformat(), reason=reason
    )
    tell(event, document, others=[*judges_of(document), *authors_of(document)])
    return current


def _standing(current: Round, user: User) -> Reviewer:
    """The person's row in the open round; InvalidInput when they do not review in it."""
    row = next((row for row in standing_reviewers(current) if row.user_id == user.pk), None)
    if row is None:
        raise InvalidInput(_("%(name)s does not review this plan.") % {"name": user})
    return row


def _fill(document: Document, current: Round, left: list[User]) -> None:
    """After somebody left: coordinators step in where nobody else reviews, and somebody leads."""
    standing = {row.user_id for row in standing_reviewers(current)}
    if not standing:
        for user in left:
            seat_reviewer(current, user)
    lead = settle_lead(current)
    if lead is not None:
        tell_reviewer(lead, document, current, is_lead=True)

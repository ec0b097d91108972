"""The reviewers of a round: who is taken on, who leaves, who gives the verdict."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from activity.enums import Verb
from activity.models import Event
from activity.services import notify
from documents.models import Document
from reviews.models import Reviewer, Round
from reviews.queries import judges_in_order, standing_reviewers
from reviews.services.telling import record_event, tell


def settle_reviewers(document: Document, current: Round) -> None:
    """Bring the reviewers of an open round in line with who may review now; the caller has locked the document.

    Whoever left the network or the portal is taken off, whoever came is added, and somebody always gives the verdict.
    Effects: Reviewer rows; an event and a notice for each newcomer and for a new lead.
    """
    judges = judges_in_order(document)
    able = {user.pk for user in judges}
    rows = list(current.reviewers.all())
    for row in rows:
        if row.removed_at is None and row.user_id not in able:
            row.removed_at, row.is_lead = timezone.now(), False
            row.save(update_fields=["removed_at", "is_lead"])
    standing = {row.user_id for row in rows if row.removed_at is None}
    new = [user for user in judges if user.pk not in standing]
    for user in new:
        seat_reviewer(current, user)
    lead = settle_lead(current)
    for user in new:
        if user != lead:
            tell_reviewer(user, document, current)
    if lead is not None:
        tell_reviewer(lead, document, current, is_lead=True)


def settle_lead(current: Round) -> User | None:
    """Give the verdict to the first standing reviewer where nobody has it; returns that person."""
    rows = standing_reviewers(current)
    if not rows or rows[0].is_lead:
        return None
    rows[0].is_lead = True
    rows[0].save(update_fields=["is_lead"])
    return rows[0].user


def seat_reviewer(current: Round, user: User, *, is_invited: bool = False, by_label: str = "") -> Reviewer:
    """A standing row of the person in the round: a new one, or the former one again with what they said in it."""
    row = current.reviewers.filter(user=user).order_by("-added_at").first() or Reviewer(round=current, user=user)
    row.user_label, row.is_invited, row.added_by_label = str(user), is_invited, by_label
    row.removed_at, row.removed_by_label, row.is_lead = None, "", False
    row.save()
    return row


def tell_reviewer(user: User, document: Document, current: Round, *, is_lead: bool = False) -> None:
    """Tell a person that they review now, by nobody's decision: somebody left, or they came to the network."""
    event = record_event(user, Verb.REVIEWER_ADDED, document, round=current.number, name=str(user), is_lead=is_lead)
    tell(event, document, waits=[user], actor_too=True)


def tell_of_removal(event: Event, user: User) -> None:
    """Tell somebody who may no longer open the review: the notice leads to their desk."""
    with translation.override(settings.LANGUAGE_CODE):
        notify(event=event, users=[user], path=reverse("desk"))

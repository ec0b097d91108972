"""What one reviewer thinks of a version: the checklist and an opinion."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from activity.enums import Verb
from documents.models import Document
from reviews.enums import RoundState
from reviews.models import Assessment, Reviewer
from reviews.policies import Assessments, check_assessments, check_opinion
from reviews.queries import standing_reviewers
from reviews.services.rounds import begin, lock_round
from reviews.services.telling import record_event, tell


@transaction.atomic
def give_opinion(
    *,
    by: User,
    document: Document,
    opinion: str,
    reasons: str = "",
    assessments: Assessments | None = None,
) -> Reviewer:
    """Give or change one's opinion in the open round, with the checklist as a whole (None leaves it as it is).

    Effects: the opinion, assessments, the review has started, an event; the other reviewers are told.
    Raises NotAllowed, WrongState, InvalidInput.
    """
    document, current = lock_round(document, by, "opinion")
    reasons = check_opinion(opinion, reasons)
    filled = None if assessments is None else check_assessments(current, assessments)
    rows = standing_reviewers(current)
    # The round was settled under the lock: whoever may review has a row in it.
    row = next(row for row in rows if row.user_id == by.pk)
    if current.state == RoundState.SUBMITTED:
        begin(by, document, current)
    row.opinion, row.opinion_reasons, row.opinion_at = opinion, reasons, timezone.now()
    row.save(update_fields=["opinion", "opinion_reasons", "opinion_at"])
    if filled is not None:
        row.assessments.all().delete()
        Assessment.objects.bulk_create(
            Assessment(reviewer=row, criterion=key, met=met, score=score, note=note)
            for key, (met, score, note) in filled.items()
        )
    event = record_event(by, Verb.OPINION_GIVEN, document, round=current.number)
    tell(event, document, others=[one.user for one in rows if one.user])
    return row

"""What the clock does for rounds: reviewers are settled, a draft that moved on is told of, dates that passed too."""

import logging
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from activity.enums import Verb
from activity.models import Event
from documents.models import Document
from documents.services import lock_document
from networks.queries import coordinators
from reviews.enums import OPEN_ROUND, RoundState
from reviews.models import Round
from reviews.queries import authors_of, has_moved_on, judges_of
from reviews.services.reviewers import settle_reviewers
from reviews.services.telling import record_event, tell

logger = logging.getLogger(__name__)

#: authors who have been quiet for so long have finished something
QUIET = timedelta(minutes=30)
#: so many days after a date has passed the coordinators are told
ESCALATES_AFTER = 3


def settle_open_rounds() -> int:
    """Take off reviewers who left, add those who came, see that somebody leads. Returns how many rounds there are."""
    return _each_round(Q(state__in=OPEN_ROUND), settle_reviewers)


def tell_of_drafts() -> int:
    """Tell the reviewers, once in a round, that the authors have written on, after a quiet half hour."""
    return _each_round(Q(state__in=OPEN_ROUND, moved_on_at=None), _tell_of_draft)


def tell_of_overdue() -> int:
    """Tell once whom a passed date concerns, and the coordinators once when three more days have passed.

    A date that was changed counts anew. Effects: events, notices.
    """
    today = timezone.localdate()
    late = Q(state__in=OPEN_ROUND, due_on__lt=today) | Q(state=RoundState.RETURNED, answer_due_on__lt=today)
    return _each_round(late, _tell_of_date)


def _each_round(which: Q, act: Callable[[Document, Round], object]) -> int:
    """Do `act` with every such round, each in its own transaction under the document's lock."""
    found = list(Round.objects.filter(which).values_list("pk", "document_id"))
    for key, document_id in found:
        try:
            _with_round(key, document_id, which, act)
        except Exception:
            # One fault must not keep the other rounds waiting; the clock comes again.
            logger.exception("the clock could not look after round %s", key)
    return len(found)


@transaction.atomic
def _with_round(key: int, document_id: UUID, which: Q, act: Callable[[Document, Round], object]) -> None:
    document = lock_document(Document(pk=document_id))
    current = Round.objects.filter(which, pk=key).select_related("version").first()
    if current is not None:
        current.document = document
        act(document, current)


def _tell_of_draft(document: Document, current: Round) -> None:
    last = document.changes.aggregate(at=Max("at"))["at"]
    if last is None or last > timezone.now() - QUIET or not has_moved_on(current):
        return
    change = document.changes.select_related("by").order_by("-id").first()
    reviewers = list(judges_of(document))
    actor = change.by if change and change.by else next(iter(reviewers), None)
    if actor is None:
        return
    current.moved_on_at = timezone.now()
    current.save(update_fields=["moved_on_at", "updated_at"])
    event = record_event(actor, Verb.DRAFT_MOVED_ON, document, round=current.number)
    tell(event, document, others=reviewers, actor_too=True)


def _tell_of_date(document: Document, current: Round) -> None:
    is_open = current.is_open
    newest = Round.objects.filter(document=document).order_by("-number").values_list("pk", flat=True).first()
    due_on = current.due_on if is_open else current.answer_due_on
    # Answers are waited for only while the authors have the document.
    if due_on is None or newest != current.pk or (not is_open and document.state != RoundState.RETURNED):
        return
    people = list(judges_of(document) if is_open else authors_of(document))
    _once(document, current, due_on, "late", people)
    if timezone.localdate() > due_on + timedelta(days=ESCALATES_AFTER):
        _once(document, current, due_on, "escalated", list(coordinators()))


def _once(document: Document, current: Round, due_on: date, step: str, people: list) -> None:
    """Tell of a passed date, unless the same was told before."""
    facts = {"round": current.number, "due_on": due_on.isoformat(), "step": step, "side": _side(current)}
    told = Event.objects.filter(document_id=document.pk, verb=Verb.OVERDUE, data__contains=facts).exists()
    if told or not people:
        return
    event = record_event(people[0], Verb.OVERDUE, document, **facts)
    waits, others = (people, []) if step == "late" else ([], people)
    tell(event, document, waits=waits, others=others, actor_too=True)


def _side(current: Round) -> str:
    return "reviewers" if current.is_open else "authors"

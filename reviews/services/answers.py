"""Answers of the authors: given one by one, sent with the next submission."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from activity.enums import Verb
from activity.services import notify
from core.exceptions import InvalidInput, WrongState
from documents.models import Document
from documents.services import lock_document
from reviews.enums import Audience, Outcome, SuggestionState
from reviews.exceptions import Unanswered
from reviews.models import Answer, Round, Suggestion, Thread
from reviews.permissions import check_is_author
from reviews.policies import check_discussed
from reviews.policies.answers import check_answer_reason, check_not_sent
from reviews.queries import judges_of
from reviews.queries.answers import round_of_answer, unanswered, unsent_answers
from reviews.queries.changed import changed_places
from reviews.services.telling import record_event


class AnsweredMeanwhile(WrongState):
    """A colleague answered between the page and the lock."""


@dataclass(frozen=True)
class Over:
    """What the page knew of: the answer that a new one is put in the place of, or None."""

    answer: Answer | None


@transaction.atomic
def answer(
    *,
    by: User,
    thread: Thread,
    outcome: str,
    reason: str = "",
    places: Iterable[Any] = (),
    over: Over | None = None,
) -> Answer:
    """Answer a remark, or change the answer while it is not sent. `places` are where the text was changed to meet it:
    keys "kind|row|field", or {"part_kind", "part_id", "field"}; each must differ from the reviewed Version. `over` is
    the answer that the person saw; None does not ask.

    Effects: an Answer; the reviewers learn of it with the next submission. Raises NotAllowed, WrongState (sent already,
    or no round), AnsweredMeanwhile, InvalidInput.
    """
    document = lock_document(thread.document)
    check_is_author(by, document)
    check_discussed(document)
    thread = _lock(document, thread)
    if thread.audience != Audience.ALL or thread.round is None:
        raise InvalidInput(_("A private note is not answered."))
    reason = check_answer_reason(outcome, reason)
    given = _given(document, thread)
    check_not_sent(given or _came_with_open_round(document, thread))
    if over is not None and _sign(over.answer) != _sign(given):
        raise AnsweredMeanwhile(_("A colleague has just answered this remark. Read the answer, then save yours again."))
    known = [] if given is None else given.places
    # What was not done changed nothing, whatever was ticked beside it.
    chosen = [] if outcome == Outcome.NOT else _places(document, thread, places, known)
    return _write(by, document, thread, outcome, reason, chosen, given)


@transaction.atomic
def answer_several(*, by: User, document: Document, given: Iterable[tuple[Thread, dict[str, Any]]]) -> list[Answer]:
    """Give several answers, all or none: (remark, the other arguments of `answer`)."""
    lock_document(document)
    return [answer(by=by, thread=thread, **said) for thread, said in given]


def answer_by_decision(*, by: User, suggestion: Suggestion, outcome: Outcome, reason: str = "") -> Answer | None:
    """The answer that a decision about a suggestion is to its remark; the authors may still change it.

    The caller has locked the document and the thread, and has judged who decides. An answer that was sent stays.
    """
    thread = suggestion.thread
    document = thread.document
    if thread.audience != Audience.ALL:
        # A team's own suggestion, brought from a file: nobody asked for an answer.
        return None
    given = _given(document, thread)
    if given is not None and given.sent_with_id is not None:
        return None
    taken = suggestion.state != SuggestionState.DECLINED
    place = {"part_kind": thread.part_kind, "part_id": str(thread.part_id), "field": thread.field}
    place["label"] = thread.place_label
    return _write(by, document, thread, outcome, reason, [place] if taken else [], given)


def _sign(given: Answer | None) -> tuple[Any, Any] | None:
    return (given.pk, given.updated_at) if given else None


def check_answered(document: Document) -> None:
    """Raise Unanswered while a remark waits for its answer. The caller has locked the document."""
    waiting = unanswered(document)
    if waiting:
        raise Unanswered(waiting)


def send_answers(*, by: User, opened: Round) -> int:
    """Send what was answered with the round that a submission has just opened. Effects: `sent_with`; the reviewers are
    told of all answers and decisions at once. Returns how many were sent.

    The caller has locked the document.
    """
    document = opened.document
    outcomes = list(unsent_answers(document).values_list("outcome", flat=True))
    if not outcomes:
        return 0
    unsent_answers(document).update(sent_with=opened, updated_at=timezone.now())
    counts: dict[str, int] = {key: outcomes.count(key) for key in Outcome.values}
    event = record_event(by, Verb.REMARK_ANSWERED, document, round=opened.number, **counts)
    notify(event=event, users=judges_of(document), path=_page(document))
    return len(outcomes)


def _page(document: Document) -> str:
    """The address of the page of answers without a language prefix, as notices keep it."""
    with translation.override(settings.LANGUAGE_CODE):
        return reverse("answers", args=[document.slug])


def take_answers_back(closed: Round) -> None:
    """The answers of a submission that was taken back can change again. The caller has locked the document."""
    Answer.objects.filter(sent_with=closed).update(sent_with=None, updated_at=timezone.now())


def _lock(document: Document, thread: Thread) -> Thread:
    locked = Thread.objects.select_for_update(of=("self",), no_key=True).select_related("round").get(pk=thread.pk)
    locked.document = document
    return locked


def _given(document: Document, thread: Thread) -> Answer | None:
    """The answer that the thread has in the round that is answered now."""
    found = round_of_answer(document, thread)
    if found is None:
        raise WrongState(_("This plan has not been reviewed yet."))
    return Answer.objects.select_for_update(of=("self",), no_key=True).filter(thread=thread, round=found).first()


def _came_with_open_round(document: Document, thread: Thread) -> Answer | None:
    """The answer that the reviewers are reading now."""
    return Answer.objects.filter(thread=thread, sent_with__document=document, sent_with__closed_at=None).first()


def _write(
    by: User,
    document: Document,
    thread: Thread,
    outcome: str,
    reason: str,
    places: list[dict[str, str]],
    given: Answer | None,
) -> Answer:
    made = given or Answer(thread=thread, round=round_of_answer(document, thread))
    made.outcome, made.reason, made.places = outcome, reason, places
    made.by, made.by_label = by, str(by)
    made.save()
    return made


def _places(
    document: Document, thread: Thread, places: Iterable[Any], known: list[dict[str, str]]
) -> list[dict[str, str]]:
    """The chosen places as they are stored. InvalidInput for one that was not changed since the reviewed Version;
    those of an earlier answer (`known`) may stay."""
    wanted = [_key(place) for place in places]
    if not wanted:
        return []
    answered = round_of_answer(document, thread)
    with translation.override(document.language):
        # The labels last, as those of remarks do.
        changed = changed_places(document, answered.version) if answered else []
    found = {place.key: place.stored for place in changed}
    found |= {_key(place): place for place in known}
    if any(key not in found for key in wanted):
        raise InvalidInput(_("This place has not been changed since the reviewed version. Choose another one."))
    return [found[key] for key in dict.fromkeys(wanted)]


def _key(place: Any) -> str:
    if isinstance(place, dict):
        return "|".join(str(place.get(name, "")) for name in ("part_kind", "part_id", "field"))
    return str(place)

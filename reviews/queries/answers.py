"""Answers of the authors to remarks: which are wanted, which are given, and who reads them already."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from documents.models import Document
from reviews.enums import WANT_ANSWER, Audience, RoundState, ThreadState
from reviews.models import Answer, Comment, Round, Thread
from reviews.queries.rounds import newest_round, open_round


def answered_round(document: Document) -> Round | None:
    """The round that the authors answer now: the open one, else the newest with a verdict, else the newest."""
    return open_round(document) or _last_verdict(document) or newest_round(document)


def round_of_answer(document: Document, thread: Thread) -> Round | None:
    """The round under which an answer to the thread is kept now.

    A remark of a round that was taken back after the last verdict is answered in its own round.
    """
    found = answered_round(document)
    if found is None or (thread.round is not None and thread.round.number > found.number):
        return thread.round
    return found


def unanswered(document: Document) -> list[Thread]:
    """Open remarks that must be answered before the document is submitted again, in the order of their numbers.

    An answer given before the last verdict does not count: the reviewers have read it and left the remark open. Empty
    while a round is open. Two queries.
    """
    if open_round(document) is not None:
        return []
    last = _last_verdict(document)
    given = Answer.objects.filter(thread=OuterRef("pk"), round__number__gte=last.number if last else 0)
    threads = wanting_answers(document).filter(state=ThreadState.OPEN).exclude(Exists(given))
    return list(threads.select_related("round").order_by("number"))


def wanting_answers(document: Document) -> QuerySet[Thread]:
    """Remarks of all rounds that ask something of the authors. They read every one of them."""
    return Thread.objects.filter(
        document=document, round__isnull=False, audience=Audience.ALL, kind__in=[kind.value for kind in WANT_ANSWER]
    )


def answers_of_thread(is_author: bool) -> Prefetch:
    """The answers that a person reads, as `thread.shown_answers`, the oldest first: unsent ones are the authors'."""
    shown = answers_in_order()
    if not is_author:
        shown = shown.filter(sent_with__isnull=False)
    return Prefetch("answers", queryset=shown, to_attr="shown_answers")


def answers_in_order() -> QuerySet[Answer]:
    """Answers with the rounds and the numbers of the Versions between which their changes lie, the oldest first."""
    answers = Answer.objects.select_related("round__version", "sent_with__version").order_by("round__number")
    return answers.defer("round__version__content", "sent_with__version__content")


def unsent_answers(document: Document) -> QuerySet[Answer]:
    """What the next submission sends."""
    return Answer.objects.filter(thread__document=document, sent_with=None)


@dataclass(frozen=True)
class SheetLine:
    """A remark that the page of answers lists, and whether the reader knows an answer of the round answered now."""

    pk: UUID
    number: int
    is_answered: bool


def sheet_lines(document: Document, current: Round, *, is_author: bool) -> list[SheetLine]:
    """The remarks that the page of answers lists, in the order of their numbers: those that are open or answered in the
    round that is answered now; while it is open, its own and those whose answers came with it. One query.
    """
    threads = wanting_answers(document)
    # A remark of a round that was taken back is answered in its own.
    given = Q(round=current) | Q(round=F("thread__round"), round__number__gt=current.number)
    if current.is_open:
        wanted = Q(round=current, state=ThreadState.OPEN) | Q(answers__round=current) | Q(answers__sent_with=current)
        given |= Q(sent_with=current)
    else:
        wanted = Q(state=ThreadState.OPEN) | Q(answers__round=current)
    answers = Answer.objects.filter(given, thread=OuterRef("pk"))
    if not is_author:
        answers = answers.filter(sent_with__isnull=False)
    lines = threads.filter(wanted).annotate(given=Exists(answers)).order_by("number").distinct()
    return [SheetLine(*line) for line in lines.values_list("pk", "number", "given")]


def sheet_threads(document: Document, lines: Iterable[SheetLine], *, is_author: bool) -> list[Thread]:
    """The remarks of some lines with their talk and the answers that the person reads. Three queries."""
    return list(
        wanting_answers(document)
        .filter(pk__in=[line.pk for line in lines])
        .order_by("number")
        .select_related("round", "suggestion", "opened_by")
        .prefetch_related(
            Prefetch("comments", queryset=Comment.objects.order_by("created_at")), answers_of_thread(is_author)
        )
    )


def _last_verdict(document: Document) -> Round | None:
    closed = Q(closed_at__isnull=False) & ~Q(state=RoundState.WITHDRAWN)
    return Round.objects.filter(closed, document=document).order_by("-number").first()


def answer_of(thread: Thread, found: Round) -> Answer | None:
    """The answer among the shown ones of a thread that belongs to a round; while it is open, also what came with it."""
    shown: list[Answer] = thread.shown_answers  # type: ignore[attr-defined]
    own = next((one for one in shown if one.round_id == found.pk), None)
    came = next((one for one in shown if found.is_open and one.sent_with_id == found.pk), None)
    return own or came

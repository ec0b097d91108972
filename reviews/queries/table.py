"""The table of remarks and answers of each round: what both sides have said to one another, and nothing private."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from documents.models import Document, Version
from reviews.enums import Audience, RemarkKind
from reviews.models import Answer, Comment, Round, Thread
from reviews.queries.answers import answers_in_order
from reviews.queries.labels import name_places
from reviews.queries.threads import stamps_of


@dataclass(frozen=True)
class Line:
    """One remark with its talk and its answers, the oldest first. `place` names its place in the reader's language."""

    thread: Thread
    place: str
    comments: tuple[Comment, ...]
    answers: tuple[Answer, ...]

    @property
    def remark(self) -> Comment | None:
        """What the reviewer wrote; the rest of the talk are `replies`."""
        return self.comments[0] if self.comments else None

    @property
    def state(self) -> str:
        """The state of the remark in words; praise, which asks for nothing, has none."""
        return "" if self.thread.kind == RemarkKind.PRAISE else str(self.thread.get_state_display())

    @property
    def has_places(self) -> bool:
        return any(answer.places for answer in self.answers)

    @property
    def replies(self) -> tuple[Comment, ...]:
        return self.comments[1:]


@dataclass(frozen=True)
class Table:
    """The remarks of one round, in the order of their numbers."""

    round: Round
    lines: tuple[Line, ...]


def remark_tables(
    document: Document,
    *,
    with_drafts: bool = False,
    until: Version | None = None,
    content: dict[str, Any] | None = None,
) -> list[Table]:
    """The tables of all rounds, the oldest first, or of those on a version and before it. Private notes are never in
    them, and answers that were not sent only `with_drafts`. Places are named as `content` has them, without it as the
    newest Version under review has them. Four queries, and one for that Version.
    """
    rounds = Round.objects.filter(document=document).select_related("version").defer("version__content")
    if until is not None:
        rounds = rounds.filter(version__number__lte=until.number)
    found = list(rounds.order_by("number"))
    threads = _threads(document, with_drafts)
    if content is None and threads and found:
        content = found[-1].version.content
    name_places(threads, document, content)
    by_round: dict[Any, list[Line]] = defaultdict(list)
    for thread in threads:
        line = Line(thread, thread.named, tuple(thread.comments.all()), tuple(thread.answers.all()))
        by_round[thread.round_id].append(line)
    return [Table(one, tuple(by_round[one.pk])) for one in found]


def signs_of_tables(document: Document, *, with_drafts: bool) -> tuple[list[Any], list[Any]]:
    """What is another once the tables of all rounds say anything else: the rounds, and a stamp of each remark. Two
    queries.
    """
    rounds = Round.objects.filter(document=document).order_by("number")
    stamps = stamps_of(_in_tables(document), with_drafts=with_drafts)
    return list(rounds.values_list("number", "state", "closed_at", "version_id")), stamps


def _in_tables(document: Document) -> QuerySet[Thread]:
    return Thread.objects.filter(document=document, audience=Audience.ALL, round__isnull=False)


def _threads(document: Document, with_drafts: bool) -> list[Thread]:
    answers = answers_in_order()
    if not with_drafts:
        answers = answers.filter(sent_with__isnull=False)
    return list(
        _in_tables(document)
        .select_related("suggestion", "opened_by")
        .prefetch_related(
            Prefetch("comments", queryset=Comment.objects.order_by("created_at")),
            Prefetch("answers", queryset=answers),
        )
        .order_by("number")
    )

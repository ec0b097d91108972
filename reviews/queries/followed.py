"""The desk of a reviewer: each document that they follow, whose move it is, what is new and how far the city is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, F, Max, OuterRef, Q, QuerySet

from accounts.enums import Role
from documents.models import Change, Document
from reviews.enums import WANT_ANSWER, Side, ThreadState
from reviews.models import Comment, Look, Round, Sight, Thread
from reviews.queries.audience import threads_visible_to
from reviews.queries.counts import has_standing_answer
from reviews.queries.rounds import on_workbench, reviews_visible_to
from reviews.queries.turns import Turn, last_writing, latest_rounds, turn_of

FOLLOWERS = frozenset({Role.EXPERT, Role.COORDINATOR})
#: in what order the desk shows whose move it is
ORDER = (Side.REVIEWERS, Side.AUTHORS, Side.COORDINATOR, Side.NOBODY)


@dataclass(frozen=True)
class Progress:
    """How far the authors are with a reviewer's remarks that want an answer."""

    total: int = 0
    answered: int = 0
    resolved: int = 0

    @property
    def done(self) -> int:
        return self.answered + self.resolved

    @property
    def left(self) -> int:
        """Remarks without an answer that nobody has resolved."""
        return max(self.total - self.answered - self.resolved, 0)


@dataclass(frozen=True)
class Followed:
    """One document on the desk.

    `unseen` counts what others wrote in remarks since the person last looked. `is_new_version` says that the Version
    under review was never opened by them, `changes` how many places were written since the newest Version. Who was
    asked to review it, and reads no draft of it, is told the `title` of the Version and of no changes.
    """

    document: Document
    title: str
    round: Round | None
    turn: Turn
    progress: Progress
    unseen: int
    is_new_version: bool
    changes: int

    @property
    def owner(self) -> str:
        """The city, or the network of an Improvement Plan."""
        if self.document.kind == "mid":
            return str(self.document.initiative.participation.city)
        return str(self.document.improvement_plan.network)

    @property
    def has_news(self) -> bool:
        return bool(self.unseen or self.is_new_version)


def followed_by(user: Any) -> list[Followed]:
    """The documents that a reviewer follows, those that wait for them first, then by date. Six queries."""
    documents = list(_documents(user).defer("template"))
    if not documents:
        return []
    rounds, wrote = latest_rounds(documents), last_writing(documents)
    progress, unseen = _progress(user, documents), unseen_comments(user, documents)
    drafts = {document.pk for document in documents if document.opens_workbench}  # type: ignore[attr-defined]
    looked, changed = _looked(user, documents), _changed(one for one in rounds.values() if one.document_id in drafts)
    found = [
        Followed(
            document=document,
            title=_title(document, rounds.get(document.pk)),
            round=rounds.get(document.pk),
            turn=turn_of(document, rounds.get(document.pk), wrote.get(document.pk)),
            progress=progress.get(document.pk, Progress()),
            unseen=unseen.get(document.pk, 0),
            is_new_version=_is_new(rounds.get(document.pk), looked.get(document.pk, 0)),
            changes=changed.get(document.pk, 0),
        )
        for document in documents
    ]
    return sorted(found, key=_urgency)


def _documents(user: Any) -> QuerySet[Document]:
    if not user.is_authenticated:
        return Document.objects.none()
    found = reviews_visible_to(user).filter(kind="mid") if user.role in FOLLOWERS else invited_to(user)
    return found.annotate(opens_workbench=ExpressionWrapper(on_workbench(user), output_field=BooleanField()))


def _title(document: Any, newest: Round | None) -> str:
    return document.title if document.opens_workbench or newest is None else newest.version.title


def invited_to(user: Any) -> QuerySet[Document]:
    """Documents of open rounds to which somebody invited the person."""
    mine = Q(reviewers__user=user.pk, reviewers__removed_at=None, reviewers__is_invited=True, closed_at=None)
    return reviews_visible_to(user).filter(pk__in=Round.objects.filter(mine).values("document"))


def unseen_comments(user: Any, documents: Iterable[Document]) -> dict[UUID, int]:
    """By document, how many comments of others the person has not seen. One query."""
    threads = threads_visible_to(user).filter(document__in=documents).order_by().values("pk")
    seen = Sight.objects.filter(thread=OuterRef("thread"), user=user.pk, at__gte=OuterRef("created_at"))
    comments = Comment.objects.filter(~Exists(seen), thread__in=threads).exclude(author=user.pk).order_by()
    counts = comments.values("thread__document_id").annotate(count=Count("pk"))
    return dict(counts.values_list("thread__document_id", "count"))


def _progress(user: Any, documents: Iterable[Document]) -> dict[UUID, Progress]:
    """How far the authors are with the person's own remarks. One query."""
    mine = Thread.objects.filter(document__in=documents, opened_by=user.pk, kind__in=WANT_ANSWER).order_by()
    counts = (
        mine.annotate(has_answer=has_standing_answer())
        .values("document_id")
        .annotate(
            total=Count("pk"),
            resolved=Count("pk", filter=Q(state=ThreadState.RESOLVED)),
            answered=Count("pk", filter=Q(state=ThreadState.OPEN, has_answer=True)),
        )
    )
    return {row["document_id"]: Progress(row["total"], row["answered"], row["resolved"]) for row in counts}


def _looked(user: Any, documents: Iterable[Document]) -> dict[UUID, int]:
    """By document, the number of the newest Version that the person has opened. One query."""
    looks = Look.objects.filter(user=user.pk, version__document__in=documents).order_by()
    newest = looks.values("version__document_id").annotate(newest=Max("version__number"))
    return dict(newest.values_list("version__document_id", "newest"))


def _changed(rounds: Iterable[Round]) -> dict[UUID, int]:
    """By document, in how many places the draft was changed since the Version of its newest round. One query."""
    since = Q(pk__in=())
    for found in rounds:
        if found.version.moment:
            since |= Q(document=found.document_id, pk__gt=found.version.moment)
    places = Change.objects.filter(since).order_by().values("document_id")
    counts = places.annotate(count=Count(F("part_id"), distinct=True))
    return dict(counts.values_list("document_id", "count"))


def _is_new(newest: Round | None, looked: int) -> bool:
    return newest is not None and newest.is_open and newest.version.number > looked


def _urgency(one: Followed) -> tuple[Any, ...]:
    left = one.turn.days_left
    return ORDER.index(one.turn.side), left is None, left or 0, -one.turn.days, one.title

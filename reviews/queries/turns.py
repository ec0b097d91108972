"""Whose move it is: who waits for whom with a document, since when and until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from documents.enums import State
from documents.models import Change, Document
from reviews.enums import RoundState, Side
from reviews.models import Round

#: a document that its authors should be writing, and in which nothing was written for so long, is stale
STALE = timedelta(days=21)

_SIDES = {
    State.DRAFT: Side.AUTHORS,
    State.RETURNED: Side.AUTHORS,
    State.SUBMITTED: Side.REVIEWERS,
    State.ACCEPTED: Side.COORDINATOR,
}


@dataclass(frozen=True)
class Turn:
    """`side` is whose move it is (Side.NOBODY: none), `since` when it became theirs, `due_on` until when, if agreed."""

    side: Side
    since: datetime
    due_on: date | None = None
    wrote_at: datetime | None = None

    @property
    def days(self) -> int:
        """For how many days the other side has been waiting."""
        return (timezone.localdate() - timezone.localtime(self.since).date()).days

    @property
    def days_left(self) -> int | None:
        """Days until the date; negative when it has passed."""
        return None if self.due_on is None else (self.due_on - timezone.localdate()).days

    @property
    def is_overdue(self) -> bool:
        return self.days_left is not None and self.days_left < 0

    @property
    def days_late(self) -> int:
        return -(self.days_left or 0)

    @property
    def is_stale(self) -> bool:
        """Whether the authors, whose move it is, have written nothing for weeks."""
        return self.side == Side.AUTHORS and max(self.wrote_at or self.since, self.since) < timezone.now() - STALE


def latest_rounds(documents: Iterable[Any]) -> dict[UUID, Round]:
    """The newest round of each document that has one, its version without the content. One query."""
    rounds = (
        Round.objects.filter(document__in=documents)
        .select_related("version")
        .defer("version__content")
        .order_by("document_id", "-number")
        .distinct("document_id")
    )
    return {found.document_id: found for found in rounds}


def last_writing(documents: Iterable[Any]) -> dict[UUID, datetime]:
    """When somebody last changed each document. One query."""
    changes = Change.objects.filter(document__in=documents).order_by().values("document_id")
    return dict(changes.annotate(last=Max("at")).values_list("document_id", "last"))


def turn_of(document: Document, newest: Round | None, wrote_at: datetime | None = None) -> Turn:
    """Whose move it is with a document, whose newest round is given. No query."""
    side = _SIDES.get(State(document.state), Side.NOBODY)
    return Turn(side, document.state_since, _due_on(side, newest), wrote_at)


def _due_on(side: Side, newest: Round | None) -> date | None:
    if newest is None:
        return None
    if side == Side.REVIEWERS and newest.is_open:
        return newest.due_on
    if side == Side.AUTHORS and newest.state == RoundState.RETURNED:
        return newest.answer_due_on
    return None

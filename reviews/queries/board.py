"""The whole edition in one look: where every city's plan stands, who waits for whom and how long."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from activity.enums import Verb
from activity.models import Event
from core.models import PolishOrder
from documents.enums import State
from documents.models import Document
from networks.models import Edition, Participation, ThematicNetwork
from reviews.enums import WANT_ANSWER, Audience, Side, ThreadState
from reviews.models import Round, Thread
from reviews.policies.reminders import is_time_to_remind
from reviews.queries.counts import has_answer
from reviews.queries.turns import Turn, last_writing, latest_rounds, turn_of

#: a plan that nobody has begun
NOT_BEGUN = ""
STAGES = (
    NOT_BEGUN,
    State.DRAFT,
    State.SUBMITTED,
    State.RETURNED,
    State.ACCEPTED,
    State.PUBLISHED,
    State.WITHDRAWN,
)
#: in what order the list shows whose move it is
ORDER = (Side.REVIEWERS, Side.AUTHORS, Side.COORDINATOR, Side.NOBODY)


@dataclass(frozen=True)
class BoardRow:
    """One plan of the edition. `owner` is the city or, of an Improvement Plan, the network.

    `document`, `turn` and `round` are empty for a city's plan that nobody has begun; Improvement Plans have no
    `participation`.
    """

    owner: str
    network: ThematicNetwork | None
    participation: Participation | None
    document: Document | None = None
    turn: Turn | None = None
    round: Round | None = None
    open_remarks: int = 0
    answered_remarks: int = 0
    reminded_at: datetime | None = None

    @property
    def stage(self) -> str:
        return self.document.state if self.document else NOT_BEGUN

    @property
    def side(self) -> Side:
        return self.turn.side if self.turn else Side.AUTHORS

    @property
    def is_overdue(self) -> bool:
        return self.turn is not None and self.turn.is_overdue

    @property
    def is_stale(self) -> bool:
        return self.turn is not None and self.turn.is_stale

    @property
    def may_be_reminded(self) -> bool:
        """Whether others' move is awaited, and nobody was reminded of it in the last day."""
        return self.side in (Side.AUTHORS, Side.REVIEWERS) and is_time_to_remind(self.reminded_at)


@dataclass(frozen=True)
class Board:
    """The plans of an edition: `rows` in the order of cities, Improvement Plans last."""

    edition: Edition
    networks: tuple[ThematicNetwork, ...]
    rows: tuple[BoardRow, ...]

    @property
    def by_urgency(self) -> list[BoardRow]:
        return sorted(self.rows, key=_urgency)

    def at(self, network: ThematicNetwork | None, stage: str) -> list[BoardRow]:
        """The cities of a network (None: not assigned yet) whose plans are at a stage."""
        key = network.pk if network else None
        return [
            row for row in self.rows if row.participation and row.participation.network_id == key and row.stage == stage
        ]


def board_editions() -> QuerySet[Edition]:
    """Editions with cities, the newest first."""
    with_cities = Participation.objects.values("edition")
    return Edition.objects.filter(pk__in=with_cities).defer("mid_template", "mid_template_draft")


def board_of(edition: Edition) -> Board:
    """Where each plan stands. Seven queries for any number of cities."""
    rows = [*_city_rows(edition), *_network_rows(edition)]
    reminded = last_reminders([_key(row) for row in rows])
    begun = {row.document.pk: row.document for row in rows if row.document}
    rounds, wrote, remarks = latest_rounds(begun), last_writing(begun), _open_remarks(begun)

    def filled(row: BoardRow) -> BoardRow:
        row = replace(row, reminded_at=reminded.get(_key(row)))
        if row.document is None:
            return row
        key = row.document.pk
        turn = turn_of(row.document, rounds.get(key), wrote.get(key))
        count, answered = remarks.get(key, (0, 0))
        return replace(row, turn=turn, round=rounds.get(key), open_remarks=count, answered_remarks=answered)

    return Board(edition, tuple(edition.networks.all()), tuple(map(filled, rows)))


def last_reminders(targets: Iterable[str]) -> dict[str, datetime]:
    """When somebody last reminded of each target: a document's or a participation's id as text. One query."""
    events = Event.objects.filter(target_id__in=list(targets), verb=Verb.REMINDED).order_by()
    return dict(events.values("target_id").annotate(last=Max("at")).values_list("target_id", "last"))


def _key(row: BoardRow) -> str:
    return str(row.document.pk if row.document else row.participation.pk)  # type: ignore[union-attr]


def _city_rows(edition: Edition) -> list[BoardRow]:
    participations = (
        Participation.objects.filter(edition=edition)
        .select_related("city", "network", "initiative__document")
        .defer("initiative__document__template")
        .order_by(PolishOrder("city__name"))
    )
    return [
        BoardRow(str(found.city), found.network, found, found.initiative.document if _is_begun(found) else None)
        for found in participations
    ]


def _network_rows(edition: Edition) -> list[BoardRow]:
    plans = (
        Document.objects.filter(kind="pu", improvement_plan__network__edition=edition)
        .select_related("improvement_plan__network")
        .defer("template")
        .order_by("improvement_plan__network__position")
    )
    return [
        BoardRow(str(found.improvement_plan.network), found.improvement_plan.network, None, found) for found in plans
    ]


def _is_begun(participation: Participation) -> bool:
    return getattr(participation, "initiative", None) is not None


def _open_remarks(documents: Iterable[UUID]) -> dict[UUID, tuple[int, int]]:
    """By document, how many remarks that want an answer are open, and how many of these have one that the reviewers are
    reading; private notes do not count. One query."""
    threads = Thread.objects.filter(
        document__in=documents, state=ThreadState.OPEN, kind__in=WANT_ANSWER, audience=Audience.ALL
    )
    counts = threads.order_by().annotate(is_answered=has_answer()).values("document_id")
    counts = counts.annotate(count=Count("pk"), answered=Count("pk", filter=Q(is_answered=True)))
    return {row["document_id"]: (row["count"], row["answered"]) for row in counts}


def _urgency(row: BoardRow) -> tuple[Any, ...]:
    """By whose move it is; then what is late, what has no date, and what has waited longest."""
    if row.turn is None:
        return ORDER.index(Side.AUTHORS), True, 0, 0
    left = row.turn.days_left
    return ORDER.index(row.side), left is None, left or 0, -row.turn.days

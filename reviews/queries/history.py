"""The rounds of a document on one page."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import zip_longest

from django.db.models import Count

from documents.models import Document
from reviews.enums import Audience, Outcome, RemarkKind
from reviews.models import Answer, Reviewer, Round, Thread
from reviews.queries.opinions import Checklist, checklist, is_worth_showing
from reviews.queries.rounds import rounds_of


@dataclass(frozen=True)
class PastRound:
    """A round with its reviewers, its checklist, and how many remarks of each kind and answers of each outcome it has.

    `before` is the round before it, whose Version its own can be compared with.
    """

    round: Round
    reviewers: list[Reviewer]
    checklist: Checklist
    remarks: list[tuple[str, int]]
    answers: list[tuple[str, int]]
    before: Round | None

    @property
    def has_opinions(self) -> bool:
        return is_worth_showing(self.reviewers)


def history_of(document: Document) -> list[PastRound]:
    """All rounds, the newest first, with what both sides read: answers count once they are sent. Five queries."""
    rounds = list(rounds_of(document))
    reviewers: dict[int, list[Reviewer]] = defaultdict(list)
    rows = Reviewer.objects.filter(round__in=rounds, removed_at=None).select_related("user")
    for row in rows.prefetch_related("assessments").order_by("-is_lead", "is_invited", "added_at", "pk"):
        reviewers[row.round_id].append(row)
    remarks = _counts(
        Thread.objects.filter(document=document, audience=Audience.ALL, round__isnull=False), "kind", RemarkKind
    )
    sent = Answer.objects.filter(round__in=rounds, thread__audience=Audience.ALL, sent_with__isnull=False)
    answers = _counts(sent, "outcome", Outcome)
    return [
        PastRound(
            round=one,
            reviewers=reviewers[one.pk],
            checklist=checklist(one, reviewers[one.pk]),
            remarks=remarks[one.pk],
            answers=answers[one.pk],
            before=before,
        )
        for one, before in zip_longest(rounds, rounds[1:])
    ]


def _counts(rows: object, name: str, choices: type) -> dict[int, list[tuple[str, int]]]:
    """By round: labels of `choices`, in their order, with how many rows have each."""
    found: dict[tuple[int, str], int] = {}
    for round_id, value, count in rows.order_by().values_list("round", name).annotate(count=Count("pk")):  # type: ignore[attr-defined]
        found[round_id, value] = count
    counted: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for choice in choices:  # type: ignore[attr-defined]
        for (round_id, value), count in found.items():
            if value == choice:
                counted[round_id].append((choice.label, count))
    return counted

"""The course of a round: one test walks every state and every move for every role."""

import itertools
from datetime import timedelta

import pytest
from django.utils import timezone

from activity.models import Event
from core.exceptions import InvalidInput, NotAllowed, WrongState
from documents.enums import State
from documents.models import Document
from reviews import services
from reviews.enums import OPEN_ROUND, RoundState
from reviews.models import Reviewer, Round
from reviews.policies import ROUND_MOVES
from reviews.queries.rounds import former_reasons
from tests import factories
from tests.reviews.factories import Review, submitted_mid

pytestmark = pytest.mark.django_db

S, R = RoundState.SUBMITTED, RoundState.IN_REVIEW
OPEN = {S, R}
#: (move, who, states from which it is made, state that it leads to; None: it stays)
ALLOWED = [
    ("start", {"lead", "reviewer", "guest"}, {S}, R),
    ("opinion", {"lead", "reviewer", "guest"}, OPEN, R),
    ("return", {"lead"}, OPEN, RoundState.RETURNED),
    ("accept", {"lead"}, OPEN, RoundState.ACCEPTED),
    ("take_back", {"author"}, OPEN, RoundState.WITHDRAWN),
    ("reopen", {"lead", "coordinator"}, {RoundState.RETURNED, RoundState.ACCEPTED}, R),
    ("extend", {"lead", "coordinator"}, OPEN | {RoundState.RETURNED}, None),
    ("reassign", {"lead", "coordinator"}, OPEN, None),
    ("add_reviewer", {"lead", "coordinator"}, OPEN, None),
    ("remove_reviewer", {"lead", "coordinator"}, OPEN, None),
]
WHO = {
    "author": {"author"},
    "reviewer": {"lead", "reviewer", "guest"},
    "lead": {"lead"},
    "keeper": {"lead", "coordinator"},
}
#: the state in which a document is while its round is in a state
DOCUMENT = {
    RoundState.SUBMITTED: State.SUBMITTED,
    RoundState.IN_REVIEW: State.SUBMITTED,
    RoundState.RETURNED: State.RETURNED,
    RoundState.ACCEPTED: State.ACCEPTED,
    RoundState.WITHDRAWN: State.DRAFT,
}


class Walk:
    """A round, people around it, and the moves as services."""

    def __init__(self) -> None:
        self.review: Review = submitted_mid()
        self.document = self.review.document
        self.second = factories.expert(self.review.network)
        self.second.specialisms.update(since=timezone.localdate())
        self.guest = factories.ministry_member(factories.institution())
        services.add_reviewer(by=self.review.judge, document=self.document, user=self.guest)
        services.settle_open_rounds()
        self.newcomer = factories.pu_editor(self.review.network)
        self.people = {
            "author": self.review.author,
            "lead": self.review.judge,
            "reviewer": self.second,
            "guest": self.guest,
            "coordinator": self.review.coordinator,
            "wrong city": self.review.stranger,
            "wrong expert": self.review.wrong_judge,
            "editor": self.newcomer,
            "nobody": factories.user(),
        }
        self.rows = list(Reviewer.objects.filter(round__document=self.document).values())

    def put(self, state: RoundState) -> None:
        """The round and the document in a state, whatever way leads there; reviewers as they were."""
        Document.objects.filter(pk=self.document.pk).update(state=DOCUMENT[state])
        closed = None if state in OPEN_ROUND else timezone.now()
        Round.objects.filter(document=self.document).update(state=state, closed_at=closed, reasons="Popraw.")
        Reviewer.objects.filter(round__document=self.document).delete()
        Reviewer.objects.bulk_create(Reviewer(**row) for row in self.rows)
        self.document.refresh_from_db()

    def move(self, key: str, by: object) -> None:
        document = self.document
        soon = timezone.localdate() + timedelta(days=5)
        {
            "start": lambda: services.start_review(by=by, document=document),
            "opinion": lambda: services.give_opinion(by=by, document=document, opinion="accept"),
            "return": lambda: services.return_for_changes(by=by, document=document, reasons="Popraw."),
            "accept": lambda: services.accept(by=by, document=document, reasons="Dobrze."),
            "take_back": lambda: services.take_back(by=by, document=document),
            "reopen": lambda: services.reopen_round(by=by, document=document, reason="Pomyłka."),
            "extend": lambda: services.extend(by=by, document=document, due_on=soon, reason="Urlop."),
            "reassign": lambda: services.reassign(by=by, document=document, lead=self.second),
            "add_reviewer": lambda: services.add_reviewer(by=by, document=document, user=self.newcomer),
            "remove_reviewer": lambda: services.remove_reviewer(by=by, document=document, user=self.guest),
        }[key]()

    def outcome(self, key: str, by: object) -> str | None:
        """The state that the move leads to, or None when it is refused and nothing has changed."""
        before = Round.objects.get(document=self.document).state
        try:
            self.move(key, by)
        except (NotAllowed, WrongState):
            assert Round.objects.get(document=self.document).state == before
            return None
        return Round.objects.get(document=self.document).state


@pytest.fixture
def walk() -> Walk:
    return Walk()


@pytest.mark.parametrize(("key", "who", "sources", "target"), ALLOWED, ids=[row[0] for row in ALLOWED])
def test_every_state_for_every_role(walk: Walk, key, who, sources, target) -> None:
    for (role, person), state in itertools.product(walk.people.items(), RoundState):
        walk.put(state)
        allowed = role in who and state in sources
        expected = (target or state) if allowed else None
        assert walk.outcome(key, person) == expected, (role, state, key)


def test_the_table_has_no_other_moves() -> None:
    table = {move.key: (WHO[move.who], set(move.sources), move.target) for move in ROUND_MOVES if move.sources}
    assert table == {key: (who, sources, target) for key, who, sources, target in ALLOWED}
    (opening,) = [move for move in ROUND_MOVES if not move.sources]
    assert (opening.key, opening.who, opening.target) == ("submit", "author", S)


def test_a_second_round_is_opened_only_when_the_first_has_ended(walk: Walk) -> None:
    for state in RoundState:
        walk.put(state)
        can_submit = DOCUMENT[state] in {State.DRAFT, State.RETURNED}
        if not can_submit:
            with pytest.raises(WrongState):
                services.submit_for_review(by=walk.review.author, document=walk.document)
    walk.put(RoundState.WITHDRAWN)
    opened = services.submit_for_review(by=walk.review.author, document=walk.document)
    assert (opened.number, opened.state) == (2, S)


@pytest.mark.parametrize(
    ("round_state", "document_state"),
    [
        (RoundState.ACCEPTED, State.PUBLISHED),
        (RoundState.ACCEPTED, State.RETURNED),
        (RoundState.ACCEPTED, State.DRAFT),
        (RoundState.ACCEPTED, State.WITHDRAWN),
    ],
)
def test_a_verdict_from_which_something_followed_stands(walk: Walk, round_state, document_state) -> None:
    walk.put(round_state)
    Document.objects.filter(pk=walk.document.pk).update(state=document_state)
    with pytest.raises(WrongState):
        services.reopen_round(by=walk.review.coordinator, document=walk.document, reason="Pomyłka.")


def test_a_returned_round_cannot_be_opened_again_after_the_next_one() -> None:
    review = submitted_mid()
    services.return_for_changes(by=review.judge, document=review.document, reasons="Popraw.")
    services.submit_for_review(by=review.author, document=review.document)
    with pytest.raises(WrongState):
        services.reopen_round(by=review.judge, document=review.document, reason="Pomyłka.")


def test_a_round_that_is_opened_again_keeps_reasons_remarks_and_opinions() -> None:
    review = submitted_mid()
    thread = services.add_thread(by=review.judge, document=review.document, section="challenge", text="Skąd?")
    services.give_opinion(by=review.judge, document=review.document, opinion="return", reasons="Braki.")
    services.return_for_changes(by=review.judge, document=review.document, reasons="Popraw koszty.")
    again = services.reopen_round(by=review.judge, document=review.document, reason="Zły plan w oknie.")
    review.document.refresh_from_db()
    assert review.document.state == State.SUBMITTED
    assert (again.number, again.state, again.reasons, again.answer_due_on) == (1, R, "", None)
    assert again.threads.get() == thread
    assert again.reviewers.get(user=review.judge).opinion == "return"
    event = Event.objects.get(verb="review_reopened")
    assert event.data["reason"] == "Zły plan w oknie."
    assert former_reasons(again) == "Popraw koszty."
    services.accept(by=review.judge, document=review.document)


@pytest.mark.parametrize("days", [-1, 400])
def test_a_date_lies_ahead_within_a_year(days: int) -> None:
    review = submitted_mid()
    wrong = timezone.localdate() + timedelta(days=days)
    with pytest.raises(InvalidInput):
        services.extend(by=review.judge, document=review.document, due_on=wrong, reason="Urlop.")


def test_after_a_return_the_answers_get_more_days() -> None:
    review = submitted_mid()
    services.return_for_changes(by=review.judge, document=review.document, reasons="Popraw.")
    closed = review.document.rounds.get()
    assert closed.answer_due_on == timezone.localdate() + timedelta(days=21)
    later = timezone.localdate() + timedelta(days=60)
    services.extend(by=review.coordinator, document=review.document, due_on=later, reason="Sesja rady.")
    closed.refresh_from_db()
    assert closed.answer_due_on == later

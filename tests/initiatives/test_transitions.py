"""The course of a MID: one test walks every pair of states for every role."""

import itertools

import pytest

from activity.models import Event
from core.exceptions import InvalidInput, NotAllowed, WrongState
from documents import services
from documents.enums import State
from documents.exceptions import Incomplete
from documents.models import Document
from initiatives.permissions import moves_of
from initiatives.policies import TRANSITIONS
from tests import factories
from tests.documents.factories import Team, team

pytestmark = pytest.mark.django_db

#: what each person may do from each state; everything else is refused
ALLOWED = {
    ("team", State.DRAFT): {"submit": State.SUBMITTED},
    ("team", State.RETURNED): {"submit": State.SUBMITTED},
    ("team", State.SUBMITTED): {"take_back": State.DRAFT},
    ("expert", State.SUBMITTED): {"return": State.RETURNED, "accept": State.ACCEPTED},
    ("expert", State.RETURNED): {"review_again": State.SUBMITTED},
    ("expert", State.ACCEPTED): {"review_again": State.SUBMITTED},
    ("coordinator", State.ACCEPTED): {"reopen": State.RETURNED, "publish": State.PUBLISHED},
    ("coordinator", State.PUBLISHED): {"correct": State.DRAFT, "withdraw": State.WITHDRAWN},
    ("coordinator", State.WITHDRAWN): {"restore": State.PUBLISHED, "revise": State.DRAFT},
}
SERVICES = {
    "submit": lambda by, document: services.submit(by=by, document=document),
    "take_back": lambda by, document: services.take_back(by=by, document=document),
    "return": lambda by, document: services.return_for_changes(by=by, document=document, reason="Brak źródeł."),
    "accept": lambda by, document: services.accept(by=by, document=document),
    "review_again": lambda by, document: services.review_again(by=by, document=document, reason="Pomyłka."),
    "reopen": lambda by, document: services.reopen(by=by, document=document, reason="Błąd w budżecie."),
    "correct": lambda by, document: services.correct(by=by, document=document, reason="Błąd w budżecie."),
    "revise": lambda by, document: services.revise(by=by, document=document, reason="Nowe dane."),
}
VERBS = {
    "submit": "submitted",
    "take_back": "taken_back",
    "return": "returned",
    "accept": "accepted",
    "review_again": "review_reopened",
    "reopen": "reopened",
    "correct": "reopened",
    "revise": "reopened",
}


def complete_team() -> Team:
    our = team()
    factories.fill_mid(our.document, by=our.anna)
    return our


def people(our: Team) -> dict[str, object]:
    """One person for each role, and the same roles in the wrong place."""
    network = our.document.initiative.participation.network
    other = factories.participation(network=network)
    return {
        "team": our.bartek,
        "expert": factories.expert(network),
        "coordinator": factories.coordinator(),
        "wrong city": factories.member(other),
        "wrong expert": factories.expert(factories.network()),
        "editor of the improvement plan": factories.pu_editor(network),
        "ministry": factories.ministry_member(factories.institution()),
        "stranger": factories.user(),
    }


def put(our: Team, state: State) -> Document:
    """The document in a state, whatever way leads there; the walk itself is what is tested."""
    Document.objects.filter(pk=our.document.pk).update(state=state)
    return Document.objects.get(pk=our.document.pk)


def outcome(person: object, document: Document, key: str) -> str | None:
    """The state that the move leads to, or None when it is refused and the state stays."""
    before = document.state
    try:
        SERVICES[key](person, document)
    except (NotAllowed, WrongState):
        assert Document.objects.get(pk=document.pk).state == before
        return None
    return Document.objects.get(pk=document.pk).state


def test_every_pair_of_states_for_every_role():
    our = complete_team()
    for (role, person), state, key in itertools.product(people(our).items(), State, SERVICES):
        allowed = ALLOWED.get((role, state), {}).get(key)
        assert outcome(person, put(our, state), key) == allowed, (role, state, key)


def test_buttons_show_what_is_allowed():
    our = complete_team()
    for (role, person), state in itertools.product(people(our).items(), State):
        shown = {move.key: move.target for move in moves_of(person, put(our, state))}
        assert shown == ALLOWED.get((role, state), {})


def test_the_table_has_no_other_moves():
    table = {(move.who, source): set() for move in TRANSITIONS for source in move.sources}
    for move in TRANSITIONS:
        for source in move.sources:
            table[move.who, source].add((move.key, move.target))
    assert table == {pair: set(moves.items()) for pair, moves in ALLOWED.items()}


@pytest.mark.parametrize("key", SERVICES)
def test_a_move_leaves_one_event(key):
    our = complete_team()
    role, state = next(pair for pair, moves in ALLOWED.items() if key in moves)
    document = put(our, state)
    SERVICES[key](people(our)[role], document)
    event = Event.objects.filter(document_id=document.pk).first()
    assert (event.verb, event.target_label) == (VERBS[key], document.title)


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_moves_against_somebodys_work_need_a_reason(reason):
    our = complete_team()
    persons = people(our)
    with pytest.raises(InvalidInput):
        services.return_for_changes(by=persons["expert"], document=put(our, State.SUBMITTED), reason=reason)
    with pytest.raises(InvalidInput):
        services.reopen(by=persons["coordinator"], document=put(our, State.ACCEPTED), reason=reason)


def test_a_person_who_left_the_team_may_not_submit():
    our = complete_team()
    our.document.initiative.participation.seats.filter(user=our.anna).update(until="2023-01-01")
    with pytest.raises(NotAllowed):
        services.submit(by=our.anna, document=our.document)


def test_submitting_freezes_the_words():
    our = complete_team()
    version = services.submit(by=our.anna, document=our.document)
    assert (version.number, version.purpose, version.title) == (1, "submitted", "Zielone podwórka")
    assert version.content["parts"]["record"][0]["values"]["title"] == "Zielone podwórka"


def test_an_empty_plan_cannot_be_submitted_and_the_list_says_why():
    our = team()
    with pytest.raises(Incomplete) as caught:
        services.submit(by=our.anna, document=our.document)
    missing = {(gap.kind.key, gap.field) for gap in caught.value.missing}
    assert {("record", "title"), ("challenge", "statement"), ("aim", ""), ("stakeholder", ""), ("action", ""),
            ("indicator", ""), ("communication", "")} <= missing  # fmt: skip
    assert Document.objects.get(pk=our.document.pk).state == State.DRAFT
    assert our.document.versions.count() == 0


@pytest.mark.parametrize(
    ("key", "field", "empty"),
    [
        ("action", "aim", None),
        ("action", "lead", ""),
        ("action", "start", None),
        ("indicator", "unit", ""),
        ("indicator", "target", None),
        ("challenge", "causes", []),
        ("diagnosis", "text", "<p> </p>"),
    ],
)
def test_one_gap_is_enough_to_refuse(key, field, empty):
    our = complete_team()
    row = our.kind(key).model.objects.get(document=our.document)
    setattr(row, field, empty)
    row.save()
    with pytest.raises(Incomplete) as caught:
        services.submit(by=our.anna, document=our.document)
    assert [(gap.kind.key, gap.field) for gap in caught.value.missing] == [(key, field)]

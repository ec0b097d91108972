"""What asks something of a person waits for them until it is done, and then no longer."""

import pytest

from accounts.models import User
from activity.enums import Verb
from activity.queries import waiting_count
from catalogue.services import publish
from documents.models import Document
from reviews.services import accept, add_thread, assign, reply, resolve, return_for_changes, submit_for_review
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> tuple[Document, User, User, User]:
    """A filled plan, its author, its expert, and a coordinator."""
    coordinator = factories.coordinator()
    network = factories.network()
    participation = factories.participation(network=network)
    member, expert = factories.member(participation), factories.expert(network)
    document = factories.initiative(participation, by=coordinator).document
    factories.fill_mid(document, by=member)
    return document, member, expert, coordinator


def test_a_round_waits_for_one_side_after_the_other(team: tuple[Document, User, User, User]) -> None:
    document, member, expert, coordinator = team

    def waiting() -> tuple[int, ...]:
        return tuple(waiting_count(person) for person in (member, expert, coordinator))

    submit_for_review(by=member, document=document)
    assert waiting() == (0, 1, 0)
    return_for_changes(by=expert, document=document, reasons="Brakuje wskaźników.")
    assert waiting() == (1, 0, 0)
    submit_for_review(by=member, document=document)
    assert waiting() == (0, 1, 0)
    accept(by=expert, document=document)
    assert waiting() == (0, 0, 1)
    publish(by=coordinator, document=document)
    assert waiting() == (0, 0, 0)


def test_a_remark_waits_until_it_is_answered_or_resolved(team: tuple[Document, User, User, User]) -> None:
    document, member, expert, _coordinator = team
    submit_for_review(by=member, document=document)
    thread = add_thread(by=expert, document=document, section="actions", text="Skąd ta liczba?")
    assign(by=expert, thread=thread, to=member)
    other = add_thread(by=expert, document=document, section="actions", text="A ta?")
    assign(by=expert, thread=other, to=member)
    assert waiting_count(member) == 2
    reply(by=member, thread=thread, text="Z sieci.")
    assert waiting_count(member) == 1
    resolve(by=expert, thread=other)
    assert waiting_count(member) == 0
    assert member.notices.filter(event__verb=Verb.ASSIGNED, settled_at=None).exists() is False

"""Who reviews a round: asked, removed, gone; somebody always decides."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.enums import Role
from activity.models import Event, Notice
from core.exceptions import InvalidInput, NotAllowed, WrongState
from documents.models import Document
from reviews import services
from reviews.models import Reviewer
from reviews.queries import lead_of, reviews_visible_to, standing_reviewers, waiting_for
from tests import factories
from tests.reviews.factories import draft_mid, submitted_mid, submitted_plan

pytestmark = pytest.mark.django_db


def names(shown) -> list:
    return [row.user for row in standing_reviewers(shown)]


def told(verb: str) -> set:
    return {notice.user for notice in Notice.objects.filter(event__verb=verb).select_related("user")}


def asked(verb: str) -> set:
    return {notice.user for notice in Notice.objects.filter(event__verb=verb, waits=True).select_related("user")}


def test_all_experts_review_and_who_came_first_leads() -> None:
    review = draft_mid()
    second = factories.expert(review.network)
    second.specialisms.update(since=timezone.localdate() - timedelta(days=9000))
    opened = services.submit_for_review(by=review.author, document=review.document)
    assert names(opened) == [second, review.judge]
    assert lead_of(opened).is_lead
    assert asked("submitted") == {review.judge, second}


def test_the_lead_of_the_last_round_leads_again() -> None:
    review = draft_mid()
    second = factories.expert(review.network)
    second.specialisms.update(since=timezone.localdate() + timedelta(days=1))
    services.submit_for_review(by=review.author, document=review.document)
    services.reassign(by=review.judge, document=review.document, lead=second)
    services.return_for_changes(by=second, document=review.document, reasons="Popraw.")
    again = services.submit_for_review(by=review.author, document=review.document)
    assert lead_of(again).user == second


def test_a_guest_reviews_and_sees_the_review_until_removed() -> None:
    review = submitted_mid()
    guest = factories.ministry_member(factories.institution())
    assert not reviews_visible_to(guest).filter(pk=review.document.pk).exists()
    row = services.add_reviewer(by=review.judge, document=review.document, user=guest)
    assert row.is_invited
    assert asked("reviewer_added") == {guest}
    assert reviews_visible_to(guest).filter(pk=review.document.pk).exists()
    assert list(waiting_for(guest)) == [review.round]
    thread = services.add_thread(by=guest, document=review.document, section="challenge", text="Skąd ta liczba?")
    services.give_opinion(by=guest, document=review.document, opinion="return", reasons="Brak źródeł.")
    services.remove_reviewer(by=review.coordinator, document=review.document, user=guest)
    assert not reviews_visible_to(guest).filter(pk=review.document.pk).exists()
    assert list(waiting_for(guest)) == []
    assert guest in told("reviewer_removed")
    thread.refresh_from_db()
    with pytest.raises(NotAllowed):
        services.add_thread(by=guest, document=review.document, section="challenge", text="Jeszcze jedno.")
    # The opinion of somebody who was removed no longer counts: no reasons are asked for.
    services.accept(by=review.judge, document=review.document)


def test_a_guest_reviews_the_next_round_too_and_sees_no_more_after_publication() -> None:
    review = submitted_mid()
    guest = factories.ministry_member(factories.institution())
    services.add_reviewer(by=review.judge, document=review.document, user=guest)
    services.return_for_changes(by=review.judge, document=review.document, reasons="Popraw.")
    again = services.submit_for_review(by=review.author, document=review.document)
    assert set(names(again)) == {review.judge, guest}
    assert again.reviewers.get(user=guest).is_invited
    services.accept(by=review.judge, document=review.document)
    assert reviews_visible_to(guest).filter(pk=review.document.pk).exists()
    Document.objects.filter(pk=review.document.pk).update(state="published")
    assert not reviews_visible_to(guest).filter(pk=review.document.pk).exists()


@pytest.mark.parametrize("who", ["author", "colleague", "judge", "stranger", "inactive"])
def test_who_cannot_be_asked(who: str) -> None:
    review = submitted_mid()
    person = factories.coordinator() if who == "inactive" else getattr(review, who)
    if who == "inactive":
        type(person).objects.filter(pk=person.pk).update(is_active=False)
        person.refresh_from_db()
    with pytest.raises(InvalidInput):
        services.add_reviewer(by=review.judge, document=review.document, user=person)


def test_only_the_lead_and_coordinators_arrange_a_round() -> None:
    review = draft_mid()
    second = factories.expert(review.network)
    second.specialisms.update(since=timezone.localdate() + timedelta(days=1))
    services.submit_for_review(by=review.author, document=review.document)
    guest = factories.coordinator()
    soon = timezone.localdate() + timedelta(days=3)
    for person in (second, review.author, review.stranger, review.wrong_judge):
        with pytest.raises(NotAllowed):
            services.add_reviewer(by=person, document=review.document, user=guest)
        with pytest.raises(NotAllowed):
            services.remove_reviewer(by=person, document=review.document, user=second)
        with pytest.raises(NotAllowed):
            services.reassign(by=person, document=review.document, lead=second)
        with pytest.raises(NotAllowed):
            services.extend(by=person, document=review.document, due_on=soon, reason="Urlop.")
    services.extend(by=review.coordinator, document=review.document, due_on=soon, reason="Urlop.")
    review_round = review.document.rounds.get()
    assert review_round.due_on == soon


def test_an_expert_who_leaves_loses_access_at_once_and_another_decides() -> None:
    review = draft_mid()
    second = factories.expert(review.network)
    second.specialisms.update(since=timezone.localdate() + timedelta(days=1))
    opened = services.submit_for_review(by=review.author, document=review.document)
    review.judge.specialisms.update(until=timezone.localdate())
    assert names(opened) == [second]
    with pytest.raises(NotAllowed):
        services.accept(by=review.judge, document=review.document)
    assert not reviews_visible_to(review.judge).filter(pk=review.document.pk).exists()
    services.settle_open_rounds()
    assert lead_of(opened).is_lead
    assert asked("reviewer_added") == {second}
    services.settle_open_rounds()
    assert Notice.objects.filter(event__verb="reviewer_added").count() == 1
    services.accept(by=second, document=review.document)


def test_coordinators_step_in_where_the_last_expert_leaves() -> None:
    review = submitted_mid()
    review.judge.specialisms.update(until=timezone.localdate())
    services.settle_open_rounds()
    assert review.coordinator in names(review.round)
    lead = lead_of(review.round).user
    assert lead.role == Role.COORDINATOR
    services.return_for_changes(by=lead, document=review.document, reasons="Popraw.")


def test_coordinators_step_in_where_the_last_expert_is_removed() -> None:
    review = submitted_mid()
    services.remove_reviewer(by=review.coordinator, document=review.document, user=review.judge)
    lead = lead_of(review.round).user
    assert lead.role == Role.COORDINATOR
    with pytest.raises(NotAllowed):
        services.accept(by=review.judge, document=review.document)
    services.accept(by=lead, document=review.document)


def test_the_last_person_who_could_review_stays() -> None:
    review = submitted_plan()
    people = [row.user for row in standing_reviewers(review.round)]
    for person in people[1:]:
        services.remove_reviewer(by=people[0], document=review.document, user=person)
    with pytest.raises(InvalidInput):
        services.remove_reviewer(by=people[0], document=review.document, user=people[0])
    assert names(review.round) == [people[0]]


def test_a_new_expert_of_the_network_joins_the_round() -> None:
    review = submitted_mid()
    new = factories.expert(review.network)
    services.settle_open_rounds()
    assert new in names(review.round)
    assert new in asked("reviewer_added")
    services.give_opinion(by=new, document=review.document, opinion="accept")


def test_removed_and_asked_again_is_one_row() -> None:
    review = submitted_mid()
    guest = factories.coordinator()
    for _ in range(2):
        services.add_reviewer(by=review.judge, document=review.document, user=guest)
        services.remove_reviewer(by=review.judge, document=review.document, user=guest)
    assert Reviewer.objects.filter(round=review.round, user=guest).count() == 1


def test_the_database_holds_one_lead_and_one_row() -> None:
    review = submitted_mid()
    with pytest.raises(IntegrityError), transaction.atomic():
        Reviewer.objects.create(round=review.round, user=factories.coordinator(), is_lead=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reviewer.objects.create(round=review.round, user=review.judge)


def test_nobody_is_asked_after_the_verdict() -> None:
    review = submitted_mid()
    services.accept(by=review.judge, document=review.document)
    with pytest.raises(WrongState):
        services.add_reviewer(by=review.coordinator, document=review.document, user=factories.coordinator())


def test_opinions_of_others_do_not_decide() -> None:
    review = submitted_mid()
    guest = factories.coordinator()
    services.add_reviewer(by=review.judge, document=review.document, user=guest)
    with pytest.raises(NotAllowed):
        services.accept(by=guest, document=review.document)
    services.give_opinion(by=guest, document=review.document, opinion="return", reasons="Za mało danych.")
    services.give_opinion(by=review.judge, document=review.document, opinion="accept")
    with pytest.raises(InvalidInput):
        services.accept(by=review.judge, document=review.document)
    services.accept(by=review.judge, document=review.document, reasons="Dane dołączono w załączniku.")
    assert review.document.rounds.get().reasons == "Dane dołączono w załączniku."


@pytest.mark.django_db(transaction=True)
def test_a_verdict_and_a_change_of_lead_at_once() -> None:
    """Whoever comes second is refused; there is one verdict at most, and one lead."""
    review = submitted_mid()
    guest = factories.coordinator()
    services.add_reviewer(by=review.judge, document=review.document, user=guest)
    document = Document.objects.get(pk=review.document.pk)
    barrier, outcomes = threading.Barrier(2), []

    def run(act) -> None:
        try:
            barrier.wait()
            act()
            outcomes.append("done")
        except (WrongState, NotAllowed):
            outcomes.append("refused")
        finally:
            connection.close()

    acts = (
        lambda: services.accept(by=review.judge, document=document),
        lambda: services.reassign(by=review.coordinator, document=document, lead=guest),
    )
    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "refused"]
    assert Reviewer.objects.filter(is_lead=True, removed_at=None).count() == 1
    assert Event.objects.filter(verb="accepted").count() <= 1

"""Publishing, withdrawing, restoring, revising: rights, states, effects."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from accounts.models import User
from activity.enums import Verb
from activity.models import Event, Notice
from catalogue import services
from catalogue.models import Publication, PublishedPractice, PublishedRecommendation, SearchEntry, SearchWord
from core.exceptions import InvalidInput, NotAllowed, WrongState
from documents.enums import State
from documents.models import Document
from documents.services import freeze
from improvement_plans.models import Barrier, Recommendation
from publishing.models import Rendering
from reviews.services import accept, submit_for_review
from tests import factories
from tests.catalogue.factories import (
    accepted_initiative,
    accepted_plan,
    lead,
    published_initiative,
    published_plan,
    write,
)

pytestmark = pytest.mark.django_db


def test_publishing_shows_the_reviewed_version() -> None:
    document = accepted_initiative(title="Chłodne ulice", summary="Sadzimy drzewa.")
    publication = services.publish(by=factories.coordinator(), document=document)
    document.refresh_from_db()
    assert document.state == State.PUBLISHED
    assert publication.version == document.versions.get()
    assert (publication.kind, publication.slug) == ("mid", document.slug)
    assert (publication.title, publication.lead) == ("Chłodne ulice", "Sadzimy drzewa.")
    assert publication.city == document.initiative.participation.city
    assert publication.network == document.initiative.participation.network
    assert publication.action_kinds == ["investment"]
    assert publication.total_cost is None
    assert str(publication.period_start) == "2024-01-01"


def test_publishing_is_recorded_and_told_to_team_and_expert_but_not_to_the_coordinator() -> None:
    document = accepted_initiative()
    coordinator = factories.coordinator()
    services.publish(by=coordinator, document=document)
    event = Event.objects.get(verb=Verb.PUBLISHED)
    assert (event.actor, event.document_id, event.data) == (coordinator, document.pk, {"version": 1})
    participation = document.initiative.participation
    told = {notice.user for notice in Notice.objects.filter(event=event)}
    assert told == set(
        User.objects.filter(seats__participation=participation)
        | User.objects.filter(specialisms__network=participation.network)
    )
    assert {notice.path for notice in Notice.objects.filter(event=event)} == {f"/mid/{document.slug}/"}


def test_publishing_asks_for_the_pdf_once() -> None:
    publication = published_initiative()
    assert Rendering.objects.get().version == publication.version


@pytest.mark.parametrize("who", ["member", "expert", "ministry", "stranger"])
def test_only_coordinators_publish(who: str) -> None:
    document = accepted_initiative()
    participation = document.initiative.participation
    user = {
        "member": lambda: participation.seats.get().user,
        "expert": lambda: factories.expert(participation.network),
        "ministry": lambda: factories.ministry_member(factories.institution()),
        "stranger": lambda: factories.member(factories.participation()),
    }[who]()
    with pytest.raises(NotAllowed):
        services.publish(by=user, document=document)
    document.refresh_from_db()
    assert document.state == State.ACCEPTED
    assert Publication.objects.count() == 0


def test_a_draft_cannot_be_published() -> None:
    document = factories.initiative().document
    with pytest.raises(WrongState):
        services.publish(by=factories.coordinator(), document=document)


def test_publishing_twice_is_refused() -> None:
    publication = published_initiative()
    with pytest.raises(WrongState):
        services.publish(by=factories.coordinator(), document=publication.document)


def test_withdrawing_needs_a_reason_and_takes_it_out_of_search() -> None:
    publication = published_initiative()
    coordinator = factories.coordinator()
    with pytest.raises(InvalidInput):
        services.withdraw(by=coordinator, document=publication.document, reason="  ")
    with pytest.raises(InvalidInput):
        services.withdraw(by=coordinator, document=publication.document, reason="x" * 501)
    assert SearchEntry.objects.filter(publication=publication).count() == 1
    services.withdraw(by=coordinator, document=publication.document, reason="Miasto prosi o poprawki.")
    publication.refresh_from_db()
    assert publication.withdrawn_reason == "Miasto prosi o poprawki."

    assert publication.document.state == State.WITHDRAWN
    assert SearchEntry.objects.filter(publication=publication).count() == 0
    assert Event.objects.get(verb=Verb.WITHDRAWN).data == {"reason": "Miasto prosi o poprawki."}


def test_restoring_shows_the_same_version_again() -> None:
    publication = published_initiative()
    coordinator = factories.coordinator()
    services.withdraw(by=coordinator, document=publication.document, reason="Pomyłka.")
    restored = services.restore(by=coordinator, document=publication.document)
    assert (restored.version_id, restored.withdrawn_at, restored.withdrawn_reason) == (publication.version_id, None, "")
    assert SearchEntry.objects.filter(publication=publication).count() == 1


def test_a_new_revision_stays_withdrawn_until_it_is_published_and_then_shows_the_new_version() -> None:
    publication = published_initiative(title="Stary tytuł")
    document, coordinator = publication.document, factories.coordinator()
    services.withdraw(by=coordinator, document=document, reason="Nowe dane.")
    services.revise(by=coordinator, document=document, reason="Proszę dopisać koszty.")
    document.refresh_from_db()
    assert document.state == State.DRAFT
    publication.refresh_from_db()
    assert publication.withdrawn_at is not None
    author = document.initiative.participation.seats.get().user
    write(document, "record", title="Nowy tytuł")
    document.title = "Nowy tytuł"
    document.save(update_fields=["title"])
    submit_for_review(by=author, document=document)
    accept(by=lead(document), document=document)
    again = services.publish(by=coordinator, document=document)
    assert again.pk == publication.pk
    assert (again.title, again.version.number, again.withdrawn_at) == ("Nowy tytuł", 2, None)


def test_a_plan_brings_its_recommendations_and_practices() -> None:
    institution = factories.institution()
    network = factories.network()
    publication = published_plan(network, institution)
    recommendation = PublishedRecommendation.objects.get()
    assert recommendation.code == f"{network.code}-R01"
    assert recommendation.lead == "Sedno Państwo powinno dopłacać do analiz."
    assert (recommendation.lead_institution, list(recommendation.institutions.all())) == (institution, [institution])
    assert recommendation.content["barriers"][0]["title"] == "Drogie analizy"
    assert recommendation.content["proposed_actions"][0]["who"] == "BGK"
    practice = PublishedPractice.objects.get()
    assert practice.content["recommendations"][0]["code"] == recommendation.code
    kinds = SearchEntry.objects.filter(publication=publication).values_list("kind", flat=True)
    assert sorted(kinds) == ["barrier", "practice", "pu", "recommendation"]


def test_codes_last_once_published() -> None:
    published_plan()
    assert Recommendation.objects.filter(published_on=None).count() == 0
    assert Barrier.objects.filter(published_on=None).count() == 0


def test_public_rows_come_from_the_version_and_not_from_the_tables() -> None:
    document = accepted_plan()
    Recommendation.objects.filter(document=document).update(title="Zmienione po przyjęciu")
    services.publish(by=factories.coordinator(), document=document)
    assert PublishedRecommendation.objects.get().title == "Fundusz na doradztwo"


def test_rebuilding_gives_the_same_rows() -> None:
    published_plan()
    published_initiative()
    before = sorted(SearchEntry.objects.filter(publication__isnull=False).values_list("kind", "key", "title", "words"))
    codes = list(PublishedRecommendation.objects.values_list("code", "title"))
    assert services.rebuild() == 2
    after = sorted(SearchEntry.objects.filter(publication__isnull=False).values_list("kind", "key", "title", "words"))
    assert after == before
    assert list(PublishedRecommendation.objects.values_list("code", "title")) == codes


def test_an_unchanged_document_frozen_again_is_the_same_version() -> None:
    document = accepted_initiative()
    assert freeze(by=factories.coordinator(), document=document, purpose="published") == document.versions.get()


@pytest.mark.django_db(transaction=True)
def test_of_two_coordinators_at_once_one_publishes() -> None:
    document = accepted_initiative()
    coordinators = [factories.coordinator(), factories.coordinator()]

    def try_to_publish(coordinator: User) -> bool:
        try:
            services.publish(by=coordinator, document=document)
        except WrongState:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(try_to_publish, coordinators)) == [False, True]
    assert Publication.objects.count() == 1
    assert Event.objects.filter(verb=Verb.PUBLISHED).count() == 1


@pytest.mark.django_db(transaction=True)
def test_different_documents_are_published_at_once_without_losing_words() -> None:
    documents = [accepted_initiative(title="Retencja"), accepted_initiative(title="Fotowoltaika")]

    def publish(document: Document) -> None:
        try:
            services.publish(by=factories.coordinator(), document=document)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(publish, documents))
    assert SearchEntry.objects.filter(kind="mid").count() == 2
    assert SearchWord.objects.filter(word__in=["retencja", "fotowoltaika"]).count() == 2


def test_restoring_a_plan_makes_its_rows_once() -> None:
    publication = published_plan()
    document, coordinator = publication.document, factories.coordinator()
    services.withdraw(by=coordinator, document=document, reason="Pomyłka.")
    services.restore(by=coordinator, document=document)
    assert PublishedRecommendation.objects.count() == 1
    assert PublishedPractice.objects.count() == 1


def test_asking_for_many_pdfs_is_limited(client: Client) -> None:
    publication = published_initiative()
    address = f"192.0.2.{factories.unique() % 250}"
    path = f"/mid/{publication.slug}/pdf/"
    answers = [client.post(path, REMOTE_ADDR=address).status_code for _try in range(21)]
    assert answers == [302] * 20 + [429]

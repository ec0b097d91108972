"""Beginning a city's plan."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from core.exceptions import NotAllowed, Refusal, WrongState
from documents.parts import document_kind
from documents.queries import single
from initiatives.models import Initiative
from initiatives.services import create_initiative
from tests import factories


@pytest.mark.django_db
def test_a_plan_begins_as_an_empty_draft_at_its_address():
    participation = factories.participation(
        city=factories.city(slug="rzeszow", name="Rzeszów"), edition=factories.edition(slug="2021-2023")
    )
    document = create_initiative(by=factories.member(participation), participation=participation).document
    assert (document.kind, document.slug, document.title, document.state) == (
        "mid",
        "rzeszow-2021-2023",
        "MID: Rzeszów",
        "draft",
    )
    for kind in document_kind("mid").part_kinds.values():
        if not kind.many:
            assert single(document, kind).version == 1


@pytest.mark.django_db
def test_the_template_of_the_edition_is_frozen_into_the_plan():
    edition = factories.edition(mid_template={"sections": {"challenge": {"guidance": "Krótko."}}})
    participation = factories.participation(edition=edition)
    document = create_initiative(by=factories.coordinator(), participation=participation).document
    edition.mid_template = {}
    edition.save()
    document.refresh_from_db()
    assert document.template == {"sections": {"challenge": {"guidance": "Krótko."}}}


@pytest.mark.django_db
def test_only_the_team_and_coordinators_begin_a_plan():
    participation, other = factories.participation(), factories.participation()
    for person in (factories.member(other), factories.expert(participation.network), factories.user()):
        with pytest.raises(NotAllowed):
            create_initiative(by=person, participation=participation)
    assert Initiative.objects.count() == 0


@pytest.mark.django_db
def test_a_city_has_one_plan_in_an_edition():
    participation = factories.participation()
    create_initiative(by=factories.coordinator(), participation=participation)
    with pytest.raises(WrongState):
        create_initiative(by=factories.coordinator(), participation=participation)


@pytest.mark.django_db(transaction=True)
def test_two_people_who_begin_at_once_make_one_plan():
    participation = factories.participation()
    people = [factories.member(participation, seat) for seat in (1, 2)]
    refusals: list[Refusal] = []

    def begin(person: object) -> None:
        try:
            create_initiative(by=person, participation=participation)
        except Refusal as refusal:
            refusals.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=begin, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert (Initiative.objects.count(), len(refusals)) == (1, 1)


@pytest.mark.django_db
def test_the_button_begins_the_plan_of_the_own_city_only():
    participation, other = factories.participation(), factories.participation()
    client = Client()
    client.force_login(factories.member(participation))
    answer = client.post(reverse("initiative_create", args=[participation.pk]))
    assert answer.url == reverse("initiative_workbench", args=[Initiative.objects.get().document.slug])
    assert client.post(reverse("initiative_create", args=[other.pk])).status_code == 404
    assert client.post(reverse("initiative_create", args=[participation.pk])).status_code == 404


@pytest.mark.django_db
def test_a_coordinator_opens_an_accepted_plan_with_a_reason():
    document = factories.initiative().document
    document.state = "accepted"
    document.save()
    url = reverse("initiative_reopen", args=[document.slug])
    client = Client()
    client.force_login(factories.coordinator())
    assert client.post(url, {"reason": " "}).status_code == 422
    assert client.post(url, {"reason": "Błąd w budżecie."}).status_code == 302
    document.refresh_from_db()
    assert document.state == "returned"
    member = Client()
    member.force_login(factories.member(document.initiative.participation))
    assert member.get(url).status_code == 403

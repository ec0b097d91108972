"""Cities that raised a barrier are told of every change, and say whether it helped."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from activity.enums import Verb
from activity.models import Notice
from activity.queries import notices_of
from core.exceptions import NotAllowed, WrongState
from improvement_plans.enums import Status
from improvement_plans.models import CityRating
from improvement_plans.services import rate_recommendation
from initiatives.models import NetworkLink
from networks.models import Participation
from tests import factories
from tests.catalogue.factories import published_plan
from tests.improvement_plans.factories import answer

pytestmark = pytest.mark.django_db


def raising(network, code: str) -> Participation:
    """A city whose MID, a draft, names a barrier."""
    participation = factories.participation(network=network)
    document = factories.initiative(participation, by=factories.member(participation)).document
    NetworkLink.objects.update_or_create(document=document, defaults={"barriers": [code]})
    return participation


def world():
    """A public recommendation with its addressee, and a city that raised its barrier."""
    institution = factories.institution()
    publication = published_plan(institution=institution)
    recommendation = publication.recommendations.get().recommendation
    return recommendation, institution, raising(publication.network, f"{publication.network.code}-B01")


def test_the_city_is_told_of_every_change() -> None:
    recommendation, institution, participation = world()
    clerk = participation.seats.get().user
    answer(factories.ministry_member(institution), recommendation, institution)
    notice = Notice.objects.get(user=clerk, event__verb=Verb.ANSWERED)
    assert notice.path == f"/praca/rekomendacje/{recommendation.code}/"
    assert list(notices_of(clerk)) == [notice]
    client = Client()
    client.force_login(clerk)
    assert client.get(notice.path).status_code == 200
    assert recommendation.code in client.get("/praca/powiadomienia/").content.decode()


def test_the_city_says_whether_it_helped() -> None:
    recommendation, institution, participation = world()
    clerk, official = participation.seats.get().user, factories.ministry_member(institution)
    client, page = Client(), reverse("tracked", args=[recommendation.code])
    client.force_login(clerk)
    url = reverse("rate", args=[recommendation.code])
    assert url not in client.get(page).content.decode()
    assert client.get(url).status_code == 409
    answer(official, recommendation, institution, Status.RUNNING)
    assert url in client.get(page).content.decode()
    assert client.post(url, {"helped": "x"}).status_code == 422
    assert client.post(url, {"helped": "partly", "text": "<b>Trochę</b>."}).url == page
    assert client.post(url, {"helped": "yes", "text": "Tak."}).url == page
    rating = CityRating.objects.get()
    assert (rating.helped, rating.participation, rating.by) == ("yes", participation, clerk)
    assert Notice.objects.filter(user=official, event__verb=Verb.RATED).count() == 2
    assert "Tak." in client.get(page).content.decode()
    public = Client().get(f"/rekomendacje/{recommendation.code}/").content.decode()
    assert "Tak." not in public
    assert ": 1</li>" in public


def test_who_may_not_say_it() -> None:
    recommendation, institution, participation = world()
    answer(factories.coordinator(), recommendation, institution)
    elsewhere = factories.participation(network=participation.network)
    people = [factories.member(elsewhere), factories.ministry_member(institution), factories.coordinator()]
    for person in people:
        with pytest.raises(NotAllowed):
            rate_recommendation(by=person, recommendation=recommendation, participation=participation, helped="yes")
    with pytest.raises(NotAllowed):
        rate_recommendation(by=people[0], recommendation=recommendation, participation=elsewhere, helped="yes")
    assert CityRating.objects.count() == 0


def test_nothing_can_have_helped_before_an_answer() -> None:
    recommendation, _institution, participation = world()
    clerk = participation.seats.get().user
    with pytest.raises(WrongState):
        rate_recommendation(by=clerk, recommendation=recommendation, participation=participation, helped="yes")
    for values in ({"helped": "x"},):
        with pytest.raises(IntegrityError), transaction.atomic():
            CityRating.objects.create(recommendation=recommendation, participation=participation, **values)


def test_a_correction_that_is_being_written_stays_unknown() -> None:
    """People who are told of an answer read the title that is public, not the one of the draft."""
    recommendation, institution, participation = world()
    type(recommendation).objects.filter(pk=recommendation.pk).update(title="Jeszcze tajny tytuł")
    recommendation.refresh_from_db()
    answer(factories.ministry_member(institution), recommendation, institution)
    client = Client()
    client.force_login(participation.seats.get().user)
    for url in (f"/praca/rekomendacje/{recommendation.code}/", "/praca/powiadomienia/", "/praca/rekomendacje/"):
        assert "Jeszcze tajny" not in client.get(url).content.decode()

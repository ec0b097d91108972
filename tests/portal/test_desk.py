"""The desk shows nobody a meeting or a link that is not theirs."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from networks.models import MeetingAttendance
from tests import factories

pytestmark = pytest.mark.django_db

LINK = "https://spotkania.example/tajny"


@pytest.fixture
def network():
    return factories.network()


def coming(network, **fields):
    starts = timezone.now() + datetime.timedelta(days=1)
    ends = starts + datetime.timedelta(hours=1)
    return factories.meeting(networks=[network], title="Porada", link=LINK, starts_at=starts, ends_at=ends, **fields)


def desk(client, person):
    client.force_login(person)
    return client.get(reverse("desk")).content.decode()


def test_advice_to_another_city_is_not_shown(client, network):
    advised, other = factories.participation(network=network), factories.participation(network=network)
    meeting = coming(network, is_public=False)
    MeetingAttendance.objects.create(meeting=meeting, participation=advised)
    assert "Porada" in desk(client, factories.member(advised))
    assert "Porada" not in desk(client, factories.member(other))


def test_staff_of_institutions_see_public_meetings_without_their_link(client, network):
    staff = factories.ministry_member(factories.institution())
    coming(network, is_public=False)
    assert "Porada" not in desk(client, staff)
    coming(network, is_public=True)
    page = desk(client, staff)
    assert "Porada" in page
    assert LINK not in page


def test_whoever_takes_part_gets_the_link(client, network):
    coming(network, is_public=True)
    assert LINK in desk(client, factories.member(factories.participation(network=network)))
    assert LINK in desk(client, factories.coordinator())

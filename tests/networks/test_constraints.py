"""What the database itself refuses."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from networks.models import Edition, LeadContact, MeetingMaterial, Participation, Specialist, TeamSeat
from tests import factories

pytestmark = pytest.mark.django_db

EARLY, LATE = datetime.date(2022, 1, 1), datetime.date(2023, 1, 1)


def refused(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_a_city_has_one_network_in_an_edition():
    first = factories.participation()
    refused(lambda: factories.participation(edition=first.edition, network=None, city=first.city))


def test_a_city_may_take_part_in_two_editions():
    first = factories.participation()
    assert factories.participation(city=first.city).edition != first.edition


@pytest.mark.django_db(transaction=True)
def test_a_participations_network_is_one_of_its_edition():
    with pytest.raises(IntegrityError):
        factories.participation(edition=factories.edition(), network=factories.network())


def test_dates_in_order():
    refused(lambda: factories.participation(joined=LATE, left=EARLY))
    refused(lambda: factories.edition(starts=LATE, ends=EARLY))
    refused(lambda: factories.edition(plans_from=LATE, plans_until=EARLY))
    refused(lambda: factories.meeting(starts_at="2022-05-02T10:00Z", ends_at="2022-05-01T10:00Z"))
    team, person = factories.participation(), factories.user()
    refused(lambda: TeamSeat.objects.create(participation=team, seat=1, user=person, since=LATE, until=EARLY))
    refused(
        lambda: Specialist.objects.create(network=team.network, user=person, kind="expert", since=LATE, until=EARLY)
    )


def test_one_current_edition():
    factories.edition(is_current=True)
    refused(lambda: factories.edition(is_current=True))


def test_a_meeting_on_site_has_a_place_and_one_online_needs_none():
    refused(lambda: factories.meeting(mode="on_site", place=""))
    refused(lambda: factories.meeting(mode="hybrid", place=""))
    assert factories.meeting(mode="online", place="").pk


def test_a_material_is_a_file_or_a_link():
    meeting = factories.meeting()
    refused(lambda: MeetingMaterial.objects.create(meeting=meeting, title="x"))


def test_colours_and_codes():
    refused(lambda: factories.network(colour="red"))
    refused(lambda: factories.network(tint="#FFFFFF"))
    refused(lambda: factories.network(code="zi1"))
    network = factories.network(code="ZZZ")
    refused(lambda: factories.network(edition=network.edition, code="ZZZ"))


def test_a_team_outlives_nothing_but_its_participation():
    team = factories.participation()
    factories.member(team)
    team.delete()
    assert (TeamSeat.objects.count(), Participation.objects.count(), Edition.objects.count()) == (0, 0, 1)


def test_contacts_go_with_their_network():
    network = factories.network()
    LeadContact.objects.create(network=network, name="A", email="a@b.example")
    network.delete()
    assert LeadContact.objects.count() == 0

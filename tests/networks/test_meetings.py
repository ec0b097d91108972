"""Meetings: who sees which, their links and materials."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.exceptions import InvalidInput, NotAllowed
from networks.models import Meeting
from networks.queries import can_see_link, materials_visible_to, meetings_visible_to
from networks.services import add_material, delete_meeting, remove_material, save_meeting
from tests import factories

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def network():
    return factories.network()


@pytest.fixture
def meeting(network):
    return factories.meeting(networks=[network], link="https://spotkania.example/1")


def people(network):
    """A member, an expert of the network; a member and an expert of another; nobody."""
    other = factories.network(edition=network.edition)
    return (
        factories.member(factories.participation(network=network)),
        factories.expert(network),
        factories.member(factories.participation(network=other)),
        factories.expert(other),
        AnonymousUser(),
    )


def values(**changes):
    return {
        "title": "Warsztat",
        "kind": "workshop",
        "mode": "online",
        "place": "",
        "link": "",
        "programme": "",
        "is_public": True,
        "source": "",
        "starts_at": datetime.datetime(2022, 5, 10, 9, tzinfo=datetime.UTC),
        "ends_at": datetime.datetime(2022, 5, 10, 15, tzinfo=datetime.UTC),
        **changes,
    }


def test_a_meeting_is_saved_with_networks_hosts_and_cities(network):
    team = factories.participation(network=network)
    saved = save_meeting(
        by=factories.coordinator(), edition=network.edition, meeting=None, values=values(), networks=[network],
        hosts=[team.city], participations=[team],
    )  # fmt: skip
    assert (list(saved.networks.all()), list(saved.hosts.all())) == ([network], [team.city])
    again = save_meeting(
        by=factories.coordinator(), edition=network.edition, meeting=saved, values=values(title="Inny"),
        networks=[], hosts=[], participations=[],
    )  # fmt: skip
    assert (again.pk, again.title, again.attendances.count(), again.networks.count()) == (saved.pk, "Inny", 0, 0)


def test_a_meeting_joins_one_edition_only(network):
    with pytest.raises(InvalidInput):
        save_meeting(
            by=factories.coordinator(), edition=network.edition, meeting=None, values=values(),
            networks=[factories.network()], hosts=[], participations=[],
        )  # fmt: skip


def test_only_a_coordinator_writes(network, meeting):
    for person in people(network)[:4]:
        with pytest.raises(NotAllowed):
            delete_meeting(by=person, meeting=meeting)
        with pytest.raises(NotAllowed):
            add_material(by=person, meeting=meeting, title="x", link="https://a.example")


def test_everybody_sees_a_public_meeting_but_only_participants_its_link(network, meeting):
    assert [meetings_visible_to(one).count() for one in people(network)] == [1, 1, 1, 1, 1]
    assert [can_see_link(one, meeting) for one in people(network)] == [True, True, False, False, False]
    assert can_see_link(factories.coordinator(), meeting)


def test_a_private_meeting_is_seen_by_its_cities_and_the_networks_experts(network):
    team = factories.participation(network=network)
    guest, neighbour = factories.member(team), factories.member(factories.participation(network=network))
    private = factories.meeting(networks=[network], is_public=False)
    private.attendances.create(participation=team)
    assert [meetings_visible_to(one).filter(pk=private.pk).exists() for one in (guest, neighbour)] == [True, False]
    assert [can_see_link(one, private) for one in people(network)] == [False, True, False, False, False]


def test_a_former_member_no_longer_takes_part(network, meeting):
    person = factories.member(factories.participation(network=network))
    person.seats.update(until="2022-06-01")
    assert can_see_link(person, meeting) is False


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("virus.pdf", b"MZ\x90\x00 not a pdf"),
        ("page.pdf", b"<html><script>alert(1)</script>"),
        ("empty.pdf", b""),
        ("big.pdf", PDF + b"0" * (20 * 1024 * 1024)),
    ],
)
def test_a_material_is_judged_by_its_content(meeting, name, content):
    with pytest.raises(InvalidInput):
        add_material(by=factories.coordinator(), meeting=meeting, title="x", file=SimpleUploadedFile(name, content))
    assert meeting.materials.count() == 0


def test_a_material_is_a_file_or_a_link_not_both(meeting):
    boss = factories.coordinator()
    with pytest.raises(InvalidInput):
        add_material(by=boss, meeting=meeting, title="x")
    with pytest.raises(InvalidInput):
        add_material(
            by=boss, meeting=meeting, title="x", link="https://a.example", file=SimpleUploadedFile("a.pdf", PDF)
        )


def test_a_file_is_downloaded_by_those_who_may_and_goes_when_deleted(
    client, network, meeting, django_capture_on_commit_callbacks
):
    boss = factories.coordinator()
    material = add_material(by=boss, meeting=meeting, title="Zapis rozmów", file=SimpleUploadedFile("../../x.pdf", PDF))
    address = reverse("meeting_material", args=[material.pk])
    member, _expert, elsewhere, *_rest = people(network)
    assert client.get(address).status_code == 404
    client.force_login(elsewhere)
    assert client.get(address).status_code == 404
    client.force_login(member)
    answer = client.get(address)
    assert answer["Content-Disposition"] == 'attachment; filename="zapis-rozmow.pdf"'
    assert b"".join(answer.streaming_content) == PDF
    storage, name = material.file.storage, material.file.name
    with django_capture_on_commit_callbacks(execute=True):
        remove_material(by=boss, material=material)
    assert not storage.exists(name)


def test_a_public_material_of_a_private_meeting_stays_private(network):
    private = factories.meeting(networks=[network], is_public=False)
    add_material(by=factories.coordinator(), meeting=private, title="x", link="https://a.example", is_public=True)
    assert [materials_visible_to(one).count() for one in people(network)] == [0, 1, 0, 0, 0]


def test_hours_are_known_unless_the_meeting_fills_whole_days():
    whole = Meeting(
        starts_at=datetime.datetime(2022, 5, 9, 22, 0, tzinfo=datetime.UTC),
        ends_at=datetime.datetime(2022, 5, 12, 21, 59, tzinfo=datetime.UTC),
    )
    assert whole.hours_known is False
    assert factories.meeting().hours_known is True


def test_a_file_that_is_gone_is_not_found(client, meeting):
    boss = factories.coordinator()
    material = add_material(by=boss, meeting=meeting, title="Program", file=SimpleUploadedFile("a.pdf", PDF))
    material.file.storage.delete(material.file.name)
    client.force_login(boss)
    assert client.get(reverse("meeting_material", args=[material.pk])).status_code == 404

"""What the sample adds to the known facts: assignments that are unknown, fictional cities, contacts, meetings."""

import datetime
from typing import Any

from django.utils import timezone

from cities.models import City, PopulationFigure
from cities.policies import size_class
from cities.queries import free_slug
from networks.models import Edition, LeadContact, Meeting, MeetingAttendance, Participation, ThematicNetwork
from pim_portal.sample.content import SAMPLE_SOURCE, programme


def complete_programme() -> Edition:
    """Make 30 participations, 10 in each network, and the meetings. Returns the sample's edition."""
    edition = Edition.objects.get(slug=programme()["edition"])
    networks = {network.slug: network for network in edition.networks.all()}
    for slug, cities in programme()["assigned"].items():
        unknown = Participation.objects.filter(edition=edition, city__slug__in=cities, network=None)
        unknown.update(network=networks[slug], network_is_sample=True)
    for facts in programme()["fictional"]:
        _fictional_city(edition, networks[facts["network"]], facts)
    _contacts(edition)
    for facts in programme()["meetings"]:
        _meeting(edition, networks, facts)
    return edition


def _fictional_city(edition: Edition, network: ThematicNetwork, facts: dict[str, Any]) -> None:
    city = City.objects.create(
        slug=free_slug(facts["name"]),
        name=facts["name"],
        teryt=facts["teryt"],
        gmina_kind=int(facts["teryt"][6]),
        voivodeship_id=facts["teryt"][:2],
        latitude=facts["latitude"],
        longitude=facts["longitude"],
        size_class=size_class(facts["population"]),
        source=SAMPLE_SOURCE,
        is_sample=True,
    )
    PopulationFigure.objects.create(city=city, value=facts["population"], source=SAMPLE_SOURCE)
    Participation.objects.create(
        edition=edition, city=city, network=network, network_is_sample=True, source=SAMPLE_SOURCE
    )


def _contacts(edition: Edition) -> None:
    """A general address of each network (public) and of each city (for participants)."""
    contacts = [
        LeadContact(
            network=network,
            name=f"Sekretariat: {network.name}",
            unit="Ministerstwo Funduszy i Polityki Regionalnej",
            email=f"siec-{network.slug}@ministerstwo.example",
            is_public=True,
        )
        for network in edition.networks.all()
    ]
    contacts += [
        LeadContact(
            network=participation.network,
            participation=participation,
            name="Wydział Rozwoju",
            unit=str(participation.city),
            email=f"rozwoj-{participation.city.slug}@miasto.example",
        )
        for participation in edition.participations.select_related("city", "network")
        if participation.network
    ]
    LeadContact.objects.bulk_create(contacts)


def _meeting(edition: Edition, networks: dict[str, ThematicNetwork], facts: dict[str, Any]) -> None:
    values = dict(facts)
    joined = [networks[slug] for slug in values.pop("networks")]
    hosts, attending = values.pop("hosts", []), values.pop("attending", None)
    meeting = Meeting.objects.create(
        edition=edition,
        starts_at=_moment(values.pop("starts")),
        ends_at=_moment(values.pop("ends")),
        is_sample=True,
        source=SAMPLE_SOURCE,
        **values,
    )
    meeting.networks.set(joined)
    meeting.hosts.set(City.objects.filter(slug__in=hosts))
    present = Participation.objects.filter(edition=edition, network__in=joined)
    if attending is not None:
        present = present.filter(city__slug__in=attending)
    MeetingAttendance.objects.bulk_create([MeetingAttendance(meeting=meeting, participation=one) for one in present])


def _moment(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=timezone.get_default_timezone())

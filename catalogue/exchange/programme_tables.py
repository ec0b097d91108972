"""Tables about the programme itself: cities, networks, editions, who took part, meetings."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogue.exchange.addresses import page
from catalogue.exchange.columns import Column, ColumnKind, Table
from catalogue.queries.data import editions_by_number, meetings_in_public, networks_with_editions, participations
from catalogue.queries.places import cities
from cities.enums import SizeClass
from cities.models import City
from networks.enums import MeetingKind, MeetingMode

TEXT, TEXTS, INTEGER, NUMBER = ColumnKind.TEXT, ColumnKind.TEXTS, ColumnKind.INTEGER, ColumnKind.NUMBER
DATE, MOMENT, ADDRESS, BOOLEAN = ColumnKind.DATE, ColumnKind.MOMENT, ColumnKind.ADDRESS, ColumnKind.BOOLEAN
SAMPLE_NOTE = _("True where the record was made up to show how the portal works.")
CODE_NOTE = _("A code, the same in both languages.")


def _figure(city: City) -> Any:
    """The newest count of inhabitants, or None."""
    figures: list[Any] = city.figures  # type: ignore[attr-defined]
    return figures[0] if figures else None


def _history(city: City) -> list[Any]:
    return city.history  # type: ignore[attr-defined]


CITIES = Table(
    name="cities",
    slug="miasta",
    dataset="programme",
    title=_("cities"),
    about=_("Cities that take or took part, with their TERYT code, voivodeship, size and place on the map."),
    records=cities,
    columns=(
        Column("slug", TEXT, _("Address"), lambda city: city.slug, _("Names the city in all tables.")),
        Column("name", TEXT, pgettext_lazy("data", "Name"), lambda city: city.name),
        Column("teryt", TEXT, _("TERYT code"), lambda city: city.teryt, _("Seven digits; the first may be 0.")),
        Column("voivodeship_code", TEXT, _("TERYT code of the voivodeship"), lambda city: city.voivodeship_id),
        Column("voivodeship", TEXT, _("Voivodeship"), lambda city: city.voivodeship.name),
        Column("size", TEXT, _("Size"), lambda city: city.size_class, CODE_NOTE, choices=tuple(SizeClass.values)),
        Column("size_label", TEXT, _("Size"), lambda city: city.get_size_class_display()),
        Column("population", INTEGER, _("Inhabitants"), lambda city: (one := _figure(city)) and one.value),
        Column("population_year", INTEGER, _("Year of the count"), lambda city: (one := _figure(city)) and one.year),
        Column("population_source", TEXT, _("Source of the count"), lambda city: (one := _figure(city)) and one.source),
        Column("latitude", NUMBER, _("Latitude"), lambda city: city.latitude, _("Degrees, WGS 84.")),
        Column("longitude", NUMBER, _("Longitude"), lambda city: city.longitude, _("Degrees, WGS 84.")),
        Column("editions", TEXTS, _("Editions"), lambda city: [one.edition.slug for one in _history(city)]),
        Column(
            "networks",
            TEXTS,
            _("Networks"),
            lambda city: [one.network.slug for one in _history(city) if one.network],
        ),
        Column("website", ADDRESS, _("Website"), lambda city: city.website),
        Column("source", TEXT, _("Source"), lambda city: city.source),
        Column("url", ADDRESS, _("Address of the page"), lambda city: page("city", city.slug)),
        Column("sample", BOOLEAN, _("Sample data"), lambda city: city.is_sample, SAMPLE_NOTE),
    ),
    key="slug",
    lookup="slug",
)
NETWORKS = Table(
    name="networks",
    slug="sieci",
    dataset="programme",
    title=_("thematic networks"),
    about=_("Thematic networks of every edition, with their topic and challenge."),
    records=networks_with_editions,
    columns=(
        Column("slug", TEXT, _("Address"), lambda network: network.slug, _("Names the network in all tables.")),
        Column("code", TEXT, pgettext_lazy("data", "Code"), lambda network: network.code),
        Column("name", TEXT, pgettext_lazy("data", "Name"), lambda network: network.name),
        Column("name_en", TEXT, _("Name in English"), lambda network: network.name_en),
        Column("edition", TEXT, _("Edition (address)"), lambda network: network.edition.slug),
        Column("topic", TEXT, _("Topic"), lambda network: network.topic),
        Column("topic_en", TEXT, _("Topic in English"), lambda network: network.topic_en),
        Column("challenge", TEXT, _("Challenge"), lambda network: network.challenge),
        Column("challenge_en", TEXT, _("Challenge in English"), lambda network: network.challenge_en),
        Column("colour", TEXT, _("Colour"), lambda network: network.colour, _("As #rrggbb.")),
        Column("source", TEXT, _("Source"), lambda network: network.source),
        Column("url", ADDRESS, _("Address of the page"), lambda network: page("network", network.slug)),
    ),
    key="slug",
    lookup="slug",
)
EDITIONS = Table(
    name="editions",
    slug="edycje",
    dataset="programme",
    title=_("editions"),
    about=_("Editions of the programme with their dates."),
    records=editions_by_number,
    columns=(
        Column("slug", TEXT, _("Address"), lambda edition: edition.slug, _("Names the edition in all tables.")),
        Column("number", INTEGER, _("Number"), lambda edition: edition.number),
        Column("name", TEXT, pgettext_lazy("data", "Name"), lambda edition: edition.name),
        Column("name_en", TEXT, _("Name in English"), lambda edition: edition.name_en),
        Column("starts", DATE, _("Start"), lambda edition: edition.starts),
        Column("ends", DATE, _("End"), lambda edition: edition.ends),
        Column("plans_from", DATE, _("Actions from"), lambda edition: edition.plans_from),
        Column("plans_until", DATE, _("Actions until"), lambda edition: edition.plans_until),
        Column("current", BOOLEAN, _("Runs now"), lambda edition: edition.is_current),
        Column("url", ADDRESS, _("Address of the page"), lambda edition: page("edition", edition.slug)),
        Column("sample", BOOLEAN, _("Sample data"), lambda edition: edition.is_sample, SAMPLE_NOTE),
    ),
    key="slug",
    lookup="slug",
)
PARTICIPATIONS = Table(
    name="participations",
    slug="udzial-miast",
    dataset="programme",
    title=_("participations"),
    about=_("Which city took part in which edition, and in which network as far as it is known."),
    records=participations,
    columns=(
        Column("id", INTEGER, _("Number of the record"), lambda one: one.pk),
        Column("city", TEXT, _("City (address)"), lambda one: one.city.slug),
        Column("city_name", TEXT, _("City"), lambda one: one.city.name),
        Column("teryt", TEXT, _("TERYT code"), lambda one: one.city.teryt),
        Column("voivodeship", TEXT, _("Voivodeship"), lambda one: one.city.voivodeship.name),
        Column("edition", TEXT, _("Edition (address)"), lambda one: one.edition.slug),
        Column("network", TEXT, _("Network (address)"), lambda one: one.network and one.network.slug,
               _("Empty where the network is not known.")),
        Column("network_sample", BOOLEAN, _("Network assigned for the sample"), lambda one: one.network_is_sample),
        Column("joined", DATE, _("Joined"), lambda one: one.joined),
        Column("left", DATE, pgettext_lazy("data", "Left"), lambda one: one.left),
        Column("source", TEXT, _("Source"), lambda one: one.source),
        Column("sample", BOOLEAN, _("Sample data"), lambda one: one.city.is_sample, SAMPLE_NOTE),
    ),
    key="id",
    lookup="pk",
)  # fmt: skip
MEETINGS = Table(
    name="meetings",
    slug="spotkania",
    dataset="programme",
    title=_("meetings"),
    about=_("Public meetings: conferences, workshops, study visits. Links to join are not published."),
    records=meetings_in_public,
    columns=(
        Column("id", ColumnKind.ID, _("Identifier of the row"), lambda meeting: meeting.pk),
        Column("title", TEXT, _("Title"), lambda meeting: meeting.title),
        Column("kind", TEXT, _("Kind"), lambda meeting: meeting.kind, CODE_NOTE, choices=tuple(MeetingKind.values)),
        Column("kind_label", TEXT, _("Kind"), lambda meeting: meeting.get_kind_display()),
        Column("edition", TEXT, _("Edition (address)"), lambda meeting: meeting.edition.slug),
        Column("networks", TEXTS, _("Networks"), lambda meeting: [one.slug for one in meeting.networks.all()]),
        Column("starts_at", MOMENT, _("Start"), lambda meeting: meeting.starts_at),
        Column("ends_at", MOMENT, _("End"), lambda meeting: meeting.ends_at),
        Column("hours_known", BOOLEAN, _("Hours are known"), lambda meeting: meeting.hours_known,
               _("False where only the days are known.")),
        Column("mode", TEXT, _("Mode"), lambda meeting: meeting.mode, CODE_NOTE, choices=tuple(MeetingMode.values)),
        Column("mode_label", TEXT, _("Mode"), lambda meeting: meeting.get_mode_display()),
        Column("place", TEXT, _("Place"), lambda meeting: meeting.place),
        Column("hosts", TEXTS, _("Host cities"), lambda meeting: [city.slug for city in meeting.hosts.all()]),
        Column("programme", TEXT, pgettext_lazy("meeting", "Programme"), lambda meeting: meeting.programme),
        Column("materials", TEXTS, _("Public materials"),
               lambda meeting: [material.title for material in meeting.shown_materials]),
        Column("sample", BOOLEAN, _("Sample data"), lambda meeting: meeting.is_sample, SAMPLE_NOTE),
    ),
    key="id",
    lookup="pk",
)  # fmt: skip

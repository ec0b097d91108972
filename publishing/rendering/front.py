"""What a printed document says of itself: whose it is, where it lies on the map, how to cite it, what is in it."""

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.charts.poland import City, Poland, poland
from core.text import is_polish, nbsp
from documents.models import Version
from documents.rendering import FieldReading, Reading, SectionReading

#: Parts whose rows are cards with a heading of their own; the contents name them.
CARDS = frozenset({"action", "barrier", "recommendation", "good_practice"})
#: More cards than this would make the contents longer than a chapter.
MOST_CARDS = 150
#: Where documents of each kind lie. Said here, because asking Django would load every page of the portal: 60 MB and 3 s
#: that a worker has no use for.
ADDRESSES = {"mid": "/mid/", "pu": "/plany-ulepszen/"}
CREATIVE_COMMONS = "https://creativecommons.org/licenses/by/4.0/deed"


@dataclass(frozen=True)
class Entry:
    """A line of the contents; `below` are the cards of a chapter."""

    anchor: str
    title: str
    number: str = ""
    lang: str = ""
    below: tuple["Entry", ...] = ()


def contents_of(reading: Reading) -> list[Entry]:
    """The chapters with their cards."""
    cards = sum(len(part.rows) for section in reading.sections for part in section.parts if part.key in CARDS)
    return [_chapter(section, with_cards=cards <= MOST_CARDS) for section in reading.sections]


def _chapter(section: SectionReading, *, with_cards: bool) -> Entry:
    rows = [row for part in section.parts if with_cards and part.key in CARDS for row in part.rows]
    return Entry(
        anchor=section.anchor,
        title=section.title,
        number=f"{section.number}.",
        below=tuple(Entry(row.anchor, row.title, row.code, row.lang) for row in rows),
    )


def without_english(reading: Reading) -> tuple[Reading, list[FieldReading]]:
    """The document without its texts in English, and those texts: they get a page of their own."""
    english = [
        field
        for section in reading.sections
        for part in section.parts
        for row in part.rows
        for field in row.fields
        if field.name.endswith("_en") and not field.is_blank
    ]
    return (_without(reading, {id(field) for field in english}) if english else reading), english


def _without(reading: Reading, gone: set[int]) -> Reading:
    sections = []
    for section in reading.sections:
        parts = []
        for part in section.parts:
            rows = tuple(
                replace(row, fields=tuple(field for field in row.fields if id(field) not in gone)) for row in part.rows
            )
            parts.append(replace(part, rows=rows))
        sections.append(replace(section, parts=tuple(parts)))
    return replace(reading, sections=tuple(sections))


def address_of(version: Version) -> str:
    """The permanent address of the document, in the active language."""
    prefix = "" if is_polish() else "/en"
    return f"{settings.PORTAL_ADDRESS}{prefix}{ADDRESSES[version.content['kind']]}{version.content['slug']}/"


def citation_of(version: Version, reading: Reading, author: str, edition: str) -> dict[str, str]:
    """The parts of a citation; the title is set apart by the template."""
    year = timezone.localtime(version.created_at).year
    tail = ", ".join(part for part in (reading.label, edition) if part)
    return {
        "author": author,
        "title": reading.title,
        "rest": nbsp(f"{tail}, {pgettext('citation', 'version')} {version.number}, {year}"),
    }


def map_of(facts: dict[str, Any], author: str) -> SafeString:
    """Where the city, or each city of the network, lies; an empty text where the snapshot does not know."""
    network = facts.get("network") or {}
    cities = [one for one in [facts.get("city"), *(facts.get("cities") or [])] if one and one.get("latitude")]
    if not cities:
        return SafeString("")
    return poland(
        Poland(
            id="map-place",
            title=_("Map: %(name)s") % {"name": author},
            description=_describe(cities),
            cities=tuple(
                # A lone city is named below the map, in letters that can be read on paper.
                City(
                    name=one["name"] if len(cities) > 1 else "",
                    label=one["name"],
                    lat=one["latitude"],
                    lon=one["longitude"],
                    shape=network.get("shape", ""),
                    colour=network.get("colour") or "#12355b",
                )
                for one in cities
            ),
            highlight=frozenset(one["teryt"][:2] for one in cities if one.get("teryt"))
            if len(cities) == 1
            else frozenset(),
        )
    )


def _describe(cities: list[dict[str, Any]]) -> str:
    if len(cities) == 1:
        return _("%(city)s on the map of Poland, voivodeship: %(voivodeship)s.") % {
            "city": cities[0]["name"],
            "voivodeship": cities[0].get("voivodeship") or "–",
        }
    named = "; ".join(f"{one['name']} ({one.get('voivodeship') or '–'})" for one in cities)
    counted = ngettext("%(count)d city on the map of Poland", "%(count)d cities on the map of Poland", len(cities))
    return f"{counted % {'count': len(cities)}}: {named}."

"""Maps of cities: their networks as shapes, their pages as links, voivodeships as links that narrow a list."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from catalogue.queries import Look, Place, look_of
from core.charts.poland import City as Point
from core.charts.poland import Poland, Region, poland
from core.text import is_polish
from networks.models import ThematicNetwork

UNKNOWN_COLOUR = "#505a64"
#: maps that each process keeps
MOST = 16


def map_of(places: tuple[Place, ...], networks: Iterable[ThematicNetwork]) -> SafeString:
    """The map of Poland with participating cities as links to their pages. Kept by what it shows."""
    looks = (look_of(network) for network in networks)
    return _map_of(places, tuple(look for look in looks if look), get_language() or "")


@lru_cache(maxsize=MOST)
def _map_of(places: tuple[Place, ...], networks: tuple[Look, ...], _language: str) -> SafeString:
    return poland(
        Poland(
            id="mapa",
            title=_("Map of participating cities"),
            description=_("The same cities are in the table on this page."),
            cities=tuple(_point(place) for place in places),
            legend=legend_of(networks),
        )
    )


def map_of_cities(places: tuple[Place, ...], regions: tuple[Region, ...]) -> SafeString:
    """The map of listed cities, each with the shape of its newest network, on voivodeships that can be chosen."""
    return _map_of_cities(places, regions, get_language() or "")


@lru_cache(maxsize=MOST)
def _map_of_cities(places: tuple[Place, ...], regions: tuple[Region, ...], _language: str) -> SafeString:
    networks = {place.network for place in places if place.network}
    return poland(
        Poland(
            id="mapa",
            title=_("Map of participating cities"),
            description=_("The same cities are in the list beside the map."),
            cities=tuple(_point(place) for place in places),
            legend=legend_of(sorted(networks, key=lambda one: (one.edition_id, one.position))),
            regions=regions,
        )
    )


def map_of_place(places: Sequence[Any], network: Look, city: str) -> SafeString:
    """A small map of a network's cities with one of them marked. `places` are those of `catalogue.queries.peers`."""
    points = tuple(
        Point(
            name=one.name if one.slug == city else "",
            lat=one.latitude,
            lon=one.longitude,
            shape=network.shape,
            colour=network.colour,
            href=reverse("city", args=[one.slug]),
            label=one.name,
            is_chosen=one.slug == city,
        )
        for one in places
    )
    title = _("Cities of the network on the map")
    return poland(Poland("miejsce", title, _("The same cities are in the table on this page."), points))


def region_of(code: str, name: str, count: int, href: str, *, is_chosen: bool) -> Region:
    """A voivodeship on the map; its link says its name and how many cities it has."""
    cities = ngettext("%(count)d city", "%(count)d cities", count) % {"count": count}
    return Region(code, href, f"{name}: {cities}", count, is_chosen)


def legend_of(networks: Iterable[Look]) -> tuple[tuple[str, str, str], ...]:
    return tuple((network.shape, network.colour, name_of(network)) for network in networks)


def name_of(network: Look) -> str:
    return network.name if is_polish() else network.name_en or network.name


def _point(place: Place) -> Point:
    network = place.network
    return Point(
        name=place.name,
        lat=place.latitude,
        lon=place.longitude,
        shape=network.shape if network else "",
        colour=network.colour if network else UNKNOWN_COLOUR,
        href=reverse("city", args=[place.slug]),
        label=f"{place.name}, {name_of(network) if network else _('assignment unknown')}",
    )

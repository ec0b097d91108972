"""Maps of cities: their networks as shapes, their pages as links, voivodeships as links that narrow a list."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.charts.poland import City as Point
from core.charts.poland import Poland, Region, poland
from core.text import is_polish
from networks.models import Participation, ThematicNetwork

UNKNOWN_COLOUR = "#505a64"


def map_of(participations: Iterable[Participation], networks: Sequence[ThematicNetwork]) -> SafeString:
    """The map of Poland with participating cities as links to their pages."""
    looks = {network.pk: network for network in networks}
    points = tuple(_point(one.city, looks.get(one.network_id or 0)) for one in participations)
    return poland(
        Poland(
            id="mapa",
            title=_("Map of participating cities"),
            description=_("The same cities are in the table on this page."),
            cities=points,
            legend=legend_of(networks),
        )
    )


def map_of_cities(cities: Sequence[Any], regions: Iterable[Region]) -> SafeString:
    """The map of listed cities, each with the shape of its newest network, on voivodeships that can be chosen."""
    newest = [(city, city.history[0].network if city.history else None) for city in cities]
    networks = {network.pk: network for _city, network in newest if network}
    return poland(
        Poland(
            id="mapa",
            title=_("Map of participating cities"),
            description=_("The same cities are in the list beside the map."),
            cities=tuple(_point(city, network) for city, network in newest),
            legend=legend_of(sorted(networks.values(), key=lambda one: (one.edition_id, one.position))),
            regions=tuple(regions),
        )
    )


def map_of_place(places: Sequence[Any], network: ThematicNetwork, city: str) -> SafeString:
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


def legend_of(networks: Iterable[ThematicNetwork]) -> tuple[tuple[str, str, str], ...]:
    return tuple((network.shape, network.colour, name_of(network)) for network in networks)


def name_of(network: ThematicNetwork) -> str:
    return network.name if is_polish() else network.name_en or network.name


def _point(city: Any, network: ThematicNetwork | None) -> Point:
    return Point(
        name=city.name,
        lat=city.latitude,
        lon=city.longitude,
        shape=network.shape if network else "",
        colour=network.colour if network else UNKNOWN_COLOUR,
        href=reverse("city", args=[city.slug]),
        label=f"{city.name}, {name_of(network) if network else _('assignment unknown')}",
    )

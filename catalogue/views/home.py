"""The home page: what the programme is, its map, the newest plans."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogue.queries import cards, networks, newest_edition_with_cities, places_of, recommendations
from catalogue.rendering.maps import map_of
from catalogue.views.caching import public_page

NEWEST = 6


@require_safe
@public_page
def home(request: HttpRequest) -> HttpResponse:
    edition = newest_edition_with_cities()
    cities = places_of(edition) if edition else ()
    shown_networks = [network for network in networks() if edition and network.edition_id == edition.pk]
    newest = list(cards("mid")[:NEWEST])
    context = {
        "edition": edition,
        "participations": cities,
        "networks": shown_networks,
        "map": map_of(cities, shown_networks),
        "newest": newest,
        "plan_count": sum(network.plan_count for network in shown_networks),
        "improvement_plans": list(cards("pu")),
        "recommendation_count": recommendations().count(),
    }
    return render(request, "catalogue/home.html", context)

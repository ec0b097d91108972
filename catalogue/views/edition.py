"""An edition's page: its years, networks, cities and milestones."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalogue.queries import editions, networks, places_of
from catalogue.rendering.maps import map_of
from catalogue.views.caching import public_page


@require_safe
@public_page
def edition(request: HttpRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(editions(), slug=slug)
    cities = places_of(shown)
    own_networks = list(networks().filter(edition=shown))
    context = {
        "edition": shown,
        "networks": own_networks,
        "participations": cities,
        "map": map_of(cities, own_networks) if cities else "",
        "milestones": list(shown.milestones.all()),
        "others": [one for one in editions() if one.pk != shown.pk],
    }
    return render(request, "catalogue/edition.html", context)

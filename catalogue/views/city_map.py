"""The map of cities with its list: the same filters as the list of cities, voivodeships chosen on the map itself."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalogue.forms import CityFilter
from catalogue.queries import listed_cities, on_the_map
from catalogue.rendering.maps import map_of_cities, region_of
from catalogue.views.caching import public_page
from catalogue.views.lists import respond
from core.charts.poland import Region

VOIVODESHIP = "voivodeship"


@require_safe
@public_page
def city_map(request: HttpRequest) -> HttpResponse:
    filters = CityFilter(request.GET or None, queryset=listed_cities())
    by_name = on_the_map(filters.rows)
    names = dict(filters.filters[VOIVODESHIP].extra["choices"])
    order = {name: number for number, name in enumerate(names.values())}
    grouped = groupby(sorted(by_name, key=lambda city: order[city.voivodeship]), key=lambda city: city.voivodeship)
    context = {
        "form": filters.form,
        "filters": filters,
        "chosen": filters.chosen(),
        "count": len(by_name),
        "map": map_of_cities(by_name, _regions(filters, names)),
        "groups": tuple((voivodeship, tuple(group)) for voivodeship, group in grouped),
        "list_query": filters.query(),
    }
    return respond(request, "catalogue/city_map.html", context, len(by_name), part="listing")


def _regions(filters: CityFilter, names: dict[str, str]) -> tuple[Region, ...]:
    """Every voivodeship as a link that chooses it alone, or, when it is chosen, takes it off."""
    chosen: list[str] = filters.values.get(VOIVODESHIP) or []
    counts = filters.counts.get(VOIVODESHIP, {})
    return tuple(
        region_of(code, name, counts.get(code, 0), _address(filters, code, code in chosen), is_chosen=code in chosen)
        for code, name in names.items()
    )


def _address(filters: CityFilter, code: str, is_chosen: bool) -> str:
    changes: dict[str, Any] = {"without": (VOIVODESHIP, code)} if is_chosen else {"only": (VOIVODESHIP, code)}
    query = filters.query(**changes)
    return reverse("city_map") + (f"?{query}" if query else "")

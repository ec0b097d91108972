"""A barrier with the cities that met it, what is recommended against it, and what became of that."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogue.queries import chain_of_barrier
from catalogue.queries.harvest import public_harvest
from catalogue.rendering import read_barrier
from catalogue.views.caching import public_page
from catalogue.views.chain_frame import around, find


@require_safe
@public_page
def barrier(request: HttpRequest, code: str) -> HttpResponse:
    found = find(request, "barrier", code)
    if isinstance(found, HttpResponse):
        return found
    chain = chain_of_barrier(found.shown)
    harvest, cities = public_harvest(found.shown, [city.slug for city in chain.cities])
    context = {
        **around(found),
        "barrier": found.shown,
        "texts": read_barrier(found.shown),
        "chain": chain,
        "harvest": harvest,
        "quiet": cities.others,
    }
    return render(request, "catalogue/barrier.html", context)

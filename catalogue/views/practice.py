"""A good practice, the recommendations that it supports, and the cities that used it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogue.queries import chain_of_practice
from catalogue.rendering import read_practice
from catalogue.views.caching import public_page
from catalogue.views.chain_frame import around, find


@require_safe
@public_page
def practice(request: HttpRequest, code: str) -> HttpResponse:
    found = find(request, "practice", code)
    if isinstance(found, HttpResponse):
        return found
    shown = found.shown
    context = {**around(found), "practice": shown, "texts": read_practice(shown), "chain": chain_of_practice(shown)}
    return render(request, "catalogue/practice.html", context)

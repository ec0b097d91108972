"""A city's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalogue.queries import cities


@require_safe
def city(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "catalogue/city.html", {"city": get_object_or_404(cities(), slug=slug)})

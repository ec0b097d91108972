"""The map of the site for people."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogue.queries import editions, networks
from catalogue.views.caching import public_page


@public_page
@require_safe
def sitemap_page(request: HttpRequest) -> HttpResponse:
    return render(request, "catalogue/sitemap_page.html", {"networks": networks(), "editions": editions()})

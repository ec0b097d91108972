"""The list of all public addresses, for robots."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from catalogue.queries import addresses
from catalogue.views.caching import public_page

PAGES = (
    "home",
    "city_list",
    "network_list",
    "initiative_list",
    "plan_list",
    "recommendation_list",
    "practice_list",
    "data",
    "glossary",
    "sitemap_page",
    "accessibility",
    "privacy",
    "contact",
)


@require_safe
@public_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page in both languages; one query."""
    with translation.override("pl"):
        paths = [*(reverse(name) for name in PAGES), *addresses()]
    context = {"address": settings.PORTAL_ADDRESS, "paths": paths}
    return render(request, "catalogue/sitemap.xml", context, content_type="application/xml; charset=utf-8")

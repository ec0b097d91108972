"""The list of all public addresses, for robots."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from catalogue.queries.sitemap import sitemap_entries
from catalogue.views.caching import public_file

PAGES = (
    "home",
    "city_list",
    "city_map",
    "network_list",
    "initiative_list",
    "action_list",
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
@public_file
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page in both languages, with the moment of its last change."""
    with translation.override("pl"):
        entries = [*((reverse(name), "") for name in PAGES), *((path, _moment(at)) for path, at in sitemap_entries())]
    context = {"address": settings.PORTAL_ADDRESS, "entries": entries, "prefixes": ("", "/en")}
    return render(request, "catalogue/sitemap.xml", context, content_type="application/xml; charset=utf-8")


def _moment(at: datetime) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds")

"""Pages about the portal itself. The owner's data come from settings.PORTAL_OWNER."""

import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogue.queries import editions, networks


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "catalogue/accessibility.html", _owner())


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "catalogue/privacy.html", _owner())


@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """Whom to write to; `page` names the address that a problem is reported about."""
    page = request.GET.get("page", "")
    about = page if page.startswith("/") and not page.startswith("//") and len(page) <= 300 else ""
    return render(request, "catalogue/contact.html", {**_owner(), "about": about})


@require_safe
def sitemap_page(request: HttpRequest) -> HttpResponse:
    return render(request, "catalogue/sitemap_page.html", {"networks": networks(), "editions": editions()})


def _owner() -> dict[str, Any]:
    owner = dict(settings.PORTAL_OWNER)
    for name in ("published", "updated", "declared", "reviewed"):
        owner[name] = datetime.date.fromisoformat(owner[name]) if owner.get(name) else None
    return {"owner": owner, "address": settings.PORTAL_ADDRESS}

"""Whom to write to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogue.views.caching import public_page
from catalogue.views.owner import owner_context

LONGEST_PATH = 300


@require_safe
@public_page
def contact(request: HttpRequest) -> HttpResponse:
    """`page` names the address, inside the portal, that a problem is reported about."""
    page = request.GET.get("page", "")
    about = page if page.startswith("/") and not page.startswith("//") and len(page) <= LONGEST_PATH else ""
    return render(request, "catalogue/contact.html", {**owner_context(), "about": about})

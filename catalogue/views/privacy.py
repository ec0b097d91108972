"""What the portal keeps about people."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogue.views.caching import public_page
from catalogue.views.owner import owner_context


@public_page
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "catalogue/privacy.html", owner_context())

"""The accessibility statement."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogue.views.caching import public_page
from catalogue.views.owner import owner_context


@public_page
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "catalogue/accessibility.html", owner_context())

"""The accessibility statement."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogue.views.owner import owner_context


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "catalogue/accessibility.html", owner_context())

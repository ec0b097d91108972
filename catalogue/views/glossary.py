"""The glossary of the programme."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogue.rendering.glossary import terms
from catalogue.views.caching import public_page


@public_page
@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    return render(request, "catalogue/glossary.html", {"terms": terms()})

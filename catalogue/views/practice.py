"""A good practice."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalogue.queries import practices
from catalogue.rendering import read_practice
from catalogue.views.caching import public_page
from catalogue.views.withdrawn import withdrawn_page


@require_safe
@public_page
def practice(request: HttpRequest, code: str) -> HttpResponse:
    shown = get_object_or_404(practices(withdrawn=True).defer(None), code=code.upper())
    if shown.publication.withdrawn_at:
        return withdrawn_page(request, shown.publication)
    context = {"practice": shown, "network": shown.publication.network, "texts": read_practice(shown)}
    return render(request, "catalogue/practice.html", context)

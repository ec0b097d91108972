"""A recommendation with its whole chain: from the barriers that it removes to what its addressees do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogue.queries import chain_of_recommendation, helped_counts
from catalogue.rendering import read_recommendation
from catalogue.views.caching import public_page
from catalogue.views.chain_frame import around, find


@require_safe
@public_page
def recommendation(request: HttpRequest, code: str) -> HttpResponse:
    found = find(request, "recommendation", code)
    if isinstance(found, HttpResponse):
        return found
    shown = found.shown
    context = {
        **around(found),
        "recommendation": shown,
        "texts": read_recommendation(shown),
        "chain": chain_of_recommendation(shown),
        "others": [one for one in shown.institutions.all() if one.pk != shown.lead_institution_id],
        "helped": helped_counts(shown),
    }
    return render(request, "catalogue/recommendation.html", context)

"""A recommendation with its public fate."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalogue.queries import barrier_counts, helped_counts, recommendations, responses_of
from catalogue.rendering import read_recommendation
from catalogue.views.caching import public_page
from catalogue.views.withdrawn import withdrawn_page


@require_safe
@public_page
def recommendation(request: HttpRequest, code: str) -> HttpResponse:
    rows = recommendations(withdrawn=True).prefetch_related("institutions").defer(None)
    shown = get_object_or_404(rows, code=code.upper())
    if shown.publication.withdrawn_at:
        return withdrawn_page(request, shown.publication)
    counts = barrier_counts([barrier["code"] for barrier in shown.content["barriers"]])
    context = {
        "recommendation": shown,
        "network": shown.publication.network,
        "texts": read_recommendation(shown),
        "barriers": [{**barrier, "cities": counts[barrier["code"]]} for barrier in shown.content["barriers"]],
        "others": [one for one in shown.institutions.all() if one.pk != shown.lead_institution_id],
        "responses": list(responses_of(shown)),
        "helped": helped_counts(shown),
    }
    return render(request, "catalogue/recommendation.html", context)

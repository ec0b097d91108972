"""“Data and API”: what there is, how to open it, on what terms."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from catalogue.exchange.datasets import DATASETS
from catalogue.exchange.licence import LICENCE
from catalogue.queries.data import data_span
from catalogue.views.caching import public_page

#: examples that people may follow: (what is asked, table, query)
EXAMPLES = (
    (_("Plans of the Green City network"), "initiatives", "network=zielona&indent=2"),
    (_("The first ten investments of all plans"), "actions", "kind=investment&page_size=10&indent=2"),
    (_("Recommendations that nobody has answered yet"), "recommendations", "status=new&indent=2"),
)


@public_page
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    context = {
        "datasets": DATASETS,
        "licence": LICENCE,
        "modified": data_span()[1],
        "address": settings.PORTAL_ADDRESS,
        "examples": [{"words": words, "path": f"{reverse(f'api_{name}')}?{query}"} for words, name, query in EXAMPLES],
        "requests": settings.PORTAL_API_REQUESTS,
    }
    return render(request, "catalogue/data.html", context)

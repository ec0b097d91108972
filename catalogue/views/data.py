"""“Data and API”: what there is, how to open it, on what terms."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogue.exchange.datasets import DATASETS
from catalogue.exchange.licence import LICENCE
from catalogue.exchange.tables import BY_NAME
from catalogue.queries.data import data_span
from catalogue.views.caching import public_page

#: filters of which people are shown an example: (table, query)
EXAMPLES = (
    ("initiatives", "network=zielona&indent=2"),
    ("actions", "kind=investment&page_size=10&indent=2"),
    ("recommendations", "status=new&indent=2"),
)


@public_page
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    modified = data_span()[1]
    context = {
        "datasets": DATASETS,
        "licence": LICENCE,
        "modified": modified,
        "address": settings.PORTAL_ADDRESS,
        "examples": [(BY_NAME[name], query) for name, query in EXAMPLES],
        "requests": settings.PORTAL_API_REQUESTS,
        "files": settings.PORTAL_FILE_REQUESTS,
    }
    return render(request, "catalogue/data.html", context)

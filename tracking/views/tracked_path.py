"""GET /praca/rekomendacje/sciezki/: from barriers to the status, for the view that the address asks for."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from catalogue.views.lists import respond
from tracking.queries import links
from tracking.rendering import paths_of, steps
from tracking.views.frame import around, filters_of

#: barriers on a page
PAGE_LENGTH = 10


@require_safe
@login_required
def tracked_path(request: SignedInRequest) -> HttpResponse:
    filters = filters_of(request)
    found = links(filters.rows)
    page = Paginator(steps(found, set(filters.values.get("barrier") or ())), PAGE_LENGTH).get_page(
        request.GET.get("page")
    )
    paths = paths_of(list(page.object_list), set(filters.own))
    context = {**around(request, filters, "path"), "page": page, "paths": paths, "count": len(found)}
    return respond(request, "tracking/tracked_path.html", context, len(found), part="listing")

"""GET /praca/rekomendacje/macierz/: barriers by recommendations of the view that the address asks for."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from catalogue.views.lists import respond
from tracking.queries import links
from tracking.rendering import matrix_of, pieces
from tracking.views.frame import around, filters_of


@require_safe
@login_required
def tracked_matrix(request: SignedInRequest) -> HttpResponse:
    """One plan to a page."""
    filters = filters_of(request)
    found = links(filters.rows)
    page = Paginator(pieces(found), 1).get_page(request.GET.get("page"))
    only = set(filters.values.get("barrier") or ())
    matrix = matrix_of(page.object_list[0], only) if found else None
    context = {**around(request, filters, "matrix"), "page": page, "matrix": matrix, "count": len(found)}
    return respond(request, "tracking/tracked_matrix.html", context, len(found), part="listing")

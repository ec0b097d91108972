"""GET /praca/rekomendacje/: recommendations of published plans, for those who work with them; filters are links."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from catalogue.views.lists import list_page
from tracking.rendering import card, list_row, table_row
from tracking.views.frame import around, filters_of


@require_safe
@login_required
def tracked_list(request: SignedInRequest) -> HttpResponse:
    filters = filters_of(request)
    look = "cards" if filters.beside() else "table"
    page = filters.page(request.GET.get("page"))
    rows = [list_row(one, set(filters.own)) for one in page.object_list]
    extra = {**around(request, filters, look), "rows": rows, "look": look}
    extra["drawn"] = [card(row) if look == "cards" else table_row(row) for row in rows]
    return list_page(request, "tracking/tracked_list.html", filters, extra)

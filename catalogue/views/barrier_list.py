"""The list of barriers."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from catalogue.forms import BarrierFilter
from catalogue.queries import listed_barriers
from catalogue.views.caching import public_page
from catalogue.views.lists import list_page


@require_safe
@public_page
def barrier_list(request: HttpRequest) -> HttpResponse:
    filters = BarrierFilter(request.GET or None, queryset=listed_barriers())
    return list_page(request, "catalogue/barrier_list.html", filters)

"""The list of published MIDs."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from catalogue.forms import PublicationFilter
from catalogue.queries import published
from catalogue.views.caching import public_page
from catalogue.views.lists import list_page


@require_safe
@public_page
def initiative_list(request: HttpRequest) -> HttpResponse:
    filters = PublicationFilter(request.GET or None, queryset=published("mid"))
    return list_page(request, "catalogue/initiative_list.html", filters)

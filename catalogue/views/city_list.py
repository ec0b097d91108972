"""The list of cities."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from catalogue.forms import CityFilter
from catalogue.queries import listed_cities
from catalogue.views.caching import public_page
from catalogue.views.lists import list_page


@require_safe
@public_page
def city_list(request: HttpRequest) -> HttpResponse:
    return list_page(request, "catalogue/city_list.html", CityFilter(request.GET or None, queryset=listed_cities()))

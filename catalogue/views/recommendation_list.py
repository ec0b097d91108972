"""The list of recommendations."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from catalogue.forms import RecommendationFilter
from catalogue.queries import listed_recommendations
from catalogue.views.caching import public_page
from catalogue.views.lists import list_page


@require_safe
@public_page
def recommendation_list(request: HttpRequest) -> HttpResponse:
    filters = RecommendationFilter(request.GET or None, queryset=listed_recommendations().order_by("code"))
    return list_page(request, "catalogue/recommendation_list.html", filters)

"""The list of published Improvement Plans."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from catalogue.forms import PlanFilter
from catalogue.queries import cards
from catalogue.views.caching import public_page
from catalogue.views.lists import list_page


@require_safe
@public_page
def plan_list(request: HttpRequest) -> HttpResponse:
    filters = PlanFilter(request.GET or None, queryset=cards("pu"))
    return list_page(request, "catalogue/plan_list.html", filters)

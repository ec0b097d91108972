"""The list of cities, and a city's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalogue.forms import CityFilter
from catalogue.queries import cities
from catalogue.views.lists import list_page


@require_safe
def city_list(request: HttpRequest) -> HttpResponse:
    return list_page(request, "catalogue/city_list.html", CityFilter(request.GET or None, queryset=cities()))


@require_safe
def city(request: HttpRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(cities(), slug=slug)
    plans = {plan.network_id: plan for plan in shown.shown_plans}
    context = {"city": shown, "history": [(one, plans.get(one.network_id)) for one in shown.history]}
    return render(request, "catalogue/city.html", context)

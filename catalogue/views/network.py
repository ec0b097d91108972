"""A network's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalogue.queries import networks, participations_of, public_contacts, public_meetings, published
from catalogue.rendering.maps import map_of
from catalogue.views.caching import public_page


@require_safe
@public_page
def network(request: HttpRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(networks(), slug=slug)
    cities = list(participations_of(shown.edition).filter(network=shown))
    plans = list(published("mid").filter(network=shown))
    by_city = {plan.city_id: plan for plan in plans}
    context = {
        "network": shown,
        "map": map_of(cities, [shown]),
        "cities": [(one, by_city.get(one.city_id)) for one in cities],
        "plans": plans,
        "improvement_plan": published("pu").filter(network=shown).first(),
        "meetings": list(public_meetings(shown)),
        "contacts": list(public_contacts(shown)),
    }
    return render(request, "catalogue/network.html", context)

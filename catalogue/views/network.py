"""A network's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalogue.queries import cards, networks, places_of, public_contacts, public_meetings
from catalogue.rendering.maps import map_of
from catalogue.views.caching import public_page


@require_safe
@public_page
def network(request: HttpRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(networks(), slug=slug)
    cities = places_of(shown.edition, shown)
    documents = list(cards().filter(network=shown))
    plans = [one for one in documents if one.kind == "mid"]
    titles = {plan.city_id: (plan.slug, plan.title) for plan in plans}
    context = {
        "network": shown,
        "map": map_of(cities, [shown]),
        "cities": tuple((one, titles.get(one.city)) for one in cities),
        "plans": plans,
        "improvement_plan": next((one for one in documents if one.kind == "pu"), None),
        "meetings": list(public_meetings(shown)),
        "contacts": list(public_contacts(shown)),
    }
    return render(request, "catalogue/network.html", context)

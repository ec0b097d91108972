"""A city's page: its plan and actions, its place in the network, similar cities."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalogue.queries import actions_of, cities, like_plan, look_of, peers, similar_cities
from catalogue.rendering.places import neighbours_of, place_of
from catalogue.views.caching import public_page


@require_safe
@public_page
def city(request: HttpRequest, slug: str) -> HttpResponse:
    shown: Any = get_object_or_404(cities(), slug=slug)
    newest = shown.history[0]
    plan = shown.shown_plans[0] if shown.shown_plans else None
    look = look_of(newest.network)
    others = peers(newest.edition_id)
    similar = similar_cities(shown, others, like_plan(plan.pk) if plan else [])
    context = {
        "city": shown,
        "place": place_of(slug, look, others) if look else None,
        "similar": neighbours_of(similar, plan.slug if plan else ""),
        "plan": plan,
        "actions": list(actions_of(plan.pk)) if plan else [],
    }
    return render(request, "catalogue/city.html", context)

"""GET /praca/miasta/<slug>/: what is known about a city and from where."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from cities.permissions import check_can_manage_cities
from cities.queries import cities_managed_by


@require_safe
@login_required
def city_facts(request: SignedInRequest, slug: str) -> HttpResponse:
    check_can_manage_cities(request.user)
    return render(request, "cities/facts.html", {"city": get_object_or_404(cities_managed_by(request.user), slug=slug)})

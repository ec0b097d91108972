"""GET /praca/miasta/: the list of cities."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from cities.permissions import check_can_manage_cities
from cities.queries import cities_managed_by

PAGE_SIZE = 100


@require_safe
@login_required
def city_register(request: SignedInRequest) -> HttpResponse:
    check_can_manage_cities(request.user)
    page = Paginator(cities_managed_by(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "cities/register.html", {"page": page})

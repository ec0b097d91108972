"""GET and POST /praca/miasta/<slug>/zmien/: change the facts about a city."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from cities.forms import CityForm
from cities.permissions import check_can_manage_cities
from cities.queries import cities_managed_by
from cities.services import update_city


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def city_change(request: SignedInRequest, slug: str) -> HttpResponse:
    check_can_manage_cities(request.user)
    city = get_object_or_404(cities_managed_by(request.user), slug=slug)
    context = {"city": city, "title": _("Change the city"), "back": reverse("city_facts", args=[slug])}
    form = CityForm(request.POST if request.method == "POST" else None, instance=city)
    if form.is_valid():
        update_city(by=request.user, city=city, values=form.cleaned_data)
        messages.success(request, _("The city is saved."))
        return redirect("city_facts", slug)
    return render(request, "cities/form.html", {**context, "form": form}, status=422 if form.errors else 200)

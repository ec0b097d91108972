"""GET and POST /praca/miasta/<slug>/ludnosc/: a count of inhabitants."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from cities.forms import PopulationForm
from cities.permissions import check_can_manage_cities
from cities.queries import cities_managed_by
from cities.services import set_population


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def city_population(request: SignedInRequest, slug: str) -> HttpResponse:
    check_can_manage_cities(request.user)
    city = get_object_or_404(cities_managed_by(request.user), slug=slug)
    form = PopulationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        set_population(by=request.user, city=city, **form.cleaned_data)
        messages.success(request, _("The population is saved."))
        return redirect("city_facts", slug)
    back = reverse("city_facts", args=[slug])
    context = {"form": form, "city": city, "title": _("Add a population figure"), "back": back}
    return render(request, "cities/form.html", context, status=422 if form.errors else 200)

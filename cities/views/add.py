"""GET and POST /praca/miasta/dodaj/: a new city."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from cities.forms import CityAddForm
from cities.permissions import check_can_manage_cities
from cities.services import create_city
from core.exceptions import InvalidInput


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def city_add(request: SignedInRequest) -> HttpResponse:
    check_can_manage_cities(request.user)
    form = CityAddForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            city = create_city(by=request.user, **form.cleaned_data)
        except InvalidInput as refusal:
            form.add_error("teryt", str(refusal))
        else:
            messages.success(request, _("The city is saved."))
            return redirect("city_facts", city.slug)
    context = {"form": form, "title": _("New city"), "back": reverse("city_register")}
    return render(request, "cities/form.html", context, status=422 if form.errors else 200)

"""The list of networks by edition."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogue.queries import networks
from catalogue.views.caching import public_page


@require_safe
@public_page
def network_list(request: HttpRequest) -> HttpResponse:
    by_edition = [(edition, list(group)) for edition, group in groupby(networks(), key=lambda one: one.edition)]
    return render(request, "catalogue/network_list.html", {"editions": by_edition})

"""GET /praca/organizacje/: the shared directory of organisations, and where each is used."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cities.models import Organisation
from cities.permissions import check_can_manage_organisations
from initiatives.forms.organisations import DirectoryFilterForm
from initiatives.queries.organisations import Use, organisations_found, uses_of_organisations

PAGE_SIZE = 50
PLANS_NAMED = 3


@require_safe
@login_required
def organisation_list(request: HttpRequest) -> HttpResponse:
    check_can_manage_organisations(request.user)
    form = DirectoryFilterForm(request.GET)
    found = organisations_found(request.user, **form.chosen)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    uses = uses_of_organisations()
    entries = [_entry(organisation, uses.get(organisation.pk, [])) for organisation in page.object_list]
    context = {"filter_form": form, "page": page, "entries": entries}
    return render(request, "initiatives/organisations/list.html", context)


def _entry(organisation: Organisation, uses: list[Use]) -> dict[str, Any]:
    rest = len(uses) - PLANS_NAMED
    return {"organisation": organisation, "uses": uses[:PLANS_NAMED], "rest": max(0, rest)}

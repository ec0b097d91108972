"""GET and POST /praca/organizacje/dodaj/: adds an organisation to the directory."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from cities.permissions import check_can_manage_organisations
from cities.services import create_organisation
from core.exceptions import Refusal
from initiatives.forms.organisations import OrganisationForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def organisation_add(request: SignedInRequest) -> HttpResponse:
    check_can_manage_organisations(request.user)
    form = OrganisationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = create_organisation(by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("Added: %(name)s.") % {"name": made.name})
            return redirect("organisation_list")
    context = {"form": form, "title": _("Add an organisation")}
    return render(request, "initiatives/organisations/form.html", context, status=422 if form.errors else 200)

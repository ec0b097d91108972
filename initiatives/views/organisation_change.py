"""GET and POST /praca/organizacje/<id>/: renames an organisation or moves it to another city."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from cities.permissions import check_can_manage_organisations
from cities.queries import organisations_managed_by
from cities.services import change_organisation
from core.exceptions import Refusal
from initiatives.forms.organisations import OrganisationForm
from initiatives.queries.organisations import uses_of_organisations


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def organisation_change(request: SignedInRequest, pk: int) -> HttpResponse:
    check_can_manage_organisations(request.user)
    organisation = get_object_or_404(organisations_managed_by(request.user).filter(merged_into=None), pk=pk)
    initial = {"name": organisation.name, "city": organisation.city_id}
    form = OrganisationForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            changed = change_organisation(by=request.user, organisation=organisation, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("Saved: %(name)s.") % {"name": changed.name})
            return redirect("organisation_list")
    context = {
        "form": form,
        "title": _("Change the organisation"),
        "organisation": organisation,
        "merged": organisation.merged.select_related("city"),
        "uses": uses_of_organisations().get(organisation.pk, []),
    }
    return render(request, "initiatives/organisations/form.html", context, status=422 if form.errors else 200)

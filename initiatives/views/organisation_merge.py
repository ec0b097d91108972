"""GET and POST /praca/organizacje/<id>/polacz/: lets one entry of the directory lead to another."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from cities.permissions import check_can_manage_organisations
from cities.queries import organisations_managed_by
from cities.services import merge_organisations
from core.exceptions import Refusal
from initiatives.forms.organisations import MergeForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def organisation_merge(request: SignedInRequest, pk: int) -> HttpResponse:
    check_can_manage_organisations(request.user)
    organisation = get_object_or_404(organisations_managed_by(request.user).filter(merged_into=None), pk=pk)
    form = MergeForm(request.POST if request.method == "POST" else None, doubled=organisation)
    if form.is_valid():
        try:
            kept = merge_organisations(by=request.user, doubled=organisation, kept=form.cleaned_data["kept"])
        except Refusal as refusal:
            form.add_error("kept", str(refusal))
        else:
            told = _("Merged: “%(name)s” leads to “%(kept)s” now.")
            messages.success(request, told % {"name": organisation.name, "kept": kept.name})
            return redirect("organisation_list")
    context = {"form": form, "title": _("Merge organisations"), "organisation": organisation, "is_merge": True}
    return render(request, "initiatives/organisations/form.html", context, status=422 if form.errors else 200)

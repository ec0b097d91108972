"""/praca/instytucje/dodaj/: a new addressee of recommendations."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from core.exceptions import InvalidInput
from improvement_plans.forms import InstitutionForm
from improvement_plans.permissions import check_can_coordinate
from improvement_plans.services import create_institution


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def institution_add(request: SignedInRequest) -> HttpResponse:
    check_can_coordinate(request.user)
    form = InstitutionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_institution(by=request.user, **form.cleaned_data)
        except InvalidInput as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("The institution has been added."))
            return redirect("institution", made.slug)
    return render(
        request, "improvement_plans/institution_add.html", {"form": form}, status=422 if form.is_bound else 200
    )

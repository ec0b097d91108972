"""/praca/instytucje/<slug>/osoby/dodaj/: let a person answer for an institution."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from core.exceptions import InvalidInput, WrongState
from improvement_plans.forms import MemberForm
from improvement_plans.models import Institution
from improvement_plans.permissions import check_can_coordinate
from improvement_plans.services import give_membership


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def member_add(request: SignedInRequest, slug: str) -> HttpResponse:
    check_can_coordinate(request.user)
    institution = get_object_or_404(Institution, slug=slug)
    form = MemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            give_membership(by=request.user, institution=institution, **form.cleaned_data)
        except (InvalidInput, WrongState) as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, _("This person can now answer for the institution."))
            return redirect("institution", slug)
    context = {"form": form, "institution": institution}
    return render(request, "improvement_plans/member_add.html", context, status=422 if form.is_bound else 200)

"""/praca/instytucje/<slug>/polacz/: let an institution be part of another, with its people and open answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from core.exceptions import Refusal
from improvement_plans.models import Institution
from improvement_plans.permissions import check_can_coordinate
from tracking.forms import MergeForm
from tracking.services import merge


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def institution_merge(request: SignedInRequest, slug: str) -> HttpResponse:
    check_can_coordinate(request.user)
    institution = get_object_or_404(Institution.objects.filter(merged_into=None), slug=slug)
    form = MergeForm(request.POST or None, institution=institution)
    if request.method == "POST" and form.is_valid():
        try:
            kept = merge(by=request.user, institution=institution, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            told = _("%(name)s is now part of %(kept)s. Its people and recommendations went along.")
            messages.success(request, told % {"name": institution.name, "kept": kept.name})
            return redirect("institution", kept.slug)
    context = {"institution": institution, "form": form}
    return render(request, "tracking/institution_merge.html", context, status=422 if form.errors else 200)

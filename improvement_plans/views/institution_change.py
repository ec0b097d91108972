"""/praca/instytucje/<slug>/zmien/: change an institution; a real renaming keeps the former name."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from core.exceptions import InvalidInput
from improvement_plans.forms import InstitutionChangeForm
from improvement_plans.models import Institution
from improvement_plans.permissions import check_can_coordinate
from improvement_plans.services import change_institution


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def institution_change(request: SignedInRequest, slug: str) -> HttpResponse:
    check_can_coordinate(request.user)
    institution = get_object_or_404(Institution, slug=slug)
    # The form writes into its own copy: the service must still see the present name.
    copy = Institution.objects.get(pk=institution.pk)
    form = InstitutionChangeForm(request.POST or None, instance=copy)
    if request.method == "POST" and form.is_valid():
        try:
            change_institution(by=request.user, institution=institution, **form.cleaned_data)
        except InvalidInput as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("The changes have been saved."))
            return redirect("institution", slug)
    context = {"form": form, "institution": institution}
    return render(request, "improvement_plans/institution_change.html", context, status=422 if form.is_bound else 200)

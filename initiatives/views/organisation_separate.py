"""POST /praca/organizacje/<id>/rozdziel/: undoes a merge."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.views.request import SignedInRequest
from cities.permissions import check_can_manage_organisations
from cities.queries import organisations_managed_by
from cities.services import separate_organisation


@require_POST
@login_required
def organisation_separate(request: SignedInRequest, pk: int) -> HttpResponse:
    check_can_manage_organisations(request.user)
    organisation = get_object_or_404(organisations_managed_by(request.user), pk=pk)
    separate_organisation(by=request.user, organisation=organisation)
    messages.success(request, _("“%(name)s” stands for itself again.") % {"name": organisation.name})
    return redirect("organisation_list")

"""GET /praca/program/: the editions."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from networks.permissions import check_can_manage_programme
from networks.queries import editions_managed_by


@require_safe
@login_required
def programme(request: SignedInRequest) -> HttpResponse:
    check_can_manage_programme(request.user)
    return render(request, "networks/programme.html", {"editions": editions_managed_by(request.user)})

"""The coordinator's list of everything that is planned, faulty, waiting to be published, public or withdrawn."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from catalogue.permissions import check_can_publish
from catalogue.queries.versions import failed_renderings, publishing_overview, schedules


@login_required
@require_safe
def publishing_list(request: SignedInRequest) -> HttpResponse:
    check_can_publish(request.user)
    context = {"schedules": schedules(), "failed": failed_renderings(), **publishing_overview()}
    return render(request, "catalogue/publishing_list.html", context)

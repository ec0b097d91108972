"""GET /praca/spotkania/: meetings that concern the signed-in person."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from networks.permissions import can_manage_programme
from networks.queries import editions_managed_by, meetings_visible_to

PAGE_SIZE = 30


@require_safe
@login_required
def meeting_list(request: SignedInRequest) -> HttpResponse:
    page = Paginator(meetings_visible_to(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "can_manage": can_manage_programme(request.user),
        "editions": editions_managed_by(request.user),
    }
    return render(request, "networks/meeting_list.html", context)

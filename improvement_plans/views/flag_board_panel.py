"""GET /praca/pu/<network>/zgloszenia/panel/: how many reports wait for the editors, for the workbench. A fragment."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from improvement_plans.queries import networks_harvesting, waiting_flags


@require_safe
@login_required
def flag_board_panel(request: SignedInRequest, slug: str) -> HttpResponse:
    network = get_object_or_404(networks_harvesting(request.user), slug=slug)
    context = {"network": network, "waiting": waiting_flags(request.user, network).count()}
    return render(request, "improvement_plans/flag_board_panel.html", context)

"""GET /praca/pu/<network>/zgloszenia/: what the cities of a network report, for the editors of its plan."""

from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from improvement_plans.permissions import can, check_can_settle
from improvement_plans.queries import barriers_of, flags_of_network, gone_flags, networks_harvesting
from improvement_plans.rendering.flags import group_flags


@require_safe
@login_required
def flag_board(request: SignedInRequest, slug: str) -> HttpResponse:
    network = get_object_or_404(networks_harvesting(request.user), slug=slug)
    flags = list(flags_of_network(request.user, network))
    waiting = [flag for flag in flags if flag.waits]
    barriers = list(barriers_of(network).annotate(pieces=Count("shown_by")))
    context = {
        "network": network,
        "barriers": barriers,
        "groups": group_flags(waiting, barriers),
        "waiting": len(waiting),
        "decided": [flag for flag in flags if not flag.waits],
        "gone": gone_flags(flags),
        "plan": getattr(network, "improvement_plan", None),
        "may_settle": can(check_can_settle, request.user, network),
    }
    return render(request, "improvement_plans/flag_board.html", context)

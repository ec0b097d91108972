"""GET /praca/pu/: every network with its plan, for coordinators."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from improvement_plans.permissions import check_can_coordinate
from improvement_plans.queries import networks_with_plans


@require_safe
@login_required
def plan_board(request: HttpRequest) -> HttpResponse:
    check_can_coordinate(request.user)
    return render(request, "improvement_plans/plan_board.html", {"networks": list(networks_with_plans())})

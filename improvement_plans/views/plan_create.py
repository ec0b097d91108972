"""POST /praca/pu/<network>/zacznij/: begin the network's plan."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.views.request import SignedInRequest
from improvement_plans.services import create_plan
from networks.models import ThematicNetwork


@require_POST
@login_required
def plan_create(request: SignedInRequest, slug: str) -> HttpResponse:
    network = get_object_or_404(ThematicNetwork, slug=slug)
    create_plan(by=request.user, network=network)
    messages.success(request, _("The plan has been started. Its editors can write it now."))
    return redirect("plan_board")

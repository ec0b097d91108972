"""GET /praca/pu/kody/<network>/: codes of the network's published plan, for a MID that refers to them. A fragment."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from improvement_plans.queries import public_barriers, public_practices
from networks.models import ThematicNetwork


@require_safe
@login_required
def plan_codes_panel(request: HttpRequest, slug: str) -> HttpResponse:
    network = get_object_or_404(ThematicNetwork, slug=slug)
    context = {
        "network": network,
        "barriers": list(public_barriers(network)),
        "practices": list(public_practices(network)),
    }
    return render(request, "improvement_plans/codes_panel.html", context)

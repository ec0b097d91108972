"""GET /praca/pu/<plan>/bariery/<barrier>/dowody/: what shows a barrier, as its reader may have it.

The workbench fetches its list by `hx-get`.
"""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from improvement_plans.permissions import can, check_can_settle
from improvement_plans.queries import cities_of, evidence_for
from improvement_plans.views.evidence_frame import find_barrier, frame


@require_safe
@login_required
def evidence_list(request: SignedInRequest, slug: str, barrier_id: UUID) -> HttpResponse:
    barrier = find_barrier(request, slug, barrier_id)
    context = {
        **frame(barrier),
        "harvest": evidence_for(request.user, [barrier])[barrier.pk],
        "cities": cities_of(request.user, [barrier])[barrier.pk],
    }
    context["may_settle"] = can(check_can_settle, request.user, context["network"])
    part = "#panel" if request.htmx else ""  # type: ignore[attr-defined]
    return render(request, f"improvement_plans/evidence_list.html{part}", context)

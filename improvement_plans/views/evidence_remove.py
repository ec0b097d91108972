"""POST /praca/pu/<plan>/bariery/<barrier>/dowody/<evidence>/usun/: take a passage or a meeting off a barrier."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.views.request import SignedInRequest
from improvement_plans.services import remove_evidence
from improvement_plans.views.evidence_frame import find_barrier


@require_POST
@login_required
def evidence_remove(request: SignedInRequest, slug: str, barrier_id: UUID, evidence_id: UUID) -> HttpResponse:
    barrier = find_barrier(request, slug, barrier_id)
    remove_evidence(by=request.user, evidence=get_object_or_404(barrier.shown_by, pk=evidence_id))
    messages.success(request, _("It no longer shows this barrier."))
    return redirect("evidence_list", slug, barrier_id)

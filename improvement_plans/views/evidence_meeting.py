"""/praca/pu/<plan>/bariery/<barrier>/dowody/spotkanie/: let a meeting of the network show a barrier."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from core.exceptions import Refusal
from improvement_plans.forms import MeetingEvidenceForm
from improvement_plans.permissions import check_can_settle
from improvement_plans.queries import meetings_for_evidence
from improvement_plans.services import add_meeting
from improvement_plans.views.evidence_frame import find_barrier, frame


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def evidence_meeting(request: SignedInRequest, slug: str, barrier_id: UUID) -> HttpResponse:
    barrier = find_barrier(request, slug, barrier_id)
    context = frame(barrier)
    check_can_settle(request.user, context["network"])
    form = MeetingEvidenceForm(request.POST or None, meetings=meetings_for_evidence(request.user, barrier))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                add_meeting(by=request.user, barrier=barrier, meeting=form.cleaned_data["meeting"])
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                status = refusal.status
            else:
                messages.success(request, _("The meeting now shows this barrier."))
                return redirect("evidence_list", slug, barrier_id)
    return render(request, "improvement_plans/evidence_meeting.html", {**context, "form": form}, status=status)

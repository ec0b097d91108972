"""/praca/pu/<network>/zgloszenia/polacz/?zgloszenie=: take one or more reports into a barrier of the plan."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from core.exceptions import Refusal
from improvement_plans.forms import MergeFlagsForm
from improvement_plans.forms.harvest import NEW_BARRIER
from improvement_plans.models import BarrierFlag
from improvement_plans.permissions import check_can_settle
from improvement_plans.policies import MOST_FLAGS
from improvement_plans.queries import barriers_of, flags_of_network, networks_harvesting, next_barrier_code
from improvement_plans.services import merge_flags
from networks.models import ThematicNetwork


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def flag_merge(request: SignedInRequest, slug: str) -> HttpResponse:
    network = get_object_or_404(networks_harvesting(request.user), slug=slug)
    check_can_settle(request.user, network)
    flags = _chosen(request, network)
    plan = getattr(network, "improvement_plan", None)
    if not flags or plan is None:
        missing = _("Choose at least one report.") if plan else _("The plan of this network has not been begun yet.")
        messages.warning(request, missing)
        return redirect("flag_board", slug)
    form = MergeFlagsForm(
        request.POST or None,
        barriers=barriers_of(network),
        plan=plan.document,
        next_code=next_barrier_code(network),
        initial={"barrier": request.GET.get("bariera", NEW_BARRIER)},
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                barrier = merge_flags(by=request.user, network=network, flags=flags, into=form.into())
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                status = refusal.status
            else:
                told = _("The reports are now part of %(barrier)s. Their cities have been told.")
                messages.success(request, told % {"barrier": barrier})
                return redirect("flag_board", slug)
    context = {"network": network, "flags": flags, "form": form}
    return render(request, "improvement_plans/flag_merge.html", context, status=status)


def _chosen(request: SignedInRequest, network: ThematicNetwork) -> list[BarrierFlag]:
    wanted = (request.POST if request.method == "POST" else request.GET).getlist("zgloszenie")[:MOST_FLAGS]
    return list(flags_of_network(request.user, network).filter(pk__in=[key for key in wanted if _is_id(key)]))


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True

"""/praca/pu/<network>/zgloszenia/<flag>/odrzuc/: asks for the reason, then says no to a report."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from core.exceptions import Refusal
from improvement_plans.forms import ReasonForm
from improvement_plans.permissions import check_can_settle
from improvement_plans.queries import flags_of_network, networks_harvesting
from improvement_plans.services import decline_flag


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def flag_decline(request: SignedInRequest, slug: str, flag_id: UUID) -> HttpResponse:
    network = get_object_or_404(networks_harvesting(request.user), slug=slug)
    flag = get_object_or_404(flags_of_network(request.user, network), pk=flag_id)
    check_can_settle(request.user, network)
    form = ReasonForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                decline_flag(by=request.user, flag=flag, reason=form.cleaned_data["reason"])
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                status = refusal.status
            else:
                messages.success(request, _("The report has been declined. Its city has been told why."))
                return redirect("flag_board", slug)
    context = {"network": network, "flag": flag, "form": form}
    return render(request, "improvement_plans/flag_decline.html", context, status=status)

"""/praca/mid/<slug>/bariery/<flag>/wycofaj/: asks, then takes a report back."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from improvement_plans.permissions import check_can_flag
from improvement_plans.policies import find_flag_move
from improvement_plans.queries import flags_visible_to
from improvement_plans.services import withdraw_flag


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def flag_withdraw(request: SignedInRequest, slug: str, flag_id: UUID) -> HttpResponse:
    flag = get_object_or_404(flags_visible_to(request.user), pk=flag_id, document__slug=slug)
    check_can_flag(request.user, flag.document)
    find_flag_move("withdraw", flag)
    if request.method == "POST":
        withdraw_flag(by=request.user, flag=flag)
        messages.success(request, _("The report has been taken back. The editors read it no longer."))
        return redirect("flag_list", slug)
    network = flag.document.initiative.participation.network
    context = {"flag": flag, "document": flag.document, "network": network}
    return render(request, "improvement_plans/flag_withdraw.html", context)

"""POST /praca/pu/<network>/zgloszenia/<flag>/otworz/: let a decided report wait again."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.views.request import SignedInRequest
from improvement_plans.queries import flags_of_network, networks_harvesting
from improvement_plans.services import reopen_flag


@require_POST
@login_required
def flag_reopen(request: SignedInRequest, slug: str, flag_id: UUID) -> HttpResponse:
    network = get_object_or_404(networks_harvesting(request.user), slug=slug)
    flag = get_object_or_404(flags_of_network(request.user, network), pk=flag_id)
    reopen_flag(by=request.user, flag=flag)
    messages.success(request, _("The report waits for your decision again."))
    return redirect("flag_board", slug)

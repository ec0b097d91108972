"""GET /praca/mid/<slug>/bariery/: the barriers that a city reported from its MID, and where each report went."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from improvement_plans.permissions import can, check_can_flag
from improvement_plans.queries import flags_of, gone_flags
from initiatives.queries import documents_visible_to


@require_safe
@login_required
def flag_list(request: SignedInRequest, slug: str) -> HttpResponse:
    document = get_object_or_404(documents_visible_to(request.user), slug=slug)
    flags = list(flags_of(request.user, document))
    context = {
        "document": document,
        "network": document.initiative.participation.network,
        "flags": flags,
        "gone": gone_flags(flags),
        "is_author": can(check_can_flag, request.user, document),
    }
    return render(request, "improvement_plans/flag_list.html", context)

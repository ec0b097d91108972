"""GET /praca/spotkania/<id>/: a meeting with its programme and materials."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from networks.models import Participation
from networks.permissions import can_manage_programme
from networks.queries import can_see_link, materials_visible_to, meetings_visible_to


@require_safe
@login_required
def meeting(request: SignedInRequest, meeting_id: UUID) -> HttpResponse:
    shown = get_object_or_404(meetings_visible_to(request.user), pk=meeting_id)
    context = {
        "meeting": shown,
        "cities": Participation.objects.filter(attendances__meeting=shown).select_related("city", "edition"),
        "materials": list(materials_visible_to(request.user).filter(meeting=shown)),
        "takes_part": can_see_link(request.user, shown),
        "can_manage": can_manage_programme(request.user),
    }
    return render(request, "networks/meeting.html", context)

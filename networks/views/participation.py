"""GET /praca/program/<edition>/miasta/<city>/: a city in an edition, its team and contacts."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from networks.permissions import check_can_manage_programme
from networks.queries import contacts_visible_to, participations_managed_by, seats_managed_by


@require_safe
@login_required
def participation(request: SignedInRequest, slug: str, city: str) -> HttpResponse:
    check_can_manage_programme(request.user)
    shown = get_object_or_404(participations_managed_by(request.user), edition__slug=slug, city__slug=city)
    taken = {seat.seat: seat for seat in shown.open_seats}  # type: ignore[attr-defined]
    context = {
        "participation": shown,
        "edition": shown.edition,
        "seats": [(number, taken.get(number)) for number in (1, 2)],
        "former_seats": list(seats_managed_by(request.user).filter(participation=shown, until__isnull=False)),
        "contacts": list(contacts_visible_to(request.user).filter(participation=shown)),
    }
    return render(request, "networks/participation.html", context)

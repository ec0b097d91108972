"""GET /praca/program/<edition>/: networks, cities with their teams, milestones of an edition."""

from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from networks.models import Participation, ThematicNetwork
from networks.permissions import check_can_manage_programme
from networks.queries import editions_managed_by, networks_managed_by, participations_managed_by


@require_safe
@login_required
def programme_edition(request: SignedInRequest, slug: str) -> HttpResponse:
    check_can_manage_programme(request.user)
    edition = get_object_or_404(editions_managed_by(request.user), slug=slug)
    participations = list(participations_managed_by(request.user).filter(edition=edition))
    networks = list(networks_managed_by(request.user).filter(edition=edition))
    context = {
        "edition": edition,
        "groups": _groups(networks, participations),
        "seats_taken": sum(len(one.open_seats) for one in participations),  # type: ignore[attr-defined, misc]
        "seats": 2 * len(participations),
        "milestones": list(edition.milestones.all()),
    }
    return render(request, "networks/edition.html", context)


def _groups(networks: list[ThematicNetwork], participations: list[Participation]) -> list[dict[str, Any]]:
    """The cities of each network; those of unknown assignment last, when there are any."""
    by_network: dict[int | None, list[Participation]] = {}
    for network_id, found in groupby(participations, key=lambda one: one.network_id):
        by_network.setdefault(network_id, []).extend(found)
    groups = [{"network": network, "participations": by_network.get(network.pk, [])} for network in networks]
    if None in by_network:
        groups.append({"network": None, "participations": by_network[None]})
    return groups

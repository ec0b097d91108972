"""GET /praca/program/<edition>/sieci/<network>/: a network's look, specialists and contacts."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from networks.permissions import check_can_manage_programme
from networks.queries import contacts_visible_to, networks_managed_by


@require_safe
@login_required
def programme_network(request: SignedInRequest, slug: str, network: str) -> HttpResponse:
    check_can_manage_programme(request.user)
    shown = get_object_or_404(networks_managed_by(request.user), edition__slug=slug, slug=network)
    contacts = list(contacts_visible_to(request.user).filter(network=shown))
    return render(request, "networks/network.html", {"network": shown, "edition": shown.edition, "contacts": contacts})

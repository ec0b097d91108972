"""GET and POST /praca/program/<edition>/sieci/<network>/zmien/: words and look of a network."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from networks.forms import NetworkForm
from networks.permissions import check_can_manage_programme
from networks.queries import networks_managed_by
from networks.services import save_network
from networks.views._pages import edition_crumbs, form_page, name_of, posted, save_form


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def network_change(request: SignedInRequest, slug: str, network: str) -> HttpResponse:
    check_can_manage_programme(request.user)
    changed = get_object_or_404(networks_managed_by(request.user), edition__slug=slug, slug=network)
    crumbs = [
        *edition_crumbs(changed.edition),
        (name_of(changed), reverse("programme_network", args=[slug, network])),
    ]
    form = NetworkForm(**posted(request), instance=changed)
    answer = save_form(
        request,
        form,
        lambda: save_network(by=request.user, edition=changed.edition, network=changed, values=form.cleaned_data),
        to=lambda saved: reverse("programme_network", args=[slug, saved.slug]),
        said=_("The network is saved."),
    )
    return answer or form_page(request, form, title=_("Change the network"), crumbs=crumbs)

"""GET and POST /praca/program/<edition>/sieci/<network>/osoby/dodaj/: an expert or an editor."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from networks.forms import SpecialistForm
from networks.permissions import check_can_manage_programme
from networks.queries import networks_managed_by
from networks.services import give_specialism
from networks.views._pages import edition_crumbs, form_page, name_of, posted, save_form


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def specialist_give(request: SignedInRequest, slug: str, network: str) -> HttpResponse:
    check_can_manage_programme(request.user)
    served = get_object_or_404(networks_managed_by(request.user), edition__slug=slug, slug=network)
    page = reverse("programme_network", args=[slug, network])
    form = SpecialistForm(**posted(request))
    answer = save_form(
        request,
        form,
        lambda: give_specialism(by=request.user, network=served, **form.cleaned_data),
        to=lambda _saved: page,
        said=_("The person has access to the network now."),
    )
    return answer or form_page(
        request,
        form,
        title=_("Add an expert or an editor"),
        crumbs=[*edition_crumbs(served.edition), (name_of(served), page)],
        submit=_("Give access"),
    )

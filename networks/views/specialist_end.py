"""GET and POST /praca/program/specjalisci/<id>/zakoncz/: an expert or editor leaves."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from networks.permissions import check_can_manage_programme
from networks.queries import specialists_managed_by
from networks.services import end_specialism
from networks.views._pages import confirm_page, edition_crumbs, name_of


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def specialist_end(request: SignedInRequest, specialist_id: int) -> HttpResponse:
    check_can_manage_programme(request.user)
    specialist = get_object_or_404(specialists_managed_by(request.user), pk=specialist_id)
    network = specialist.network
    page = reverse("programme_network", args=[network.edition.slug, network.slug])
    if request.method == "POST":
        end_specialism(by=request.user, specialist=specialist)
        messages.success(request, _("The access has ended."))
        return redirect(page)
    return confirm_page(
        request,
        title=_("End the access of %(person)s?") % {"person": specialist.user},
        text=_("From today this person can no longer open the plans of this network. Their remarks stay."),
        crumbs=[*edition_crumbs(network.edition), (name_of(network), page)],
        submit=_("End the access"),
    )

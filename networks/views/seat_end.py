"""GET and POST /praca/program/miejsce/<id>/zakoncz/: a person leaves the team."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from networks.permissions import check_can_manage_programme
from networks.queries import seats_managed_by
from networks.services import end_seat
from networks.views._pages import confirm_page, edition_crumbs


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def seat_end(request: SignedInRequest, seat_id: int) -> HttpResponse:
    check_can_manage_programme(request.user)
    seat = get_object_or_404(seats_managed_by(request.user), pk=seat_id)
    team = seat.participation
    page = reverse("participation", args=[team.edition.slug, team.city.slug])
    if request.method == "POST":
        end_seat(by=request.user, seat=seat)
        messages.success(request, _("The seat has ended."))
        return redirect(page)
    return confirm_page(
        request,
        title=_("End the seat of %(person)s?") % {"person": seat.user},
        text=_("From today this person can no longer open the plan of this city. What they wrote stays."),
        crumbs=[*edition_crumbs(team.edition), (team.city.name, page)],
        submit=_("End the seat"),
    )

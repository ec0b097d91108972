"""GET and POST /praca/program/miejsce/<id>/przekaz/: hand a seat over to another person."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from networks.forms import PersonForm
from networks.permissions import check_can_manage_programme
from networks.queries import seats_managed_by
from networks.services import hand_over_seat
from networks.views._pages import edition_crumbs, form_page, posted, save_form


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def seat_hand_over(request: SignedInRequest, seat_id: int) -> HttpResponse:
    check_can_manage_programme(request.user)
    seat = get_object_or_404(seats_managed_by(request.user), pk=seat_id)
    team = seat.participation
    page = reverse("participation", args=[team.edition.slug, team.city.slug])
    form = PersonForm(**posted(request))
    answer = save_form(
        request,
        form,
        lambda: hand_over_seat(by=request.user, seat=seat, **form.cleaned_data),
        to=lambda _saved: page,
        said=_("The seat is handed over."),
    )
    return answer or form_page(
        request,
        form,
        title=_("Hand over the seat of %(person)s") % {"person": seat.user},
        crumbs=[*edition_crumbs(team.edition), (team.city.name, page)],
        intro=_("The seat of %(person)s ends today. What they wrote stays in the plan and its history.")
        % {"person": seat.user},
        submit=_("Hand over"),
    )

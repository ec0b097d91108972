"""GET and POST /praca/program/<edition>/miasta/<city>/miejsce/<seat>/: give an empty seat."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from networks.forms import PersonForm
from networks.permissions import check_can_manage_programme
from networks.queries import participations_managed_by
from networks.services import give_seat
from networks.views._pages import edition_crumbs, form_page, posted, save_form


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def seat_give(request: SignedInRequest, slug: str, city: str, seat: int) -> HttpResponse:
    check_can_manage_programme(request.user)
    team = get_object_or_404(participations_managed_by(request.user), edition__slug=slug, city__slug=city)
    page = reverse("participation", args=[slug, city])
    form = PersonForm(**posted(request))
    answer = save_form(
        request,
        form,
        lambda: give_seat(by=request.user, participation=team, seat=seat, **form.cleaned_data),
        to=lambda _saved: page,
        said=_("The seat is given."),
    )
    return answer or form_page(
        request,
        form,
        title=_("Give seat %(seat)d in the team of %(city)s") % {"seat": seat, "city": team.city.name},
        crumbs=[*edition_crumbs(team.edition), (team.city.name, page)],
        submit=_("Give the seat"),
    )

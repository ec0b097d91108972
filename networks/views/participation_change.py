"""GET and POST /praca/program/<edition>/miasta/<city>/zmien/: network, dates, source."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from networks.forms import ParticipationForm
from networks.permissions import check_can_manage_programme
from networks.queries import participations_managed_by
from networks.services import update_participation
from networks.views._pages import edition_crumbs, form_page, posted, save_form


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def participation_change(request: SignedInRequest, slug: str, city: str) -> HttpResponse:
    check_can_manage_programme(request.user)
    changed = get_object_or_404(participations_managed_by(request.user), edition__slug=slug, city__slug=city)
    page = reverse("participation", args=[slug, city])
    form = ParticipationForm(**posted(request), instance=changed, edition=changed.edition)
    answer = save_form(
        request,
        form,
        lambda: update_participation(by=request.user, participation=changed, **form.cleaned_data),
        to=lambda _saved: page,
        said=_("The participation is saved."),
    )
    crumbs = [*edition_crumbs(changed.edition), (changed.city.name, page)]
    return answer or form_page(request, form, title=_("Change the participation"), crumbs=crumbs)

"""GET and POST /praca/program/<edition>/miasta/dodaj/: let a city take part."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from networks.forms import ParticipationAddForm
from networks.permissions import check_can_manage_programme
from networks.queries import cities_outside, editions_managed_by
from networks.services import add_participation
from networks.views._pages import edition_crumbs, form_page, posted, save_form


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def participation_add(request: SignedInRequest, slug: str) -> HttpResponse:
    check_can_manage_programme(request.user)
    edition = get_object_or_404(editions_managed_by(request.user), slug=slug)
    form = ParticipationAddForm(**posted(request), edition=edition, cities=cities_outside(edition))
    answer = save_form(
        request,
        form,
        lambda: add_participation(by=request.user, edition=edition, **form.cleaned_data),
        to=lambda saved: reverse("participation", args=[edition.slug, saved.city.slug]),
        said=_("The city takes part now."),
    )
    return answer or form_page(
        request,
        form,
        title=_("Add a city to the edition"),
        crumbs=edition_crumbs(edition),
        intro=_("The city must be in the list of cities first. To add many at once, import a list."),
    )

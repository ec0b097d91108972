"""GET and POST /praca/program/<edition>/kamienie-milowe/dodaj/: a milestone of the edition."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from networks.forms import MilestoneForm
from networks.permissions import check_can_manage_programme
from networks.queries import editions_managed_by
from networks.services import save_milestone
from networks.views._pages import edition_crumbs, form_page, posted, save_form


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def milestone_add(request: SignedInRequest, slug: str) -> HttpResponse:
    check_can_manage_programme(request.user)
    edition = get_object_or_404(editions_managed_by(request.user), slug=slug)
    form = MilestoneForm(**posted(request))
    answer = save_form(
        request,
        form,
        lambda: save_milestone(by=request.user, edition=edition, milestone=None, values=form.cleaned_data),
        to=lambda _saved: reverse("programme_edition", args=[slug]),
        said=_("The milestone is saved."),
    )
    return answer or form_page(request, form, title=_("New milestone"), crumbs=edition_crumbs(edition))

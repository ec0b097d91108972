"""GET and POST /praca/program/kamienie-milowe/<id>/: change a milestone of an edition."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from networks.forms import MilestoneForm
from networks.permissions import check_can_manage_programme
from networks.queries import milestones_managed_by
from networks.services import save_milestone
from networks.views._pages import edition_crumbs, form_page, posted, save_form


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def milestone_change(request: SignedInRequest, milestone_id: int) -> HttpResponse:
    check_can_manage_programme(request.user)
    milestone = get_object_or_404(milestones_managed_by(request.user), pk=milestone_id)
    edition = milestone.edition
    form = MilestoneForm(**posted(request), instance=milestone)
    answer = save_form(
        request,
        form,
        lambda: save_milestone(by=request.user, edition=edition, milestone=milestone, values=form.cleaned_data),
        to=lambda _saved: reverse("programme_edition", args=[edition.slug]),
        said=_("The milestone is saved."),
    )
    return answer or form_page(request, form, title=_("Change the milestone"), crumbs=edition_crumbs(edition))

"""GET and POST /praca/program/kamienie-milowe/<id>/usun/: delete a milestone of an edition."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from networks.permissions import check_can_manage_programme
from networks.queries import milestones_managed_by
from networks.services import remove_milestone
from networks.views._pages import confirm_page, edition_crumbs


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def milestone_remove(request: SignedInRequest, milestone_id: int) -> HttpResponse:
    check_can_manage_programme(request.user)
    milestone = get_object_or_404(milestones_managed_by(request.user), pk=milestone_id)
    if request.method == "POST":
        remove_milestone(by=request.user, milestone=milestone)
        messages.success(request, _("The milestone is deleted."))
        return redirect("programme_edition", milestone.edition.slug)
    return confirm_page(
        request,
        title=_("Delete the milestone %(name)s?") % {"name": milestone.title},
        text=_("It disappears from the page of the edition as well."),
        crumbs=edition_crumbs(milestone.edition),
        submit=_("Delete"),
    )

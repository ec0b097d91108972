"""/praca/program/<edition>/ocena/kryteria/<criterion>/usun/: asks, then takes a line out of a checklist."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from reviews.services import delete_criterion
from reviews.views.rules_frame import criterion_of, crumbs_to


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def criterion_delete(request: SignedInRequest, slug: str, criterion_id: UUID) -> HttpResponse:
    criterion = criterion_of(request, slug, criterion_id)
    if request.method == "POST":
        delete_criterion(by=request.user, criterion=criterion)
        messages.success(request, _("The criterion is deleted."))
        return redirect("review_rules", slug)
    crumbs = crumbs_to(criterion.edition)
    context = {
        "title": _("Delete the criterion?"),
        "text": criterion.text,
        "note": _("Rounds that have begun keep it."),
        "crumbs": crumbs,
        "cancel_url": crumbs[-1][1],
    }
    return render(request, "reviews/criterion_delete.html", context)

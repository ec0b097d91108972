"""/praca/program/<edition>/ocena/kryteria/<criterion>/: change a line of a checklist."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from reviews.forms.rules import CriterionForm
from reviews.services import save_criterion
from reviews.views.rules_frame import criterion_of, criterion_page


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def criterion_change(request: SignedInRequest, slug: str, criterion_id: UUID) -> HttpResponse:
    criterion = criterion_of(request, slug, criterion_id)
    edition = criterion.edition
    form = CriterionForm(request.POST or None, instance=criterion)
    if request.method == "POST" and form.is_valid():
        save_criterion(
            by=request.user,
            edition=edition,
            applies_to=criterion.applies_to,
            criterion=criterion,
            values=form.cleaned_data,
        )
        messages.success(request, _("The criterion is saved."))
        return redirect("review_rules", slug)
    return criterion_page(request, edition, form, _("Change the criterion"))

"""/praca/program/<edition>/ocena/<mid or pu>/dodaj/: another line of a checklist."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from core.exceptions import InvalidInput
from reviews.enums import AppliesTo
from reviews.forms.rules import CriterionForm
from reviews.services import save_criterion
from reviews.views.rules_frame import criterion_page, managed_edition


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def criterion_add(request: SignedInRequest, slug: str, applies_to: str) -> HttpResponse:
    edition = managed_edition(request, slug)
    if applies_to not in AppliesTo.values:
        raise Http404
    form = CriterionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            save_criterion(
                by=request.user, edition=edition, applies_to=applies_to, criterion=None, values=form.cleaned_data
            )
        except InvalidInput as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The criterion is saved."))
            return redirect("review_rules", slug)
    return criterion_page(request, edition, form, _("Add a criterion"))

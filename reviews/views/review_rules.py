"""/praca/program/<edition>/ocena/: how the edition reviews: days, scores, the checklists."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from reviews.enums import AppliesTo
from reviews.forms.rules import RulesForm
from reviews.queries.rules import criteria_of, rules_of_edition
from reviews.services import save_rules
from reviews.views.rules_frame import crumbs_to, managed_edition


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def review_rules(request: SignedInRequest, slug: str) -> HttpResponse:
    edition = managed_edition(request, slug)
    rules = rules_of_edition(edition)
    is_set = rules.pk is not None
    form = RulesForm(request.POST or None, instance=rules)
    if request.method == "POST" and form.is_valid():
        save_rules(by=request.user, edition=edition, values=form.cleaned_data)
        messages.success(request, _("The review rules are saved. They hold for rounds that begin from now on."))
        return redirect("review_rules", slug)
    checklists = [{"key": key, "label": label, "lines": criteria_of(edition, key)} for key, label in AppliesTo.choices]
    context = {
        "edition": edition,
        "form": form,
        "is_set": is_set,
        "checklists": checklists,
        "crumbs": crumbs_to(edition)[:-1],
    }
    return render(request, "reviews/rules.html", context, status=422 if form.errors else 200)

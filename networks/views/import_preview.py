"""GET and POST /praca/program/<edition>/import/<digest>/: what a list would change; POST imports it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from core.exceptions import InvalidInput, WrongState
from core.kept import forget, kept
from networks.exchange import Outcome, plan_import
from networks.permissions import check_can_manage_programme
from networks.queries import editions_managed_by
from networks.services import import_participations
from networks.views._pages import edition_crumbs


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def import_preview(request: SignedInRequest, slug: str, digest: str) -> HttpResponse:
    """A confirmation counts only for the plan that was seen: its fingerprint comes back with it."""
    check_can_manage_programme(request.user)
    edition = get_object_or_404(editions_managed_by(request.user), slug=slug)
    content = kept(request.user, digest)
    if content is None:
        messages.warning(request, _("The list is no longer here. Send it again."))
        return redirect("import_upload", edition.slug)
    status, sentence = 200, ""
    if request.method == "POST":
        expected = request.POST.get("fingerprint", "-")
        try:
            import_participations(by=request.user, edition=edition, content=content, expected=expected)
        except (InvalidInput, WrongState) as refusal:
            status, sentence = refusal.status, str(refusal)
        else:
            forget(request.user, digest)
            messages.success(request, _("The list is imported."))
            return redirect("programme_edition", edition.slug)
    plan = plan_import(edition, content)
    context = {
        "plan": plan,
        "edition": edition,
        "crumbs": edition_crumbs(edition),
        "sentence": sentence,
        "counts": {outcome.value: plan.count(outcome) for outcome in Outcome},
    }
    return render(request, "networks/import_preview.html", context, status=status)

"""/praca/ocena/<slug>/oceniajacy/: who reviews in the open round; the lead and coordinators ask others."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from reviews.forms import InviteForm
from reviews.queries import removed_reviewers, standing_reviewers
from reviews.services import add_reviewer
from reviews.views.frame import frame, visible_document
from reviews.views.rounds_frame import round_for


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def reviewers(request: SignedInRequest, slug: str) -> HttpResponse:
    document = visible_document(request, slug)
    current = round_for(request.user, document, "add_reviewer")
    form = InviteForm(request.POST or None, document=document, shown=current)
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["person"]
        add_reviewer(by=request.user, document=document, user=person)
        messages.success(request, _("%(name)s has been asked to review the plan.") % {"name": person})
        return redirect("reviewers", slug)
    context = {
        **frame(document),
        "form": form,
        "shown": current,
        "rows": standing_reviewers(current),
        "removed": removed_reviewers(current),
    }
    return render(request, "reviews/reviewers.html", context, status=422 if form.errors else 200)

"""/praca/ocena/<slug>/przyjmij/: what the reviewers say, then the acceptance of the submitted version."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from reviews.forms import AcceptForm
from reviews.queries import differs_from_draft
from reviews.services import accept
from reviews.views.frame import visible_document
from reviews.views.rounds_frame import round_for, verdict_context


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def review_accept(request: SignedInRequest, slug: str) -> HttpResponse:
    document = visible_document(request, slug)
    current = round_for(request.user, document, "accept")
    context = verdict_context(document, current)
    # A form whose fields are all optional may be sent empty.
    sent = request.POST if request.method == "POST" else None
    form = AcceptForm(sent, open_musts=context["open_musts"], is_disputed=context["is_disputed"])
    if form.is_valid():
        reasons, confirmed = form.cleaned_data["reasons"], form.cleaned_data.get("despite_musts", False)
        accept(by=request.user, document=document, reasons=reasons, despite_musts=confirmed)
        messages.success(request, _("Accepted. The authors and the coordinators have been told."))
        return redirect("review", slug)
    context |= {"form": form, "has_moved_on": differs_from_draft(current)}
    return render(request, "reviews/accept.html", context, status=422 if form.errors else 200)

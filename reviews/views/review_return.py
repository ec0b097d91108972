"""/praca/ocena/<slug>/zwroc/: the reasons, then the document goes back to its authors."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from reviews.forms import ReturnForm
from reviews.queries.rounds import former_reasons
from reviews.services import return_for_changes
from reviews.views.frame import visible_document
from reviews.views.rounds_frame import round_for, verdict_context


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def review_return(request: SignedInRequest, slug: str) -> HttpResponse:
    document = visible_document(request, slug)
    current = round_for(request.user, document, "return")
    # In a round that was opened again the former reasons are there to be corrected.
    form = ReturnForm(request.POST or None, initial={"reasons": former_reasons(current)})
    if request.method == "POST" and form.is_valid():
        return_for_changes(by=request.user, document=document, reasons=form.cleaned_data["reasons"])
        messages.success(request, _("Returned. The authors have been told of the reasons."))
        return redirect("review", slug)
    context = {**verdict_context(document, current), "form": form}
    return render(request, "reviews/return.html", context, status=422 if form.errors else 200)

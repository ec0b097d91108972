"""/praca/ocena/<slug>/zwroc/: the reasons, then the document goes back to its authors."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from reviews.forms import ReturnForm
from reviews.permissions import check_can_judge
from reviews.policies import check_round_open
from reviews.queries import open_round, remarks_on
from reviews.services import return_for_changes
from reviews.views.frame import frame, visible_document


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def review_return(request: SignedInRequest, slug: str) -> HttpResponse:
    document = visible_document(request, slug)
    check_can_judge(request.user, document)
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return_for_changes(by=request.user, document=document, reasons=form.cleaned_data["reasons"])
        messages.success(request, _("Returned. The authors have been told of the reasons."))
        return redirect("review", slug)
    current = check_round_open(open_round(document))
    context = {**frame(document), "form": form, "remarks": remarks_on(current)}
    return render(request, "reviews/return.html", context, status=422 if form.is_bound else 200)

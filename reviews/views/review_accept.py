"""/praca/ocena/<slug>/przyjmij/: asks, then accepts the document."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from reviews.permissions import check_can_judge
from reviews.policies import check_round_open
from reviews.queries import open_round, remarks_on
from reviews.services import accept
from reviews.views.frame import frame, visible_document


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def review_accept(request: SignedInRequest, slug: str) -> HttpResponse:
    document = visible_document(request, slug)
    check_can_judge(request.user, document)
    if request.method == "POST":
        accept(by=request.user, document=document)
        messages.success(request, _("Accepted. The authors and the coordinators have been told."))
        return redirect("review", slug)
    current = check_round_open(open_round(document))
    context = {**frame(document), "remarks": remarks_on(current)}
    return render(request, "reviews/accept.html", context)

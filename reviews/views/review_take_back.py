"""/praca/ocena/<slug>/cofnij/: asks, then takes a submitted document back to the draft."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from reviews.permissions import check_is_author
from reviews.services import take_back
from reviews.views.frame import frame, visible_document


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def review_take_back(request: SignedInRequest, slug: str) -> HttpResponse:
    document = visible_document(request, slug)
    check_is_author(request.user, document)
    if request.method != "POST":
        return render(request, "reviews/take_back.html", frame(document))
    take_back(by=request.user, document=document)
    messages.success(request, _("Taken back. You can edit the plan again."))
    return redirect(frame(document)["workbench_url"])

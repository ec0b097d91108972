"""POST /praca/ocena/<slug>/rozpocznij/: a reviewer begins."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.views.request import SignedInRequest
from reviews.services import start_review
from reviews.views.frame import visible_document


@require_POST
@login_required
def review_start(request: SignedInRequest, slug: str) -> HttpResponse:
    start_review(by=request.user, document=visible_document(request, slug))
    messages.success(request, _("The review has started. The authors have been told."))
    return redirect("review", slug)

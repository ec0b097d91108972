"""GET /praca/ocena/<slug>/rundy/: all rounds of a document on one page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.enums import Role
from accounts.views.request import SignedInRequest
from reviews.permissions import can, check_can_judge
from reviews.queries.history import history_of
from reviews.views.frame import frame, visible_document


@require_safe
@login_required
def review_history(request: SignedInRequest, slug: str) -> HttpResponse:
    document = visible_document(request, slug)
    sees_opinions = request.user.role == Role.COORDINATOR or can(check_can_judge, request.user, document)
    context = {**frame(document), "rounds": history_of(document), "sees_opinions": sees_opinions}
    return render(request, "reviews/history.html", context)

"""/praca/ocena/<slug>/oceniajacy/<reviewer>/usun/: asks, then takes a reviewer off the open round."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.views.request import SignedInRequest
from documents.models import Document
from reviews.queries import reviews_visible_to, standing_reviewers
from reviews.services import remove_reviewer
from reviews.views.frame import frame, visible_document
from reviews.views.rounds_frame import round_for


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def reviewer_remove(request: SignedInRequest, slug: str, reviewer_id: UUID) -> HttpResponse:
    document = visible_document(request, slug)
    user = find_reviewer(request, document, reviewer_id, "remove_reviewer")
    if request.method != "POST":
        return render(request, "reviews/reviewer_remove.html", {**frame(document), "person": user})
    remove_reviewer(by=request.user, document=document, user=user)
    messages.success(request, _("%(name)s no longer reviews this plan.") % {"name": user})
    still_sees = reviews_visible_to(request.user).filter(pk=document.pk).exists()
    return redirect("review", slug) if still_sees else redirect("desk")


def find_reviewer(request: SignedInRequest, document: Document, reviewer_id: UUID, key: str) -> User:
    """The person of a standing row of the open round, or 404; NotAllowed or WrongState as of the move."""
    current = round_for(request.user, document, key)
    row = next((row for row in standing_reviewers(current) if row.pk == reviewer_id), None)
    if row is None or row.user is None:
        raise Http404
    return row.user

"""POST /praca/ocena/<slug>/oceniajacy/<reviewer>/prowadzi/: another reviewer gives the verdict."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.views.request import SignedInRequest
from reviews.services import reassign
from reviews.views.frame import visible_document
from reviews.views.reviewer_remove import find_reviewer


@require_POST
@login_required
def reviewer_lead(request: SignedInRequest, slug: str, reviewer_id: UUID) -> HttpResponse:
    document = visible_document(request, slug)
    user = find_reviewer(request, document, reviewer_id, "reassign")
    reassign(by=request.user, document=document, lead=user)
    messages.success(request, _("%(name)s gives the verdict now.") % {"name": user})
    return redirect("review", slug)

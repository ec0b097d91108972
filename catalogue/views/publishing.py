"""The coordinator's page of one document: what is public, what is planned, and the moves that its state allows."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from catalogue.views.publishing_frame import correction_form, document_of, publishing_page


@login_required
@require_safe
def publishing(request: SignedInRequest, kind: str, slug: str) -> HttpResponse:
    document = document_of(request, kind, slug)
    return publishing_page(request, document, correction_form(document))

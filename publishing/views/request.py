from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.views.request import SignedInRequest
from publishing.enums import RenderingVariant
from publishing.services import ask_for_pdf
from publishing.views.frame import page_url, version_of


@login_required
@require_POST
def version_pdf_request(
    request: SignedInRequest, version_id: UUID, variant: str = RenderingVariant.STANDARD
) -> HttpResponse:
    """Ask for the PDF of a Version, then show how it goes."""
    version = version_of(request, version_id, variant)
    ask_for_pdf(by=request.user, version=version, language=version.document.language, variant=variant)
    return redirect(page_url(version, variant))

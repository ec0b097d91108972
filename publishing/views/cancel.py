from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.views.request import SignedInRequest
from publishing.enums import RenderingVariant
from publishing.services import cancel_rendering
from publishing.views.frame import page_url, rendering_of, version_of


@login_required
@require_POST
def version_pdf_cancel(
    request: SignedInRequest, version_id: UUID, variant: str = RenderingVariant.STANDARD
) -> HttpResponse:
    """Think better of a PDF that only this person waits for."""
    version = version_of(request, version_id, variant)
    rendering = rendering_of(version, variant)
    if rendering is None:
        raise Http404("nobody asked for it")
    cancel_rendering(by=request.user, rendering=rendering)
    return redirect(page_url(version, variant))

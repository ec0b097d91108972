from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from publishing.enums import RenderingState, RenderingVariant
from publishing.services import ask_for_pdf
from publishing.views.frame import page_url, rendering_of, version_of
from publishing.views.sending import send_file


@login_required
@require_safe
def version_pdf_file(
    request: SignedInRequest, version_id: UUID, variant: str = RenderingVariant.STANDARD
) -> HttpResponseBase:
    """The finished file; 404 until it is ready. A lost one is made again."""
    version = version_of(request, version_id, variant)
    rendering = rendering_of(version, variant)
    if rendering is None or rendering.state != RenderingState.READY:
        raise Http404
    ending = "" if variant == RenderingVariant.STANDARD else f"-{variant}"
    answer = send_file(
        request,
        str(rendering.file.name),
        tag=rendering.print_key or rendering.key,
        made_at=rendering.ready_at,
        name=f"{version.document.slug}-{version.number}{ending}.pdf",
        content_type="application/pdf",
        as_attachment=True,
    )
    if answer is None:
        ask_for_pdf(by=request.user, version=version, language=version.document.language, variant=variant)
        return redirect(page_url(version, variant))
    return answer

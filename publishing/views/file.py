from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from publishing.enums import RenderingState
from publishing.queries import is_lost, rendering_for, version_visible_to
from publishing.services import request_rendering


@login_required
@require_safe
def version_pdf_file(request: HttpRequest, version_id: UUID) -> HttpResponseBase:
    """The finished file; 404 until it is ready. A lost one is made again."""
    version = get_object_or_404(version_visible_to(request.user, version_id))
    rendering = rendering_for(version)
    if rendering is None or rendering.state != RenderingState.READY:
        raise Http404
    if is_lost(rendering):
        request_rendering(version=version)
        return redirect("version_pdf", version_id=version.pk)
    name = f"{version.document.slug}-{version.number}.pdf"
    return FileResponse(rendering.file.open("rb"), as_attachment=True, filename=name, content_type="application/pdf")

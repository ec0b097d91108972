from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from publishing.queries import version_visible_to
from publishing.services import request_rendering


@login_required
@require_POST
def version_pdf_request(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Ask for the PDF of a Version, then show how it goes."""
    version = get_object_or_404(version_visible_to(request.user, version_id))
    request_rendering(version=version)
    return redirect("version_pdf", version_id=version.pk)

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from documents.parts import document_kind
from publishing.queries import rendering_for, version_visible_to


@login_required
@require_safe
def version_pdf(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """The PDF of one Version: its state, and the file when it is ready."""
    version = get_object_or_404(version_visible_to(request.user, version_id))
    kind = document_kind(version.document.kind)
    return render(
        request,
        "publishing/version_pdf.html",
        {
            "version": version,
            "kind": kind,
            "document_url": reverse(f"{kind.workbench}_workbench", args=[version.document.slug]),
            "rendering": rendering_for(version),
            "status_url": reverse("version_pdf_state", args=[version.pk]),
            "file_url": reverse("version_pdf_file", args=[version.pk]),
            "request_url": reverse("version_pdf_request", args=[version.pk]),
        },
    )

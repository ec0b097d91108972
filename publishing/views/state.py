from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from publishing.queries import rendering_for, version_visible_to


@login_required
@require_safe
def version_pdf_state(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """The fragment that the page asks for while the PDF is being made; by itself it leads back to the page."""
    version = get_object_or_404(version_visible_to(request.user, version_id))
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect("version_pdf", version_id=version.pk)
    return render(
        request,
        "publishing/status.html",
        {
            "rendering": rendering_for(version),
            "status_url": reverse("version_pdf_state", args=[version.pk]),
            "file_url": reverse("version_pdf_file", args=[version.pk]),
            "request_url": reverse("version_pdf_request", args=[version.pk]),
        },
    )

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from publishing.enums import RenderingVariant
from publishing.views.frame import page_url, status_context, version_of


@login_required
@require_safe
def version_pdf_state(request: HttpRequest, version_id: UUID, variant: str = RenderingVariant.STANDARD) -> HttpResponse:
    """The fragment that the page asks for while the PDF is being made; by itself it leads back to the page."""
    version = version_of(request, version_id, variant)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(page_url(version, variant))
    return render(request, "publishing/status.html", status_context(request, version, variant))

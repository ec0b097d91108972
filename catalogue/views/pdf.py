"""The PDF of a published document at its permanent address, or how far it is."""

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalogue.queries import publications
from catalogue.views.pdf_frame import LANGUAGE, ask_for, pdf_context
from catalogue.views.withdrawn import withdrawn_page
from publishing.enums import RenderingState
from publishing.queries import is_lost, rendering_for


@require_safe
@never_cache
def pdf(request: HttpRequest, kind: str, slug: str) -> HttpResponseBase:
    """The finished file of the published Version. Otherwise it is asked for, and the page says how far it is (202)."""
    shown = get_object_or_404(publications(kind), slug=slug)
    if shown.withdrawn_at:
        return withdrawn_page(request, shown)
    rendering = rendering_for(shown.version, LANGUAGE)
    if rendering and rendering.state == RenderingState.READY and not is_lost(rendering):
        name = f"{kind}-{shown.slug}-{shown.version.number}.pdf"
        return FileResponse(rendering.file.open("rb"), filename=name, content_type="application/pdf")
    if rendering is None or is_lost(rendering):
        rendering = ask_for(request, shown)
    return render(request, "catalogue/pdf.html", pdf_context(shown, rendering), status=202)

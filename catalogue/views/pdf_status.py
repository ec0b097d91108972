"""How far the PDF of a published document is; POST asks for it once more."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from catalogue.queries import publications
from catalogue.views.pdf_frame import LANGUAGE, ask_for, file_url_name, pdf_context
from publishing.enums import RenderingVariant
from publishing.queries import rendering_for


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def pdf_status(request: HttpRequest, kind: str, slug: str, variant: str = RenderingVariant.STANDARD) -> HttpResponse:
    """The fragment that the page asks for while the PDF is being made; POST asks for the PDF once more."""
    shown = get_object_or_404(publications(kind).filter(withdrawn_at=None), slug=slug)
    if request.method == "POST":
        ask_for(request, shown, variant)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(file_url_name(kind, variant), slug=slug)
    rendering = rendering_for(shown.version, LANGUAGE, variant)
    return render(request, "publishing/status.html", pdf_context(shown, rendering, variant))

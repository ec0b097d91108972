"""How far the PDF of a published document is; POST asks for it once more."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from catalogue.queries import publications, url_name
from catalogue.views.pdf_frame import LANGUAGE, ask_for, pdf_context
from publishing.queries import rendering_for


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def pdf_status(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """The fragment that the page asks for while the PDF is being made; POST asks for the PDF once more."""
    shown = get_object_or_404(publications(kind).filter(withdrawn_at=None), slug=slug)
    if request.method == "POST":
        ask_for(request, shown)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(f"{url_name(kind)}_pdf", slug=slug)
    return render(request, "publishing/status.html", pdf_context(shown, rendering_for(shown.version, LANGUAGE)))

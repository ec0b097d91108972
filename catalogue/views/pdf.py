"""The PDF of a published document at its permanent address, or how far it is."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from catalogue.models import Publication
from catalogue.queries import publications, url_name
from catalogue.views.withdrawn import withdrawn_page
from core.limits import check_limit
from publishing.enums import RenderingState
from publishing.models import Rendering
from publishing.queries import rendering_for
from publishing.services import request_rendering

LANGUAGE = "pl"
#: how many PDFs one address may ask to be made in ten minutes; finished ones are not counted
REQUESTS, WINDOW = 20, 600


@require_safe
@never_cache
def pdf(request: HttpRequest, kind: str, slug: str) -> HttpResponseBase:
    """The finished file of the published Version. Otherwise it is asked for, and the page says how far it is (202)."""
    shown = get_object_or_404(publications(kind), slug=slug)
    if shown.withdrawn_at:
        return withdrawn_page(request, shown)
    rendering = rendering_for(shown.version, LANGUAGE)
    if rendering and rendering.state == RenderingState.READY:
        name = f"{kind}-{shown.slug}-{shown.version.number}.pdf"
        return FileResponse(rendering.file.open("rb"), filename=name, content_type="application/pdf")
    if rendering is None:
        rendering = _ask_for(request, shown)
    return render(request, "catalogue/pdf.html", _context(shown, rendering), status=202)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def pdf_status(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """The fragment that the page asks for while the PDF is being made; POST asks for the PDF once more."""
    shown = get_object_or_404(publications(kind).filter(withdrawn_at=None), slug=slug)
    if request.method == "POST":
        _ask_for(request, shown)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(f"{url_name(kind)}_pdf", slug=slug)
    return render(request, "publishing/status.html", _context(shown, rendering_for(shown.version, LANGUAGE)))


def _ask_for(request: HttpRequest, shown: Publication) -> Rendering:
    check_limit("public-pdf", request.META.get("REMOTE_ADDR", ""), amount=REQUESTS, seconds=WINDOW)
    return request_rendering(version=shown.version, language=LANGUAGE)


def _context(shown: Publication, rendering: Rendering | None) -> dict[str, object]:
    name = url_name(shown.kind)
    status_url = reverse(f"{name}_pdf_status", args=[shown.slug])
    return {
        "publication": shown,
        "network": shown.network,
        "page_url": reverse(name, args=[shown.slug]),
        "rendering": rendering,
        "status_url": status_url,
        "request_url": status_url,
        "file_url": reverse(f"{name}_pdf", args=[shown.slug]),
    }
